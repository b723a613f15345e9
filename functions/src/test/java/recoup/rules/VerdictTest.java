package recoup.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import recoup.model.Redemption.DiscountAction;
import recoup.model.Redemption.State;
import recoup.model.Reward;
import recoup.rules.redemption.Verdict;

/** Whether a redemption may be reversed, and how: every combination of what the answer may depend on. */
class VerdictTest {
    /**
     * Read from the top: the first line that fits is the verdict. Of a reversal under way and of a code, {@code -} is
     * whatever it may be; {@code shop} is Shopify or WooCommerce, {@code none} a code that lives nowhere but here.
     */
    private static final String TABLE = """
        state        reward          tracked  code  action             anyway  returns  verdict
        reversed     DELETED         -        -     DEACTIVATE         -       -        REWARD_DELETED
        reversed     DEACTIVATED     -        -     DELETE             -       -        delete-code
        reversed     -               -        -     -                  -       -        REDEMPTION_ALREADY_REVERSED
        reversing-0  -               -        -     -                  yes     -        REVERSAL_IN_PROGRESS
        reversing-1  -               -        -     -                  yes     -        REVERSAL_IN_PROGRESS
        reversing-2  -               -        -     -                  yes     -        REVERSAL_IN_PROGRESS
        redeemed     DELETED         -        -     DEACTIVATE         -       -        REWARD_DELETED
        redeemed     SOURCE_MISSING  -        -     -                  no      -        REWARD_SOURCE_MISSING
        redeemed     USED            -        -     -                  no      -        REWARD_ALREADY_USED
        redeemed     ISSUED          no       -     -                  no      -        REWARD_NOT_TRACKED
        redeemed     DEACTIVATED     no       -     -                  no      -        REWARD_NOT_TRACKED
        redeemed     DELETED         no       -     -                  no      -        REWARD_NOT_TRACKED
        redeemed     ISSUED          yes      shop  NONE               -       -        REVOKE_REQUIRED
        redeemed     DEACTIVATED     yes      shop  NONE               -       -        REVOKE_REQUIRED
        redeemed     DELETED         yes      shop  NONE               -       -        REVOKE_REQUIRED
        redeemed     -               -        -     -                  -       none     NOTHING_TO_RETURN
        reversing-3  -               -        -     -                  yes     none     NOTHING_TO_RETURN
        reversing-11 -               -        -     -                  yes     none     NOTHING_TO_RETURN
        reversing-12 -               -        -     -                  yes     none     NOTHING_TO_RETURN
        reversing-13 -               -        -     -                  yes     none     NOTHING_TO_RETURN
        reversing-3  -               -        -     -                  yes     some     return
        reversing-11 -               -        -     -                  yes     some     return
        reversing-12 -               -        -     -                  yes     some     return
        reversing-13 -               -        -     -                  yes     some     return
        reversing-0  -               -        -     -                  no      -        under-way
        reversing-1  -               -        -     -                  no      -        under-way
        reversing-2  -               -        -     -                  no      -        under-way
        reversing-3  -               -        -     -                  no      -        under-way
        reversing-11 -               -        -     -                  no      -        under-way
        reversing-12 -               -        -     -                  no      -        one-more-try
        reversing-13 -               -        -     -                  no      -        one-more-try
        redeemed     SOURCE_MISSING  -        -     -                  yes     some     return
        redeemed     USED            -        -     -                  yes     some     return
        redeemed     -               -        none  -                  -       some     return
        redeemed     -               no       shop  NONE               yes     some     return
        redeemed     -               no       shop  DEACTIVATE,DELETE  yes     some     revoke
        redeemed     -               yes      shop  DEACTIVATE,DELETE  -       some     revoke
        """;

    private static final List<String> STATES = List.of(
            "redeemed",
            "reversing-0",
            "reversing-1",
            "reversing-2",
            "reversing-3",
            "reversing-11",
            "reversing-12",
            "reversing-13",
            "reversed");

    private record World(
            String state,
            Reward.Status status,
            boolean tracked,
            Reward.Provider provider,
            DiscountAction action,
            boolean anyway,
            long returns) {
        Verdict verdict() {
            var redemption = Redeemed.of(stateOf(state), Redeemed.reward(provider, status, tracked));
            return Verdict.of(redemption, action, anyway, returns);
        }

        boolean fits(String line) {
            var words = line.split(" +", -1);
            var values = List.of(
                    state,
                    status.name(),
                    tracked ? "yes" : "no",
                    provider == Reward.Provider.NONE ? "none" : "shop",
                    action.name(),
                    anyway ? "yes" : "no",
                    returns > 0 ? "some" : "none");
            for (var column = 0; column < values.size(); column++) {
                if (!words[column].equals("-")
                        && !Arrays.asList(words[column].split(",")).contains(values.get(column))) {
                    return false;
                }
            }
            return true;
        }
    }

    @Test
    void R_04_every_combination_gets_the_verdict_of_the_first_line_that_fits() {
        var lines = TABLE.lines().skip(1).toList();
        var met = new HashSet<String>();
        for (var world : worlds()) {
            var line = lines.stream()
                    .filter(world::fits)
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no line has a verdict on " + world));
            met.add(line);
            assertThat(words(world.verdict())).as("%s by %s", world, line).isEqualTo(line.split(" +", -1)[7]);
        }
        assertThat(met).as("every line says something").containsExactlyInAnyOrderElementsOf(lines);
    }

    /** However the table is read: points come back beside a code that somebody could still use only where someone insists. */
    @Test
    void R_02_without_insisting_points_never_come_back_before_a_code_that_lives_in_a_shop() {
        for (var world : worlds()) {
            if (!world.anyway() && world.provider() != Reward.Provider.NONE) {
                assertThat(world.verdict()).as("%s", world).isNotEqualTo(new Verdict.Return());
            }
        }
    }

    @Test
    void R_02_nothing_is_begun_that_would_return_nothing() {
        for (var world : worlds()) {
            if (world.returns() == 0) {
                assertThat(world.verdict()).as("%s", world).isNotIn(new Verdict.Return(), new Verdict.Revoke());
            }
        }
    }

    @Test
    void R_04_force_never_pays_twice() {
        for (var world : worlds()) {
            if (world.state().equals("reversed")) {
                assertThat(world.verdict()).as("%s", world).isNotIn(new Verdict.Return(), new Verdict.Revoke());
            }
        }
    }

    private static List<World> worlds() {
        var worlds = new ArrayList<World>();
        for (var state : STATES) {
            for (var status : Reward.Status.values()) {
                for (var provider : Reward.Provider.values()) {
                    for (var action : DiscountAction.values()) {
                        for (var returns : List.of(0L, 1L, 100L)) {
                            worlds.add(new World(state, status, true, provider, action, true, returns));
                            worlds.add(new World(state, status, true, provider, action, false, returns));
                            worlds.add(new World(state, status, false, provider, action, true, returns));
                            worlds.add(new World(state, status, false, provider, action, false, returns));
                        }
                    }
                }
            }
        }
        return worlds;
    }

    private static State stateOf(String words) {
        return switch (words) {
            case "redeemed" -> new State.Redeemed();
            case "reversed" -> Redeemed.reversed();
            default -> Redeemed.reversing(Integer.parseInt(words.substring("reversing-".length())));
        };
    }

    private static String words(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Return() -> "return";
            case Verdict.Revoke() -> "revoke";
            case Verdict.UnderWay() -> "under-way";
            case Verdict.OneMoreTry() -> "one-more-try";
            case Verdict.DeleteCode() -> "delete-code";
            case Verdict.Refused(var why) -> why.name();
        };
    }
}
