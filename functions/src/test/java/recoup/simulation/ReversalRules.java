package recoup.simulation;

import static recoup.simulation.Raw.list;
import static recoup.simulation.Raw.map;
import static recoup.simulation.Raw.number;
import static recoup.simulation.Raw.text;
import static recoup.simulation.Raw.textIfAny;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import recoup.simulation.WatchedRedemptions.Step;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What may become of a redemption, and what must, judged commit by commit: its item before and after, the
 * journal, the wallet, what was asked, and what was true of its code in the shop at that moment.
 */
final class ReversalRules {
    private static final int FORCED_FROM_FAILURE = 3;
    /** After it a person has it. */
    static final int LAST_FAILURE = 12;

    private static final Set<String> UNUSED = Set.of("ISSUED", "DEACTIVATED", "DELETED");

    private final ZoneId zone;
    private final List<String> findings = new ArrayList<>();

    private ReversalRules(ZoneId zone) {
        this.zone = zone;
    }

    /** Everything that is wrong; empty if nothing is. */
    static List<String> findings(List<Step> steps, ZoneId zone) {
        var rules = new ReversalRules(zone);
        steps.forEach(rules::judge);
        return rules.findings;
    }

    /** {@code REDEEMED}, {@code REVERSING} or {@code REVERSED}. */
    static String state(Map<String, AttributeValue> redemption) {
        return redemption.containsKey("re") ? "REVERSED" : redemption.containsKey("in") ? "REVERSING" : "REDEEMED";
    }

    private void judge(Step step) {
        if (step.before().isEmpty()) {
            recorded(step);
            return;
        }
        var before = step.before().get();
        var is = state(step.after());
        require(same(before, step.after(), "i", "c", "n", "at"), "R-07: another redemption", step);
        require(
                same(map(before, "rw"), map(step.after(), "rw"), "i", "n", "p", "c", "d", "u"),
                "R-03: another reward",
                step);
        require(
                is.equals("REVERSED") || (moved(step).isEmpty() && same(before, step.after(), "al")),
                "R-02: points moved, and it is not reversed",
                step);
        switch (state(before) + " " + is) {
            case "REDEEMED REDEEMED" -> heard(before, step);
            case "REDEEMED REVERSING" -> begun(before, step);
            case "REVERSING REVERSING" -> failed(before, step);
            case "REVERSING REDEEMED" -> ended(before, step);
            case "REDEEMED REVERSED", "REVERSING REVERSED" -> reversed(before, step);
            case "REVERSED REVERSED" -> afterwards(before, step);
            default -> require(false, "R-07: reversed is for good", step);
        }
    }

    private void recorded(Step step) {
        var after = step.after();
        var paid = Pocket.of(step.wallet(), zone, step.at()).paying(number(after, "n"), Set.of());
        var taken = list(after, "al").stream()
                .map(lot -> number(lot, "n") + " of " + text(lot, "l"))
                .toList();
        var lines = step.journal().stream()
                .flatMap(journal -> list(journal, "m").stream())
                .filter(line -> text(line, "t").equals("REDEEM"))
                .map(line -> -number(line, "n") + " of " + text(line, "l"))
                .toList();
        require(state(after).equals("REDEEMED"), "R-02: it begins as another thing", step);
        require(
                taken.equals(paid) && lines.equals(paid),
                "it took " + taken + ", by entries " + lines + ", and not " + paid,
                step);
    }

    /** What the shop told: a use, or that what the code was made from is gone. */
    private void heard(Map<String, AttributeValue> before, Step step) {
        var told = switch (status(step.after())) {
            case "USED" -> step.code().used();
            case "SOURCE_MISSING" ->
                step.code().sourceRemoved() && status(before).equals("ISSUED");
            default -> false;
        };
        require(told, "R-04: nobody told that it is " + status(step.after()), step);
    }

    private void begun(Map<String, AttributeValue> before, Step step) {
        var intent = map(step.after(), "in");
        var asked = Asked.in(intent);
        require(isJournaled("REVERSING", step), "R-02: an intent that nobody will read", step);
        require(number(step.after(), "fa") == 0, "R-04: an intent has failed before it was tried", step);
        require(same(before, step.after(), "rw"), "R-02: the reward changed with the intent", step);
        var status = status(before);
        var action = text(intent, "d");
        require(
                asked.filter(each -> each.action().equals(action)
                                && (isTracked(before) || each.anyway())
                                && !Returning.of(before, each, zone, step.at()).isEmpty())
                        .isPresent(),
                "R-02, R-04: this was not asked, or nothing would come back of it",
                step);
        require(
                UNUSED.contains(status)
                        && !livesNowhere(before)
                        && !action.equals("NONE")
                        && !(status.equals("DELETED") && action.equals("DEACTIVATE")),
                "R-03, R-04: there is nothing to revoke",
                step);
    }

    private void failed(Map<String, AttributeValue> before, Step step) {
        var failures = number(step.after(), "fa");
        require(failures == number(before, "fa") + 1, "R-04: a failure was not counted, or more than one was", step);
        require(
                failures <= LAST_FAILURE || step.by().equals("api"),
                "R-04: it was tried again by itself after the last try",
                step);
        require(same(before, step.after(), "in", "rw"), "R-05: another intent", step);
        var review = step.journal().flatMap(journal -> textIfAny(journal, "rv"));
        require(
                review.filter(id -> id.startsWith("REVOKE_STUCK")).isPresent() == (failures == LAST_FAILURE),
                "R-04: a review is opened after the last try, and only then",
                step);
    }

