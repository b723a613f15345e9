package recoup.local.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import recoup.local.crash.Deed.Kind;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What the audits are there to find, in tables that are made by hand: a crash that shows it may be years away. */
class AuditsTest {
    private static final String ORDER = "order-1";

    @ParameterizedTest
    @ValueSource(strings = {"PENDING", "FAILED", "EXPIRED"})
    void a_payment_that_was_heard_and_does_not_show_is_lost(String status, @TempDir Path folder) {
        assertThat(atTheEnd(paid(status, folder)))
                .singleElement()
                .asString()
                .contains("PAID", "was heard, and had no effect");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PAID", "PARTIALLY_REFUNDED", "REFUNDED"})
    void a_payment_that_shows_or_was_refunded_is_not_lost(String status, @TempDir Path folder) {
        assertThat(atTheEnd(paid(status, folder))).isEmpty();
    }

    @Test
    void a_refund_that_counts_twice_is_doubled(@TempDir Path folder) {
        assertThat(refunded(folder, refund(30), refund(30)))
                .singleElement()
                .asString()
                .contains("REFUNDED", "doubled");
    }

    @Test
    void a_refund_that_counts_for_another_amount_is_half_done(@TempDir Path folder) {
        assertThat(refunded(folder, refund(29))).singleElement().asString().contains("REFUNDED", "half done");
    }

    @Test
    void a_refund_that_counts_once_or_not_yet_is_right(@TempDir Path folder) {
        assertThat(refunded(folder, refund(30), Handmade.map("i", "refund-2", "n", Handmade.number(30))))
                .isEmpty();
        assertThat(refunded(folder)).isEmpty();
    }

    private static List<String> refunded(Path folder, AttributeValue... refunds) {
        var made = new Handmade(folder)
                .item("O#" + ORDER, "J#000000000001", "o", ORDER, "w", "PLACED", "at", Handmade.number(0));
        var body = "{\"data\":{\"refund\":{\"refundId\":\"refund-1\",\"amount\":30}}}";
        var _ = made.intended(Kind.REFUNDED, ORDER, "refund-1", body);
        return DiaryAudit.findings(
                made.items(
                        "O#" + ORDER,
                        "O",
                        "o",
                        ORDER,
                        "st",
                        "PENDING",
                        "jo",
                        Handmade.texts(List.of("O1")),
                        "rs",
                        Handmade.maps(refunds)),
                made.pages());
    }

    private static AttributeValue refund(long amount) {
        return Handmade.map("i", "refund-1", "n", Handmade.number(amount));
    }

    private static Handmade paid(String status, Path folder) {
        var made = new Handmade(folder).item("O#" + ORDER, "O", "o", ORDER, "ps", status);
        var _ = made.answered(Kind.PAID, ORDER, "", "{}", 200);
        return made;
    }

    private static List<String> atTheEnd(Handmade made) {
        return EndAudit.findings(made.items(), made.pages(), List.of(), Front.json("{}"), 0);
    }
}
