package recoup.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import recoup.model.LotDecision.Action;
import recoup.model.LotDecision.Why;

/** What is done with a lot follows from why. */
class LotDecisionTest {
    @ParameterizedTest
    @CsvSource({
        "VALID,                  REVERT",
        "EXPIRED_EXTENDED,       REVERT_EXTENDED",
        "EXPIRED_NOT_EXTENDED,   SKIP",
        "NOT_CHOSEN,             SKIP",
        "BLOCKED_BY_EXPIRED_LOT, SKIP",
        "ALREADY_REVERTED,       SKIP"
    })
    void C_02_what_would_happen_to_a_lot_follows_from_why(Why why, Action action) {
        assertThat(why.action()).isEqualTo(action);
    }

    @Test
    void C_04_one_reason_alone_gives_a_lot_another_date() {
        assertThat(Arrays.stream(Why.values()).filter(why -> why.action() == Action.REVERT_EXTENDED))
                .containsExactly(Why.EXPIRED_EXTENDED);
    }
}
