package recoup.providers.discounts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import recoup.providers.discounts.Standing.Found;
import recoup.providers.discounts.Standing.Gone;

/** WooCommerce's coupons, each of one code, kept in lower case. A coupon's number may be told by anybody: its code must fit. */
record WooCommercePlatform(WooCommerceRest rest, InstantSource realTime) implements Platform {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,20}");
    /**
     * A date is one of the site's zone, which nobody tells us. Two days before today's date in UTC are over in every zone,
     * the last minute of that day included; yesterday's need not be.
     */
    private static final int DAYS_BACK = 2;

    @Override
    public Standing standing(Code code) {
        var number = code.discountId();
        if (number.isEmpty()) {
            return byCode(code).<Standing>map(this::found).orElseGet(Gone::new);
        }
        if (!NUMBER.matcher(number.get()).matches()) {
            throw ShopTrouble.refused("the coupon's id is no number of WooCommerce's");
        }
        var coupon = rest.coupon(number.get());
        if (coupon.isPresent()) {
            return found(ours(coupon.get(), code));
        }
        byCode(code).ifPresent(_ -> {
            throw ShopTrouble.refused(
                    "the code belongs to another coupon than " + number.get() + ", which is not touched");
        });
        return new Gone();
    }

    @Override
    public void expire(Found found) {
        var date = LocalDate.ofInstant(realTime.instant(), ZoneOffset.UTC).minusDays(DAYS_BACK);
        var changes = JsonNodeFactory.instance.objectNode().put("date_expires", date + "T00:00:00");
        var after = rest.put(found.discountId(), changes);
        if (after.isPresent() && !isOver(after.get())) {
            throw ShopTrouble.unsure("the shop did not take the date");
        }
    }

    /** The search finds whatever has the text: each order says its coupons. */
    @Override
    public Optional<String> usedBy(Code code) {
        return StreamSupport.stream(rest.ordersWith(code.text()).spliterator(), false)
                .filter(order -> StreamSupport.stream(order.path("coupon_lines").spliterator(), false)
                        .anyMatch(line -> code.isWritten(line.path("code").asText())))
                .map(order -> order.path("id").asText())
                .findFirst();
    }

    @Override
    public void remove(Found found, Code code) {
        rest.delete(found.discountId());
    }

    /** A shop that shows others does not search by code: then it did not say that ours is gone. */
    private Optional<JsonNode> byCode(Code code) {
        var coupons = rest.couponsWith(code.text());
        if (!coupons.isArray()) {
            throw ShopTrouble.unsure("the shop's answer is no list of coupons");
        }
        if (coupons.size() > 1) {
            throw ShopTrouble.refused("the shop has more than one coupon with this code");
        }
        return StreamSupport.stream(coupons.spliterator(), false)
                .map(coupon -> ours(coupon, code))
                .findFirst();
    }

    private static JsonNode ours(JsonNode coupon, Code code) {
        if (!coupon.path("id").canConvertToLong() || !coupon.path("code").isTextual()) {
            throw ShopTrouble.unsure("the shop's answer is no coupon");
        }
        if (!code.isWritten(coupon.path("code").asText())) {
            throw ShopTrouble.refused(
                    "the coupon " + coupon.path("id").asLong() + " has another code, which is not touched");
        }
        return coupon;
    }

    private Found found(JsonNode coupon) {
        return new Found(coupon.path("id").asText(), false, isOver(coupon), uses(coupon), Optional.empty());
    }

    /** Those who used it are counted, too: a plugin may keep the one and not the other. */
    private static Optional<Long> uses(JsonNode coupon) {
        return Optional.of(coupon.path("usage_count"))
                .filter(JsonNode::canConvertToLong)
                .map(count -> Math.max(count.asLong(), coupon.path("used_by").size()));
    }

    /** The date in the site's zone says nothing without the zone; beside it stands the same in UTC. */
    private boolean isOver(JsonNode coupon) {
        var expires = coupon.path("date_expires_gmt");
        return expires.isTextual() && !instant(expires.asText()).isAfter(realTime.instant());
    }

    private static Instant instant(String utc) {
        try {
            return LocalDateTime.parse(utc).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException _) {
            throw ShopTrouble.unsure("the shop's answer has a date that is none");
        }
    }
}