    /** After a 202 the redemption stands again, and the reward's status tells why. */
    private void ended(Map<String, AttributeValue> before, Step step) {
        var intent = map(before, "in");
        var status = status(step.after());
        var nothingLeft = Asked.in(intent)
                .filter(asked -> Returning.of(before, asked, zone, step.at()).isEmpty())
                .isPresent();
        var revoked = status.equals(revoked(text(intent, "d"))) && isRevoked(step) && nothingLeft;
        var withdrawn = same(before, step.after(), "rw") && step.code().shared();
        if (!revoked && !withdrawn) {
            heard(before, step);
        }
    }

    private void reversed(Map<String, AttributeValue> before, Step step) {
        var reversal = map(step.after(), "re");
        require(isJournaled("REVERSED", step), "L-03: a reversal that nobody will hear of", step);
        var asked = step.journal().flatMap(Asked::in);
        if (asked.isEmpty()) {
            require(
                    step.code().refunded() && moved(step).isEmpty() && number(reversal, "n") == 0,
                    "R-04: points came back that nobody asked for",
                    step);
            return;
        }
        var wish = asked.get();
        require(mayReturn(before, wish, step), "R-02, R-04: the points came back for " + wish, step);
        var due = Returning.of(before, wish, zone, step.at());
        var moved = moved(step);
        require(
                !due.isEmpty() && moved.equals(due),
                "R-06, R-07: " + moved + " came back for " + wish + ", and " + due + " should",
                step);
        var sum = moved.stream()
                .mapToLong(line -> Long.parseLong(line.split(" ", -1)[1]))
                .sum();
        require(number(reversal, "n") == sum, "R-07: the record says another sum", step);
        var journal = step.journal().orElseThrow();
        require(
                same(reversal, journal, "a", "at", "rk", "rm", "no"),
                "R-07: the record says another actor, reason, time or note",
                step);
        require(journal.containsKey("nf") == wish.notifies(), "R-08: whom to tell of it", step);
    }

    /** Its code may be deleted yet, or turn out to be revoked, or used; of the points nothing is ever said again. */
    private void afterwards(Map<String, AttributeValue> before, Step step) {
        var status = status(step.after());
        var code = step.code();
        var goes = switch (status(before) + " " + status) {
            case "DEACTIVATED DELETED", "ISSUED DEACTIVATED", "ISSUED DELETED" ->
                livesNowhere(before) || !code.usable();
            case "DEACTIVATED USED" -> code.used();
            default -> false;
        };
        require(goes, "R-03: its code became what it is not", step);
        require(same(before, step.after(), "re", "al") && step.journal().isEmpty(), "R-07: reversed is for good", step);
    }

    /** Whether the points may come back now, and the reward is then what it must be. */
    private static boolean mayReturn(Map<String, AttributeValue> before, Asked asked, Step step) {
        var untouched = same(before, step.after(), "rw");
        var status = status(before);
        if (state(before).equals("REVERSING")) {
            var finished = Asked.in(map(before, "in")).filter(asked::equals).isPresent()
                    && status(step.after()).equals(revoked(asked.action()))
                    && isRevoked(step);
            var forced = asked.anyway() && number(before, "fa") >= FORCED_FROM_FAILURE && untouched;
            var insisted = asked.anyway()
                    && status(step.after()).equals("USED")
                    && step.code().used();
            return finished || forced || insisted;
        }
        if (!UNUSED.contains(status)) {
            return asked.anyway() && untouched;
        }
        if (!isTracked(before) && !asked.anyway()) {
            return false;
        }
        if (asked.action().equals("NONE")) {
            return untouched && (livesNowhere(before) || !isTracked(before));
        }
        return livesNowhere(before) && status(step.after()).equals(revoked(asked.action()));
    }

    /** The code cannot be used any more, and was not; one of several in a discount cannot be looked at after its end. */
    private static boolean isRevoked(Step step) {
        return !step.code().usable() && (!step.code().used() || step.code().shared());
    }

    private static String revoked(String action) {
        return action.equals("DELETE") ? "DELETED" : "DEACTIVATED";
    }

    private static String status(Map<String, AttributeValue> redemption) {
        return text(map(redemption, "rw"), "s");
    }

    private static boolean isTracked(Map<String, AttributeValue> redemption) {
        return !map(redemption, "rw").containsKey("u");
    }

    private static boolean livesNowhere(Map<String, AttributeValue> redemption) {
        return text(map(redemption, "rw"), "p").equals("NONE");
    }

    private static boolean isJournaled(String what, Step step) {
        return step.journal()
                .filter(journal ->
                        text(journal, "w").equals(what) && text(journal, "p").equals(text(step.after(), "i")))
                .isPresent();
    }

    private static List<String> moved(Step step) {
        return Returning.moved(step.journal());
    }

    private static boolean same(
            Map<String, AttributeValue> one, Map<String, AttributeValue> other, String... attributes) {
        for (var name : attributes) {
            if (!Optional.ofNullable(one.get(name)).equals(Optional.ofNullable(other.get(name)))) {
                return false;
            }
        }
        return true;
    }

    private void require(boolean holds, String finding, Step step) {
        if (!holds) {
            findings.add(finding + ": " + text(step.after(), "pk") + " version " + number(step.after(), "v") + " by "
                    + step.by() + ", "
                    + step.before()
                            .map(before -> state(before) + " " + status(before))
                            .orElse("new")
                    + " became " + state(step.after()) + " " + status(step.after()) + ", of the code is true "
                    + step.code());
        }
    }
}
