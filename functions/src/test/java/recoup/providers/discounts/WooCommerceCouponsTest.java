package recoup.providers.discounts;

import static org.assertj.core.api.Assertions.assertThat;
import static recoup.providers.discounts.Callers.BY_CODE;
import static recoup.providers.discounts.Callers.BY_ID;
import static recoup.providers.discounts.Callers.failed;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import recoup.providers.discounts.Revoked.Done;
import recoup.providers.discounts.Usage.Unused;
import recoup.providers.discounts.Usage.Used;

/** Whose coupon it is at WooCommerce, how it stands, and what is done about it; and every way in which the shop says no. */
class WooCommerceCouponsTest {
    private static final String COUPONS = "/wp-json/wc/v3/coupons";
    private static final String ACTIVE = coupon("7", "save10", "null", "0", "");
    private static final String EXPIRED = coupon("7", "save10", "\"2026-02-27T05:00:00\"", "0", "");
    private static final String OTHER = coupon("7", "other", "null", "0", "");
    private static final String GONE = error("woocommerce_rest_shop_coupon_invalid_id");

    private static final Pattern DATE = Pattern.compile("\\{\"date_expires\":\"(.+)\"}");

    private final ScriptedShop shop = new ScriptedShop();
    private final Discounts coupons = Callers.wooCommerce(shop);

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void R_03_deactivating_sets_a_date_that_is_past_in_every_zone() {
        shop.answers(ACTIVE).answers(EXPIRED);
        assertThat(coupons.deactivate(BY_ID)).isEqualTo(new Done());
        assertThat(shop.calls()).containsExactly("GET " + COUPONS + "/7", "PUT " + COUPONS + "/7");
        assertThat(shop.asked().getLast().body()).isEqualTo("{\"date_expires\":\"2026-02-27T00:00:00\"}");
        var basic = "Basic "
                + Base64.getEncoder()
                        .encodeToString((Callers.KEY + ":" + Callers.SECRET).getBytes(StandardCharsets.UTF_8));
        assertThat(shop.asked())
                .allSatisfy(each -> assertThat(each.authorization()).contains(basic));
    }

    /** Read as the start or as the end of that day, in the first zone and in the last. */
    @ParameterizedTest
    @ValueSource(
            strings = {"2026-03-01T00:00:00Z", "2026-03-01T12:00:00Z", "2026-03-01T23:59:59Z", "2024-02-29T23:59:59Z"})
    void the_date_is_past_at_any_time_of_the_day(String time) {
        var now = Instant.parse(time);
        shop.answers(ACTIVE).answers(EXPIRED);
        var _ = WooCommerceCoupons.of(
                        Callers.patient(), shop.address(), Callers.KEY, Callers.SECRET, InstantSource.fixed(now))
                .deactivate(BY_ID);
        var sent = DATE.matcher(shop.asked().get(1).body());
        assertThat(sent.matches()).isTrue();
        var date = LocalDateTime.parse(sent.group(1));
        for (var zone : new ZoneOffset[] {ZoneOffset.ofHours(-12), ZoneOffset.UTC, ZoneOffset.ofHours(14)}) {
            assertThat(date.toInstant(zone)).isBefore(now);
            assertThat(date.with(LocalTime.MAX).toInstant(zone)).isBefore(now);
        }
    }

    @Test
    void deleting_goes_past_the_trash() {
        shop.answers(ACTIVE).answers(ACTIVE);
        assertThat(coupons.delete(BY_ID)).isEqualTo(new Done());
        assertThat(shop.calls()).containsExactly("GET " + COUPONS + "/7", "DELETE " + COUPONS + "/7?force=true");
        assertThat(shop.asked().getLast().body()).isEmpty();
    }

    @Test
    void without_a_number_the_code_is_looked_for() {
        shop.answers("[" + ACTIVE + "]").answers(EXPIRED);
        assertThat(coupons.deactivate(new Code("Save10", Optional.empty()))).isEqualTo(new Done());
        assertThat(shop.calls()).containsExactly("GET " + COUPONS + "?code=Save10", "PUT " + COUPONS + "/7");
    }

    @Test
    void free_text_is_escaped_in_the_address() {
        shop.answers("[]");
        assertThat(coupons.delete(new Code("10% a+b & é/?#", Optional.empty()))).isEqualTo(new Done());
        assertThat(shop.calls()).containsExactly("GET " + COUPONS + "?code=10%25%20a%2Bb%20%26%20%C3%A9%2F%3F%23");
    }

