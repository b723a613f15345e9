package recoup.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings are read and replaced whole. */
class SettingsTest {
    private static final String WHOLE = """
        {"timeZone":"Asia/Taipei","currency":"TWD","pointsAnnualExpiry":"02-29",\
        "paymentExpired":{"mode":"CANCEL_AND_REVERT","lots":"VALID_ONLY"},\
        "paymentFailed":{"lots":"ALL_OR_NOTHING","attemptFailureIsTerminal":true},\
        "clawback":{"enabled":true,"onStatuses":["REFUNDED","CANCELLED"],"onTags":["a","b"],"skipTags":["keep"],\
        "partialRefund":"PROPORTIONAL","shortfall":"CLAMP"},\
        "notifications":{"onAutomaticRevert":true}}\
        """;

    private final Shop shop = new Shop();

    @Test
    void a_merchant_who_saved_nothing_has_the_defaults() {
        var answer = shop.call("read-settings").answer(200);
        assertThat(answer.body()).isEqualTo("""
            {"timeZone":"UTC","currency":"USD","pointsAnnualExpiry":"12-31",\
            "paymentExpired":{"mode":"OFF","lots":"ALL_OR_NOTHING"},\
            "paymentFailed":{"lots":"VALID_ONLY","attemptFailureIsTerminal":false},\
            "clawback":{"enabled":false,"onStatuses":[],"onTags":[],"skipTags":[],\
            "partialRefund":"FULL","shortfall":"DEBT"},\
            "notifications":{"onAutomaticRevert":false}}\
            """);
        assertThat(answer.headers()).containsKey("ETag");
    }

    @Test
    void what_was_saved_is_what_is_read() {
        var tag = shop.call("read-settings").answer(200).etag();
        var saved =
                shop.call("save-settings").body(WHOLE).header("if-match", tag).answer(200);
        assertThat(saved.body()).isEqualTo(WHOLE);
        assertThat(saved.etag()).isNotEqualTo(tag);
        var read = shop.call("read-settings").answer(200);
        assertThat(read.body()).isEqualTo(WHOLE);
        assertThat(read.headers()).containsEntry("ETag", saved.etag());
    }

    @Test
    void a_save_needs_the_tag_that_was_read_or_a_star() {
        assertThat(shop.call("save-settings")
                        .withoutHeader("if-match")
                        .answer(428)
                        .code())
                .isEqualTo("if-match-required");
        var old = shop.call("read-settings").answer(200).etag();
        shop.call("save-settings").answer(200);
        assertThat(shop.call("save-settings")
                        .header("if-match", old)
                        .answer(412)
                        .code())
                .isEqualTo("settings-changed");
        shop.call("save-settings").body(WHOLE).header("if-match", "*").answer(200);
    }

    @Test
    void saving_the_same_again_writes_nothing() {
        var first = shop.call("save-settings").body(WHOLE).answer(200);
        var before = shop.contents();
        var second = shop.call("save-settings").body(WHOLE).answer(200);
        assertThat(second.headers()).containsEntry("ETag", first.etag());
        assertThat(shop.contents()).isEqualTo(before);
    }

    @Test
    void settings_are_a_merchants_own() {
        shop.call("save-settings").body(WHOLE).answer(200);
        assertThat(shop.call("read-settings")
                        .merchant("other")
                        .answer(200)
                        .json()
                        .get("currency")
                        .textValue())
                .isEqualTo("USD");
    }

    @Test
    void the_annual_date_counts_for_the_next_points_given() {
        shop.call("save-settings").body(WHOLE).answer(200);
        var entry = shop.call("adjust-balance").body("""
            {"asset":"POINTS","amount":5,"reason":{"key":"other"}}\
            """).answer(201).json().at("/entries/0");
        assertThat(entry.get("expiresOn").textValue()).isEqualTo("2021-02-28");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        timeZone                               | "Asia/Taipei"        | "Mars/Olympus"
        timeZone                               | "Asia/Taipei"        | "UTC+8"
        timeZone                               | "Asia/Taipei"        | null
        currency                               | "TWD"                | "twd"
        currency                               | "TWD"                | "ABC"
        pointsAnnualExpiry                     | "02-29"              | "02-30"
        pointsAnnualExpiry                     | "02-29"              | "2-29"
        pointsAnnualExpiry                     | "02-29"              | "13-01"
        paymentExpired.mode                    | "CANCEL_AND_REVERT"  | "cancel"
        paymentExpired.lots                    | "VALID_ONLY"         | 1
        paymentFailed.attemptFailureIsTerminal | "attemptFailureIsTerminal":true | "attemptFailureIsTerminal":"true"
        clawback.onStatuses                    | "REFUNDED"           | "PENDING"
        clawback.onTags                        | ["a","b"]            | ["a",""]
        clawback.skipTags                      | ["keep"]             | "keep"
        clawback.shortfall                     | "CLAMP"              | "clamp"
        notifications.onAutomaticRevert        | "onAutomaticRevert":true | "onAutomaticRevert":1
        """)
    void every_setting_is_checked(String field, String good, String bad) {
        var answer = shop.call("save-settings").body(WHOLE.replace(good, bad)).answer(400);
        assertThat(answer.code()).isEqualTo("validation");
        assertThat(StreamSupport.stream(answer.json().get("errors").spliterator(), false)
                        .map(error -> error.get("field").textValue()))
                .containsExactly(field);
        assertThat(shop.call("read-settings").answer(200).json().get("timeZone").textValue())
                .isEqualTo("UTC");
    }

    @Test
    void settings_are_whole_what_is_left_out_is_missing() {
        var answer = shop.call("save-settings").body("{}").answer(400);
        assertThat(StreamSupport.stream(answer.json().get("errors").spliterator(), false)
                        .map(error -> error.get("field").textValue()))
                .containsExactly(
                        "timeZone",
                        "currency",
                        "pointsAnnualExpiry",
                        "paymentExpired",
                        "paymentFailed",
                        "clawback",
                        "notifications");
    }
}
