package recoup.providers.discounts;

import static org.assertj.core.api.Assertions.assertThat;
import static recoup.providers.discounts.Callers.BY_CODE;
import static recoup.providers.discounts.Callers.BY_ID;
import static recoup.providers.discounts.Callers.failed;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import recoup.providers.discounts.Revoked.Done;

/** Every way in which WooCommerce says no, or nothing. */
class WooCommerceTroubleTest {
    private static final String ACTIVE = WooCommerceCouponsTest.coupon("7", "save10", "null", "0", "");
    private static final String EXPIRED =
            WooCommerceCouponsTest.coupon("7", "save10", "\"2026-02-27T05:00:00\"", "0", "");
    private static final String GONE = WooCommerceCouponsTest.error("woocommerce_rest_shop_coupon_invalid_id");

    private final ScriptedShop shop = new ScriptedShop();
    private final Discounts coupons = Callers.wooCommerce(shop);

    @AfterEach
    void close() {
        shop.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "302 | the shop redirects, which is not followed (302)",
                "400 | the shop answered 400",
                "401 | the shop does not know the credentials (401)",
                "403 | the credentials may not do that (403)"
            })
    void a_refusal_by_status_changes_nothing_and_is_not_asked_about(int status, String why) {
        shop.answers(status, "{\"code\":\"woocommerce_rest_cannot_view\"}");
        assertThat(coupons.deactivate(BY_ID)).isEqualTo(failed(why));
        shop.answers(ACTIVE).answers(status, "{\"code\":\"woocommerce_rest_cannot_delete\"}");
        assertThat(coupons.delete(BY_ID)).isEqualTo(failed(why));
        assertThat(shop.asked()).hasSize(3);
    }

    @Test
    void throttling_says_when_to_come_back() {
        shop.answers(429, "", "Retry-After", "30");
        assertThat(coupons.delete(BY_CODE)).isEqualTo(failed("the shop throttles (429)", Duration.ofSeconds(30)));
    }

    /** A site without WooCommerce, or another site altogether: the coupon is not gone, it was never there. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"code\":\"rest_no_route\"} | the shop has no coupons there (404 rest_no_route)",
                "<html>not found</html> | the shop has no coupons there (404 ?)",
                "{\"code\":\"Not what you want\"} | the shop has no coupons there (404 ?)",
                "{} | the shop has no coupons there (404 ?)"
            })
    void any_other_404_is_not_gone(String body, String why) {
        shop.answers(404, body);
        assertThat(coupons.delete(BY_ID)).isEqualTo(failed(why));
        shop.answers(404, body);
        assertThat(coupons.delete(BY_CODE)).isEqualTo(failed("the shop answered 404"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>oops</html>", "{\"id\":1,\"id\":2}"})
    void an_answer_that_cannot_be_read_leaves_it_to_the_coupon(String odd) {
        shop.answers(ACTIVE).answers(odd).answers(EXPIRED);
        assertThat(coupons.deactivate(BY_ID)).isEqualTo(new Done());
        shop.answers(ACTIVE).answers(odd).answers(ACTIVE);
        assertThat(coupons.deactivate(BY_ID)).isEqualTo(failed("the shop's answer is not JSON"));
        shop.answers(ACTIVE).answers(odd).answers(404, GONE).answers("[]");
        assertThat(coupons.delete(BY_ID)).isEqualTo(new Done());
        shop.answers(odd);
        assertThat(coupons.delete(BY_ID)).isEqualTo(failed("the shop's answer is not JSON"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "{\"id\":\"x\",\"code\":\"save10\"}", "{\"id\":7}", "{\"id\":7,\"code\":null}"})
    void what_is_no_coupon_is_not_touched(String odd) {
        shop.answers(odd);
        assertThat(coupons.delete(BY_ID)).isEqualTo(failed("the shop's answer is no coupon"));
        assertThat(shop.asked()).hasSize(1);
    }

    @Test
    void a_date_that_is_none_is_not_taken_for_past() {
        shop.answers(WooCommerceCouponsTest.coupon("7", "save10", "\"yesterday\"", "0", ""));
        assertThat(coupons.deactivate(BY_ID)).isEqualTo(failed("the shop's answer has a date that is none"));
    }

    /** A plugin may keep its own dates. */
    @Test
    void a_shop_that_does_not_take_the_date_did_not_do_it() {
        shop.answers(ACTIVE).answers(ACTIVE).answers(ACTIVE);
        assertThat(coupons.deactivate(BY_ID)).isEqualTo(failed("the shop did not take the date"));
        shop.answers(ACTIVE).answers(ACTIVE).answers(EXPIRED);
        assertThat(coupons.deactivate(BY_ID)).isEqualTo(new Done());
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504})
    void a_fault_of_the_shop_leaves_it_to_the_coupon(int status) {
        shop.answers(ACTIVE).answers(status, "").answers(EXPIRED);
        assertThat(coupons.deactivate(BY_ID)).isEqualTo(new Done());
        shop.answers(ACTIVE).answers(status, "").answers(404, GONE).answers("[]");
        assertThat(coupons.delete(BY_ID)).isEqualTo(new Done());
        shop.answers(ACTIVE).answers(status, "", "Retry-After", "3").answers(ACTIVE);
        assertThat(coupons.delete(BY_ID)).isEqualTo(failed("the shop failed (" + status + ")", Duration.ofSeconds(3)));
        shop.answers(status, "");
        assertThat(coupons.delete(BY_ID)).isEqualTo(failed("the shop failed (" + status + ")"));
    }

    @Test
    void R_04_after_a_timeout_or_a_broken_connection_the_shop_is_asked_how_the_coupon_stands() {
        var hasty = Callers.wooCommerce(Callers.hasty(), shop);
        shop.answers(ACTIVE).hangs().answers(EXPIRED);
        assertThat(hasty.deactivate(BY_ID)).isEqualTo(new Done());
        shop.answers(ACTIVE).hangs().answers(404, GONE).answers("[]");
        assertThat(hasty.delete(BY_ID)).isEqualTo(new Done());
        shop.answers(ACTIVE).hangs().answers(ACTIVE);
        assertThat(hasty.delete(BY_ID)).isEqualTo(failed("the shop did not answer in time"));
        shop.answers(ACTIVE).breaks().answers(EXPIRED);
        assertThat(coupons.deactivate(BY_ID)).isEqualTo(new Done());
        shop.answers(ACTIVE).breaks().answers(ACTIVE);
        assertThat(coupons.deactivate(BY_ID)).isEqualTo(failed("the connection to the shop broke"));
    }
}
