package recoup.providers.discounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Waiting for what a shop does in its own time. */
class PatienceTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final List<Duration> pauses = new ArrayList<>();
    private Instant now = Callers.NOW;

    @Test
    void what_is_done_at_once_is_not_waited_for() {
        assertThat(patience(Duration.ZERO).until(() -> true)).isTrue();
        assertThat(pauses).isEmpty();
    }

    @Test
    void it_asks_again_after_each_pause() {
        assertThat(patience(Duration.ofSeconds(3)).until(() -> pauses.size() == 3))
                .isTrue();
        assertThat(pauses).containsExactly(SECOND, SECOND, SECOND);
    }

    @Test
    void it_does_not_begin_a_pause_that_ends_too_late() {
        assertThat(patience(Duration.ofMillis(2_999)).until(() -> pauses.size() == 3))
                .isFalse();
        assertThat(pauses).containsExactly(SECOND, SECOND);
    }

    @Test
    void the_time_of_a_question_counts() {
        assertThat(patience(Duration.ofSeconds(3)).until(() -> {
                    now = now.plusSeconds(3);
                    return false;
                }))
                .isFalse();
        assertThat(pauses).isEmpty();
    }

    private Patience patience(Duration longest) {
        return new Patience(
                () -> now,
                length -> {
                    pauses.add(length);
                    now = now.plus(length);
                },
                SECOND,
                longest);
    }
}
