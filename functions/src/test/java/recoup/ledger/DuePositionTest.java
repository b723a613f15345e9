package recoup.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import recoup.model.MerchantId;
import recoup.model.OrderId;

/** Where orders stand in the due index, as text. */
class DuePositionTest {
    private static final MerchantId MERCHANT = new MerchantId("acme");
    private static final OrderId ORDER = new OrderId("ORD-1");
    private static final List<Instant> INSTANTS = Stream.of(
                    "0001-01-01T00:00:00Z",
                    "1969-12-31T23:59:59.998Z",
                    "1969-12-31T23:59:59.999Z",
                    "1970-01-01T00:00:00Z",
                    "1970-01-01T00:00:00.001Z",
                    "2021-01-03T08:00:00Z",
                    "2021-01-03T08:00:00.001Z",
                    "9999-12-31T23:59:59.999Z")
            .map(Instant::parse)
            .toList();

    @Test
    void a_position_is_read_as_it_was_written() {
        for (var at : INSTANTS) {
            for (var failures : List.of(0, 1, 2, 10, 1_000_000)) {
                for (var id : List.of("a", "a".repeat(128), "A.z_0:~@-", "-1", "0")) {
                    var position = new DuePosition(at, new MerchantId(id), new OrderId(id), failures);
                    assertThat(DuePosition.read(position.text())).isEqualTo(position);
                }
            }
        }
    }

    @Test
    void positions_sort_as_text_as_they_sort_by_time() {
        var positions = new ArrayList<>(INSTANTS.stream().map(at -> at(at, 0)).toList());
        Collections.shuffle(positions, new Random(4));
        positions.sort(Comparator.comparing(DuePosition::text));
        assertThat(positions).extracting(DuePosition::at).containsExactlyElementsOf(INSTANTS);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 2", "2, 4", "3, 8", "4, 16", "5, 32", "6, 64", "7, 64", "8, 64", "1000000, 64"})
    void each_failure_doubles_the_wait_up_to_64_minutes(int failures, long minutes) {
        var now = Instant.parse("2021-01-03T09:00:00Z");
        var later = at(Instant.parse("2021-01-03T08:00:00Z"), failures).pushedBack(now);
        assertThat(later).isEqualTo(at(now.plus(Duration.ofMinutes(minutes)), failures + 1));
    }

    @Test
    void whatever_is_pushed_back_stands_behind_all_that_is_due_now() {
        for (var now : INSTANTS) {
            var due = new DuePosition(now, new MerchantId("zzz"), new OrderId("zzz"), 1_000_000);
            assertThat(at(now, 0).pushedBack(now).text()).isGreaterThan(due.text());
        }
    }

    private static DuePosition at(Instant at, int failures) {
        return new DuePosition(at, MERCHANT, ORDER, failures);
    }
}
