package recoup.simulation;

import static recoup.simulation.Raw.list;
import static recoup.simulation.Raw.map;
import static recoup.simulation.Raw.number;
import static recoup.simulation.Raw.text;

import java.time.ZoneId;
import java.util.Map;
import java.util.function.Consumer;
import recoup.handlers.Roads;
import recoup.simulation.WatchedRedemptions.Step;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Names what one write was, of all that can happen to a redemption. */
final class RedemptionKinds {
    private RedemptionKinds() {}

    static void tell(Step step, ZoneId zone, Consumer<String> seen) {
        step.before().ifPresent(before -> {
            var was = ReversalRules.state(before);
            var is = ReversalRules.state(step.after());
            var status = text(map(step.after(), "rw"), "s");
            switch (was + " " + is) {
                case "REDEEMED REVERSING" -> seen.accept("reversal begun");
                case "REVERSING REVERSING" -> {
                    if (number(step.after(), "fa") == ReversalRules.LAST_FAILURE) {
                        seen.accept("REVOKE_STUCK opened");
                    }
                }
                case "REVERSING REDEEMED" ->
                    seen.accept(
                            switch (status) {
                                case "USED" ->
                                    step.by().equals(Roads.ORDER_EVENTS)
                                            ? "use told while reversing"
                                            : "use seen while reversing";
                                case "SOURCE_MISSING" -> "source removed while reversing";
                                default ->
                                    step.code().shared()
                                                    && map(step.after(), "rw").equals(map(before, "rw"))
                                            ? "reversal withdrawn, for the code is shared"
                                            : "expired between the intent and the points";
                            });
                case "REDEEMED REVERSED", "REVERSING REVERSED" -> reversed(was, before, step, zone, seen);
                default -> {}
            }
        });
    }

    private static void reversed(
            String was, Map<String, AttributeValue> before, Step step, ZoneId zone, Consumer<String> seen) {
        var asked = step.journal().flatMap(Asked::in);
        if (asked.isEmpty()) {
            seen.accept(was.equals("REVERSING") ? "refunded externally while reversing" : "refunded externally");
            return;
        }
        var points = number(map(step.after(), "re"), "n");
        var spent = number(step.after(), "n");
        var untouched = map(step.after(), "rw").equals(map(before, "rw"));
        if (was.equals("REVERSING") && untouched && asked.get().anyway()) {
            seen.accept(
                    number(before, "fa") == ReversalRules.LAST_FAILURE
                            ? "points forced after the last failure"
                            : "points forced from the third failure on");
        } else if (was.equals("REVERSING")) {
            seen.accept(
                    step.by().equals(Roads.REVOCATIONS)
                            ? "reversal finished by the revoker"
                            : "reversal finished by the answer");
        } else {
            seen.accept("reversed without asking the shop");
        }
        tell(points > spent, "more points came back", seen);
        tell(asked.get().points().filter(wanted -> wanted < spent).isPresent(), "fewer points came back", seen);
        tell(points < asked.get().points().orElse(spent), "only the valid lots came back", seen);
        tell(
                asked.get().extension()
                        && list(step.after(), "al").stream()
                                .anyMatch(lot -> lot.containsKey("b") && Returning.expired(lot, zone, step.at())),
                "expired lot came back extended",
                seen);
        tell(text(map(step.after(), "rw"), "s").equals("DELETED"), "reversed with a tombstone", seen);
        tell(
                list(step.journal().orElseThrow(), "m").stream().anyMatch(line -> line.containsKey("d")),
                "returned points paid debt",
                seen);
    }

    private static void tell(boolean happened, String what, Consumer<String> seen) {
        if (happened) {
            seen.accept(what);
        }
    }
}
