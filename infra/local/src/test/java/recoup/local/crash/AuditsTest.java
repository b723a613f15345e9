package recoup.local.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import recoup.local.crash.Deed.Kind;

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

    private static Handmade paid(String status, Path folder) {
        var made = new Handmade(folder).item("O#" + ORDER, "O", "o", ORDER, "ps", status);
        var _ = made.answered(Kind.PAID, ORDER, "", "{}", 200);
        return made;
    }

    private static List<String> atTheEnd(Handmade made) {
        return EndAudit.findings(made.items(), made.pages(), List.of(), Front.json("{}"), 0);
    }
}
