package recoup.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import recoup.model.Redemption.State;
import recoup.model.Reward;
import recoup.rules.redemption.ReversalCase;

/** Which of the six cases a redemption is. */
class ReversalCaseTest {
    @Test
    void R_04_the_cases_are_numbered_as_the_rule_numbers_them() {
        assertThat(Arrays.stream(ReversalCase.values()).map(ReversalCase::number))
                .containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(ReversalCase.values())
                .containsExactly(
                        ReversalCase.UNUSED,
                        ReversalCase.SOURCE_MISSING,
                        ReversalCase.REVOKE_FAILING,
                        ReversalCase.USED,
                        ReversalCase.NOT_TRACKED,
                        ReversalCase.REVERSED);
    }

    /** A code that is merely gone at the shop is case 1; wherever it lives. */
    @ParameterizedTest
    @CsvSource(textBlock = """
        # reward        tracked  not tracked
        ISSUED,         1,       5
        DEACTIVATED,    1,       5
        DELETED,        1,       5
        SOURCE_MISSING, 2,       2
        USED,           4,       4
        """)
    void R_04_a_redemption_that_stands_is_what_became_of_its_reward(Reward.Status status, int tracked, int untracked) {
        for (var provider : Reward.Provider.values()) {
            for (var state : new State[] {new State.Redeemed(), Redeemed.reversing(0)}) {
                assertThat(number(state, Redeemed.reward(provider, status, true)))
                        .isEqualTo(tracked);
                assertThat(number(state, Redeemed.reward(provider, status, false)))
                        .isEqualTo(untracked);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void R_04_whatever_became_of_the_reward_a_failed_revoke_is_case_3_and_a_reversal_case_6(Reward.Status status) {
        for (var provider : Reward.Provider.values()) {
            for (var tracked : new boolean[] {true, false}) {
                var reward = Redeemed.reward(provider, status, tracked);
                for (var failures : new int[] {1, 2, 3, 12}) {
                    assertThat(number(Redeemed.reversing(failures), reward)).isEqualTo(3);
                }
                assertThat(number(Redeemed.reversed(), reward)).isEqualTo(6);
            }
        }
    }

    private static int number(State state, Reward reward) {
        return ReversalCase.of(Redeemed.of(state, reward)).number();
    }
}
