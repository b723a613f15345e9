package recoup.local.shop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/** A discount as WooCommerce shows it: one coupon with one code, which it keeps in lower case. */
final class Coupon {
    /** The site's own zone, in which its dates are; it is far from UTC, so that who mixes them up notices. */
    static final ZoneId SITE = ZoneOffset.ofHours(-8);

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Coupon() {}

    static ObjectNode json(Discount discount) {
        var coupon = JSON.objectNode()
                .put("id", Long.parseLong(discount.number()))
                .put("code", code(discount))
                .put("amount", "10.00")
                .put("status", "publish");
        put(coupon, "date_created", Optional.of(discount.madeAt()));
        put(coupon, "date_modified", Optional.of(discount.madeAt()));
        coupon.put("discount_type", "fixed_cart").put("description", "");
        put(coupon, "date_expires", discount.endsAt());
        coupon.put("usage_count", discount.uses()).put("individual_use", false);
        coupon.putNull("usage_limit").putNull("usage_limit_per_user");
        var usedBy = coupon.putArray("used_by");
        for (var use = 1; use <= discount.uses(); use++) {
            usedBy.add("customer-" + use + "@shop.example");
        }
        coupon.putArray("meta_data");
        return coupon;
    }

    /** The orders that used a code with {@code search} in it. */
    static ArrayNode orders(Shop shop, String search) {
        var orders = JSON.arrayNode();
        for (var discount : shop.all()) {
            for (var code : discount.codes()) {
                if (lower(code.text()).contains(lower(search))) {
                    code.orders().forEach(order -> orders.add(order(order, lower(code.text()))));
                }
            }
        }
        return orders;
    }

    /**
     * When a coupon ends of which somebody sets {@code date_expires}: a date begins in the site's zone, and so does a time
     * without an offset. An empty text is no end at all. Nothing, if it is no date.
     */
    static Optional<Optional<Instant>> end(JsonNode dateExpires) {
        var text = dateExpires.asText();
        if (text.isEmpty()) {
            return Optional.of(Optional.empty());
        }
        try {
            return Optional.of(Optional.of(instant(text.strip().replace(' ', 'T'))));
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }

    private static Instant instant(String text) {
        if (!text.contains("T")) {
            return LocalDate.parse(text).atStartOfDay(SITE).toInstant();
        }
        return text.matches(".*T.*(Z|[+-]\\d\\d:\\d\\d)")
                ? OffsetDateTime.parse(text).toInstant()
                : LocalDateTime.parse(text).atZone(SITE).toInstant();
    }

    private static void put(ObjectNode coupon, String name, Optional<Instant> instant) {
        coupon.set(name, time(instant, SITE));
        coupon.set(name + "_gmt", time(instant, ZoneOffset.UTC));
    }

    private static JsonNode time(Optional<Instant> instant, ZoneId zone) {
        return instant.map(it -> it.truncatedTo(ChronoUnit.SECONDS).atZone(zone).toLocalDateTime())
                .<JsonNode>map(it -> JSON.textNode(it.toLocalDate() + "T" + seconds(it)))
                .orElseGet(JSON::nullNode);
    }

    private static String seconds(LocalDateTime time) {
        return "%02d:%02d:%02d".formatted(time.getHour(), time.getMinute(), time.getSecond());
    }

    private static String code(Discount discount) {
        return discount.codes().stream()
                .map(RedeemCode::text)
                .map(Coupon::lower)
                .findFirst()
                .orElse("");
    }

    private static ObjectNode order(String number, String code) {
        var order = JSON.objectNode();
        if (number.matches("[1-9]\\d{0,17}")) {
            order.put("id", Long.parseLong(number));
        } else {
            order.put("id", number); // a test may call its orders what it likes
        }
        order.put("number", number).put("status", "processing");
        order.putArray("coupon_lines").addObject().put("id", 1).put("code", code);
        return order;
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
