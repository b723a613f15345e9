package recoup.providers.discounts;

import static org.assertj.core.api.Assertions.assertThat;
import static recoup.providers.discounts.Callers.BY_ID;
import static recoup.providers.discounts.Callers.failed;
import static recoup.providers.discounts.Shopify.found;
import static recoup.providers.discounts.Shopify.single;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import recoup.providers.discounts.Revoked.Done;

/** Every way in which Shopify says no, or nothing. */
class ShopifyTroubleTest {
    private static final String ACTIVE = found(single("7", "ACTIVE", 0, "SAVE10"));
    private static final String EXPIRED = found(single("7", "EXPIRED", 0, "SAVE10"));
    private static final String GONE = found("null");

    private final ScriptedShop shop = new ScriptedShop();
    private final Discounts discounts = Callers.shopify(shop);

    @AfterEach
    void close() {
        shop.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "301 | the shop redirects, which is not followed (301)",
                "400 | the shop answered 400",
                "401 | the shop does not know the credentials (401)",
                "402 | the shop is frozen until its bill is paid (402)",
                "403 | the credentials may not do that (403)",
                "404 | the shop answered 404",
                "423 | the shop is locked (423)",
                "430 | the shop answered 430"
            })
    void a_refusal_by_status_changes_nothing_and_is_not_asked_about(int status, String why) {
        shop.answers(status, "{\"errors\":\"no\"}");
        assertThat(discounts.deactivate(BY_ID)).isEqualTo(failed(why));
        shop.answers(ACTIVE).answers(status, "{\"errors\":\"no\"}");
        assertThat(discounts.delete(BY_ID)).isEqualTo(failed(why));
        assertThat(shop.asked()).hasSize(3);
    }

    @Test
    void throttling_by_status_says_when_to_come_back() {
        shop.answers(429, "{\"errors\":\"no\"}", "Retry-After", "2.0");
        assertThat(discounts.deactivate(BY_ID)).isEqualTo(failed("the shop throttles (429)", Duration.ofSeconds(2)));
        shop.answers(429, "");
        assertThat(discounts.usage(BY_ID)).isEqualTo(new Usage.Failed("the shop throttles (429)", Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({"70, 66, 50, 1", "202, 118, 50.0, 2", "1000, 0, 50, 20", "70, 70, 50, 1", "100, -7.5, 100, 2"})
    void throttling_with_status_200_waits_until_the_bucket_holds_the_query(
            String requested, String available, String rate, long seconds) {
        shop.answers(ACTIVE).answers(throttled(requested, available, rate));
        assertThat(discounts.deactivate(BY_ID))
                .isEqualTo(failed("the shop throttles (THROTTLED)", Duration.ofSeconds(seconds)));
        assertThat(shop.asked()).hasSize(2);
    }

    @Test
    void throttling_without_a_price_says_no_time() {
        shop.answers(Shopify.error("THROTTLED")).answers(throttled("70", "66", "0"));
        assertThat(discounts.deactivate(BY_ID)).isEqualTo(failed("the shop throttles (THROTTLED)"));
        assertThat(discounts.deactivate(BY_ID)).isEqualTo(failed("the shop throttles (THROTTLED)"));
    }

    @Test
    void throttling_without_a_code_is_known_by_its_message() {
        shop.answers(throttled("70", "16", "50").replace(",\"extensions\":{\"code\":\"THROTTLED\"}", ""));
        assertThat(discounts.deactivate(BY_ID))
                .isEqualTo(failed("the shop throttles (THROTTLED)", Duration.ofSeconds(2)));
    }

    @Test
    void a_missing_scope_is_told() {
        shop.answers(ACTIVE).answers(Shopify.error("ACCESS_DENIED"));
        assertThat(discounts.deactivate(BY_ID)).isEqualTo(failed("the credentials may not do that (ACCESS_DENIED)"));
        assertThat(shop.asked()).hasSize(2);
    }

    @Test
    void user_errors_are_told_by_code_unless_it_is_done_anyway() {
        shop.answers(ACTIVE).answers(Shopify.userErrors("INVALID")).answers(ACTIVE);
        assertThat(discounts.deactivate(BY_ID)).isEqualTo(failed("the shop refused: INVALID"));
        shop.answers(ACTIVE).answers(Shopify.userErrors("INVALID")).answers(GONE);
        assertThat(discounts.deactivate(BY_ID)).isEqualTo(new Done());
        shop.answers(ACTIVE)
                .answers(Shopify.userErrors("Something odd: SAVE10"))
                .answers(ACTIVE);
        assertThat(discounts.delete(BY_ID)).isEqualTo(failed("the shop refused: ?"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>502</html>",
                "[]",
                "{}",
                "{\"data\":null}",
                "{\"data\":{}}",
                "{\"data\":{\"payload\":null}}",
                "{\"data\":{\"payload\":{\"userErrors\":[]}}}",
                "{\"data\":{\"payload\":{\"codeDiscountNode\":{\"id\":\"7\"},\"deletedCodeDiscountId\":\"7\"}}}",
                "{\"data\":{\"payload\":{}},\"data\":{}}"
            })
    void an_answer_that_cannot_be_read_leaves_it_to_the_code(String odd) {
        shop.answers(ACTIVE).answers(odd).answers(EXPIRED);
        assertThat(discounts.deactivate(BY_ID)).isEqualTo(new Done());
        shop.answers(ACTIVE).answers(odd).answers(GONE);
        assertThat(discounts.delete(BY_ID)).isEqualTo(new Done());
        shop.answers(ACTIVE).answers(odd).answers(ACTIVE);
        assertThat(discounts.deactivate(BY_ID)).isInstanceOf(Revoked.Failed.class);
        shop.answers(ACTIVE).answers(odd).answers(EXPIRED);
        assertThat(discounts.delete(BY_ID)).isInstanceOf(Revoked.Failed.class);
        assertThat(shop.asked()).hasSize(12);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 500, 502, 503, 504})
    void a_fault_of_the_shop_leaves_it_to_the_code(int status) {
        shop.answers(ACTIVE).answers(status, "").answers(EXPIRED);
        assertThat(discounts.deactivate(BY_ID)).isEqualTo(new Done());
        shop.answers(ACTIVE).answers(status, "", "Retry-After", "3").answers(ACTIVE);
        assertThat(discounts.deactivate(BY_ID))
                .isEqualTo(failed("the shop failed (" + status + ")", Duration.ofSeconds(3)));
    }

    @Test
    void an_error_inside_the_shop_leaves_it_to_the_code() {
        shop.answers(ACTIVE).answers(Shopify.error("INTERNAL_SERVER_ERROR")).answers(GONE);
        assertThat(discounts.delete(BY_ID)).isEqualTo(new Done());
        shop.answers(ACTIVE).answers(Shopify.error("INTERNAL_SERVER_ERROR")).answers(ACTIVE);
        assertThat(discounts.delete(BY_ID)).isEqualTo(failed("the shop could not: INTERNAL_SERVER_ERROR"));
    }

    @Test
    void R_04_after_a_timeout_the_shop_is_asked_how_the_code_stands() {
        var hasty = Callers.shopify(Callers.hasty(), shop);
        shop.answers(ACTIVE).hangs().answers(EXPIRED);
        assertThat(hasty.deactivate(BY_ID)).isEqualTo(new Done());
        shop.answers(ACTIVE).hangs().answers(ACTIVE);
        assertThat(hasty.deactivate(BY_ID)).isEqualTo(failed("the shop did not answer in time"));
        shop.answers(ACTIVE).hangs().answers(GONE);
        assertThat(hasty.delete(BY_ID)).isEqualTo(new Done());
        shop.answers(ACTIVE).hangs().hangs();
        assertThat(hasty.delete(BY_ID)).isEqualTo(failed("the shop did not answer in time"));
        assertThat(shop.asked()).hasSize(12);
    }

    @Test
    void after_a_broken_connection_the_shop_is_asked_how_the_code_stands() {
        shop.answers(ACTIVE).breaks().answers(EXPIRED);
        assertThat(discounts.deactivate(BY_ID)).isEqualTo(new Done());
        shop.answers(ACTIVE).breaks().answers(503, "");
        assertThat(discounts.deactivate(BY_ID)).isEqualTo(failed("the connection to the shop broke"));
        assertThat(shop.asked()).hasSize(6);
    }

    /** A null beside an error is no answer: the code would count as gone. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"data\":{\"byId\":null,\"byCode\":null},\"errors\":[{\"message\":\"x\"}]}",
                "{\"data\":{\"byId\":null,\"byCode\":null},\"errors\":\"x\"}",
                "{\"data\":{\"byId\":null}}",
                "{\"data\":{\"byCode\":null}}",
                "{\"data\":{\"byId\":{},\"byCode\":null}}",
                "not json"
            })
    void a_question_without_a_whole_answer_is_no_answer(String odd) {
        shop.answers(odd).answers(odd).answers(odd);
        assertThat(discounts.deactivate(BY_ID)).isInstanceOf(Revoked.Failed.class);
        assertThat(discounts.delete(BY_ID)).isInstanceOf(Revoked.Failed.class);
        assertThat(discounts.usage(BY_ID)).isInstanceOf(Usage.Failed.class);
        assertThat(shop.asked()).hasSize(3);
    }

    @Test
    void errors_that_are_null_are_none() {
        shop.answers("{\"data\":{\"byId\":null,\"byCode\":null},\"errors\":null}");
        assertThat(discounts.deactivate(BY_ID)).isEqualTo(new Done());
    }

    private static String throttled(String requested, String available, String rate) {
        return "{\"errors\":[{\"message\":\"Throttled\",\"extensions\":{\"code\":\"THROTTLED\"}}],\"extensions\":{\"cost\":"
            + "{\"requestedQueryCost\":" + requested + ",\"actualQueryCost\":null,\"throttleStatus\":"
                + "{\"maximumAvailable\":1000.0,\"currentlyAvailable\":" + available + ",\"restoreRate\":" + rate
                + "}}}}";
    }
}
