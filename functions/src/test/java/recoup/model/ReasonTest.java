package recoup.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Why somebody did it. */
class ReasonTest {
    private static final Optional<Reason.Key> KEY = Optional.of(Reason.Key.WAIT_TOO_LONG);
    private static final Optional<String> WORDS = Optional.of("six weeks");

    @Test
    void L_01_a_reason_is_a_key_or_words_or_both() {
        assertThat(new Reason(KEY, Optional.empty()).key()).isEqualTo(KEY);
        assertThat(new Reason(Optional.empty(), WORDS).message()).isEqualTo(WORDS);
        assertThat(new Reason(KEY, WORDS)).isNotEqualTo(new Reason(KEY, Optional.empty()));
    }

    @Test
    void L_01_a_reason_that_says_nothing_is_none() {
        assertThatThrownBy(() -> new Reason(Optional.empty(), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a key, a message or both");
    }
}
