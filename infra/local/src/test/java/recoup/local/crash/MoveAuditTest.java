package recoup.local.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recoup.local.crash.Deed.Kind;

/** What becomes of a move shows in journals that are made by hand. */
class MoveAuditTest {
    private static final String ORDER = "order-1";

    private Handmade made = new Handmade(Path.of("."));
    private final List<String> journal = new ArrayList<>();

    @BeforeEach
    void begin(@TempDir Path folder) {
        made = new Handmade(folder);
        journal(0, "PLACED");
    }

    @Test
    void a_move_that_was_acknowledged_and_is_in_no_journal_is_lost() {
        var _ = moves("CONFIRMED", 1);
        assertThat(endsAs("PENDING")).singleElement().asString().startsWith("lost: the move");
    }

    @Test
    void so_is_one_to_where_the_order_stood_before_it_was_cancelled() {
        journal(0, "CANCELLED");
        var _ = moves("PENDING", 2);
        assertThat(endsAs("CANCELLED")).singleElement().asString().startsWith("lost: the move");
    }

    @Test
    void an_order_that_is_there_already_is_not_moved() {
        var _ = moves("PENDING", 1);
        assertThat(endsAs("PENDING")).isEmpty();
    }

    @Test
    void a_move_that_is_in_the_journal_is_not_lost_whatever_comes_after_it() {
        var first = moves("CONFIRMED", 1);
        journal(first.begun(), "MOVED_BACK");
        assertThat(endsAs("CONFIRMED")).isEmpty();
        journal(first.ended(), "CANCELLED");
        assertThat(endsAs("CANCELLED")).isEmpty();
        var second = moves("COMPLETED", 3);
        journal(second.ended(), "MOVED_BACK");
        assertThat(endsAs("COMPLETED")).isEmpty();
    }

    @Test
    void an_order_that_is_not_where_its_journal_leads_is_half_done() {
        journal(moves("CONFIRMED", 1).begun(), "MOVED_BACK");
        assertThat(endsAs("PENDING")).singleElement().asString().startsWith("half done");
    }

    @Test
    void a_move_that_is_written_twice_is_doubled() {
        var page = moves("CONFIRMED", 1);
        journal(page.begun(), "MOVED_BACK");
        journal(page.ended(), "MOVED_BACK");
        assertThat(endsAs("CONFIRMED")).anyMatch(finding -> finding.startsWith("doubled"));
    }

    private Diary.Page moves(String status, int known) {
        return made.answered(Kind.MOVE, ORDER, "" + known, "{\"status\":\"" + status + "\"}", 200);
    }

    private void journal(long at, String what) {
        journal.add("O" + (journal.size() + 1));
        var _ = made.item(
                "O#" + ORDER, "J#%012d".formatted(journal.size()), "o", ORDER, "w", what, "at", Handmade.number(at));
    }

    private List<String> endsAs(String status) {
        return MoveAudit.findings(
                made.items("O#" + ORDER, "O", "o", ORDER, "st", status, "jo", Handmade.texts(journal)), made.pages());
    }
}
