package recoup.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What the customer's activity says of each movement (L-01, C-16). */
class EntriesTest {
    private static final Instant NOW = Instant.parse("2021-06-15T12:00:00Z");
    private static final Instant MIDNIGHT = Instant.parse("2021-06-15T00:00:00Z");
    private static final CustomerId ANN = new CustomerId("ann");

    private static final Journal CANCEL = Journal.of(
                    Journal.What.CANCELLED, NOW, Trigger.MANUAL, "admin", Optional.of(new OrderId("ORD-1")))
            .about(new RedemptionId("red-1"), Optional.of("a note"))
            .because(Optional.of(new Reason(Optional.of(Reason.Key.CHANGE_MIND), Optional.empty())));

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"EXPIRE", "EARN", "CLAWBACK"})
    void L_01_an_entry_says_who_did_it_why_and_for_what(EntryType type) {
        assertThat(entry(type)).isEqualTo(told(type, Trigger.MANUAL, CANCEL.note()));
    }

    /** The note is about what came back, and points that an order earned or lost did not. */
    @Test
    void L_01_earned_points_are_told_as_such_whatever_they_are_a_part_of() {
        assertThat(entry(EntryType.EARN)).isEqualTo(told(EntryType.EARN, Trigger.PLATFORM, Optional.empty()));
        assertThat(entry(EntryType.CLAWBACK)).isEqualTo(told(EntryType.CLAWBACK, Trigger.CLAWBACK, Optional.empty()));
    }

    @Test
    void L_07_it_is_time_that_expires_a_lot_and_not_whoever_comes_to_write_it_down() {
        var expiry = entry(EntryType.EXPIRE);
        assertThat(expiry)
                .isEqualTo(new Entry(
                        expiry.id(),
                        moved(EntryType.EXPIRE, "A"),
                        Trigger.ADJUSTMENT,
                        "system",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }

    /** Whatever the write does besides, and whoever makes it. */
    @Test
    void L_07_the_entries_that_are_shown_beforehand_are_those_that_the_next_write_begins_with() {
        var expiring = List.of(moved(EntryType.EXPIRE, "A"), moved(EntryType.EXPIRE, "B"));
        var written = CANCEL.moving(
                List.of(expiring.get(0), expiring.get(1), moved(EntryType.REVERT, "C"), moved(EntryType.REVERT, "D")));
        assertThat(Entries.coming(ANN, 4, expiring))
                .hasSize(2)
                .isEqualTo(written.entries(ANN, 5).subList(0, 2));
    }

    @Test
    void L_01_entries_stand_in_the_order_of_their_movements_and_no_two_have_one_id() {
        var movements = List.of(moved(EntryType.SPEND, "A"), moved(EntryType.SPEND, "A"), moved(EntryType.SPEND, "B"));
        var entries = CANCEL.moving(movements).entries(ANN, 5);
        assertThat(entries).extracting(Entry::movement).isEqualTo(movements);
        assertThat(List.of(
                        entries.get(0).id(),
                        entries.get(1).id(),
                        entries.get(2).id(),
                        CANCEL.moving(movements).entries(ANN, 6).getFirst().id(),
                        CANCEL.moving(movements)
                                .entries(new CustomerId("bob"), 5)
                                .getFirst()
                                .id()))
                .doesNotHaveDuplicates()
                .allMatch(Ids::wellFormed);
        assertThat(CANCEL.moving(movements).entries(ANN, 5))
                .as("read once more")
                .isEqualTo(entries);
    }

    private static Entry entry(EntryType type) {
        return CANCEL.moving(List.of(moved(type, "A"))).entries(ANN, 5).getFirst();
    }

    private static Entry told(EntryType type, Trigger trigger, Optional<String> note) {
        return new Entry(
                entry(type).id(),
                moved(type, "A"),
                trigger,
                "admin",
                CANCEL.reason(),
                CANCEL.order(),
                CANCEL.redemption(),
                note);
    }

    private static Movement moved(EntryType type, String lot) {
        return new Movement(
                type,
                new Amount(Asset.POINTS, 20),
                Optional.of(new LotId(lot)),
                Expiry.on(LocalDate.parse("2021-06-14")),
                MIDNIGHT,
                0,
                20);
    }
}