    @Test
    void a_shop_may_be_in_a_folder() {
        shop.answers("[]");
        var folder = URI.create(shop.address() + "/en/shop/");
        var _ = WooCommerceCoupons.of(
                        Callers.patient(), folder, Callers.KEY, Callers.SECRET, InstantSource.fixed(Callers.NOW))
                .delete(BY_CODE);
        assertThat(shop.calls()).containsExactly("GET /en/shop" + COUPONS + "?code=SAVE10");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?a=b", "/#top"})
    void an_address_with_more_than_a_path_is_not_called(String more) {
        var odd = URI.create(shop.address() + more);
        assertThat(WooCommerceCoupons.of(
                                Callers.patient(), odd, Callers.KEY, Callers.SECRET, InstantSource.fixed(Callers.NOW))
                        .delete(BY_CODE))
                .isEqualTo(failed("the shop's address has more than a path"));
        assertThat(shop.asked()).isEmpty();
    }

    @Test
    void R_04_a_coupon_that_is_gone_is_done_and_unused() {
        for (var code : new Code[] {BY_ID, BY_CODE}) {
            for (var i = 0; i < 3; i++) {
                var _ = code.discountId().isPresent() ? shop.answers(404, GONE).answers("[]") : shop.answers("[]");
            }
            assertThat(coupons.deactivate(code)).isEqualTo(new Done());
            assertThat(coupons.delete(code)).isEqualTo(new Done());
            assertThat(coupons.usage(code)).isEqualTo(new Unused());
        }
        assertThat(shop.calls()).allMatch(call -> call.startsWith("GET ")).hasSize(9);
    }

    @Test
    void a_coupon_that_goes_in_between_is_done() {
        shop.answers(ACTIVE).answers(404, GONE);
        assertThat(coupons.deactivate(BY_ID)).isEqualTo(new Done());
        shop.answers(ACTIVE).answers(404, GONE);
        assertThat(coupons.delete(BY_ID)).isEqualTo(new Done());
        assertThat(shop.asked()).hasSize(4);
    }

    @Test
    void an_expired_coupon_is_deactivated_already_and_can_still_be_deleted() {
        shop.answers(EXPIRED).answers(EXPIRED).answers(EXPIRED);
        assertThat(coupons.deactivate(BY_ID)).isEqualTo(new Done());
        assertThat(shop.asked()).hasSize(1);
        assertThat(coupons.delete(BY_ID)).isEqualTo(new Done());
    }

    @ParameterizedTest
    @CsvSource({"2026-03-01T00:29:59, 1", "2026-03-01T00:30:00, 1", "2026-03-01T00:30:01, 2"})
    void it_is_over_by_the_date_in_utc(String expires, int calls) {
        shop.answers(coupon("7", "save10", "\"" + expires + "\"", "0", "")).answers(EXPIRED);
        assertThat(coupons.deactivate(BY_ID)).isEqualTo(new Done());
        assertThat(shop.asked()).hasSize(calls);
    }

    @Test
    void a_number_whose_coupon_has_another_code_is_refused() {
        shop.answers(OTHER).answers(OTHER).answers(OTHER);
        var why = "the coupon 7 has another code, which is not touched";
        assertThat(coupons.deactivate(BY_ID)).isEqualTo(failed(why));
        assertThat(coupons.delete(BY_ID)).isEqualTo(failed(why));
        assertThat(coupons.usage(BY_ID)).isEqualTo(new Usage.Failed(why, Optional.empty()));
        assertThat(shop.calls()).containsOnly("GET " + COUPONS + "/7").hasSize(3);
    }

    @Test
    void a_code_that_belongs_to_another_coupon_is_refused() {
        shop.answers(404, GONE).answers("[" + coupon("8", "save10", "null", "0", "") + "]");
        assertThat(coupons.delete(BY_ID))
                .isEqualTo(failed("the code belongs to another coupon than 7, which is not touched"));
        assertThat(shop.asked()).hasSize(2);
    }

    @Test
    void a_shop_that_does_not_search_by_code_did_not_say_that_it_is_gone() {
        shop.answers("[" + OTHER + "]")
                .answers("[" + ACTIVE + "," + OTHER + "]")
                .answers("{}");
        assertThat(coupons.delete(BY_CODE)).isEqualTo(failed("the coupon 7 has another code, which is not touched"));
        assertThat(coupons.delete(BY_CODE)).isEqualTo(failed("the shop has more than one coupon with this code"));
        assertThat(coupons.delete(BY_CODE)).isEqualTo(failed("the shop's answer is no list of coupons"));
        assertThat(shop.asked()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "seven", "7/../8", "7?force=true", "-7"})
    void an_id_that_is_no_number_asks_nobody(String id) {
        assertThat(coupons.delete(new Code("SAVE10", Optional.of(id))))
                .isEqualTo(failed("the coupon's id is no number of WooCommerce's"));
        assertThat(shop.asked()).isEmpty();
    }

    @Test
    void R_05_the_shop_says_whether_it_was_used() {
        shop.answers(ACTIVE)
                .answers(coupon("7", "save10", "null", "2", "\"4\",\"a@b.example\""))
                .answers("[{\"id\":1,\"coupon_lines\":[{\"code\":\"save100\"}]},"
                        + "{\"id\":2,\"coupon_lines\":[{\"code\":\"save10\"}]}]")
                .answers(coupon("7", "save10", "null", "0", "\"4\""))
                .answers(403, "{}")
                .answers(ACTIVE.replace("\"usage_count\":0,", ""));
        assertThat(coupons.usage(BY_ID)).isEqualTo(new Unused());
        assertThat(coupons.usage(BY_ID)).isEqualTo(new Used(Optional.of("2")));
        assertThat(coupons.usage(BY_ID)).as("no right to see orders").isEqualTo(new Used(Optional.empty()));
        assertThat(coupons.usage(BY_ID))
                .isEqualTo(new Usage.Failed("the shop does not say how often this code was used", Optional.empty()));
    }

    static String coupon(String id, String code, String expiresGmt, String uses, String usedBy) {
        return "{\"id\":" + id + ",\"code\":\"" + code + "\",\"amount\":\"10.00\",\"date_expires\":" + expiresGmt
                + ",\"date_expires_gmt\":" + expiresGmt + ",\"usage_count\":" + uses + ",\"used_by\":[" + usedBy + "]}";
    }

    static String error(String code) {
        return "{\"code\":\"" + code + "\",\"message\":\"Invalid ID.\",\"data\":{\"status\":404}}";
    }
}
