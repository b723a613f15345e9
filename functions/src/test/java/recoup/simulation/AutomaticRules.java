package recoup.simulation;

import static recoup.simulation.Raw.list;
import static recoup.simulation.Raw.number;
import static recoup.simulation.Raw.numberIfAny;
import static recoup.simulation.Raw.text;
import static recoup.simulation.Raw.textIfAny;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import recoup.simulation.WatchedDynamoDb.Commit;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What nobody's hand may do to an order, and what it must, judged commit by commit from the items alone: the
 * order before and after, the journal, the settings that were read, and dates in the merchant's zone.
 */
final class AutomaticRules {
    private static final Set<String> BY_ITSELF = Set.of("PAYMENT_EXPIRED", "PAYMENT_FAILED", "CUSTOMER", "PLATFORM");
    private static final Set<String> IN_SHOP = Set.of("CUSTOMER", "PLATFORM");
    /** What an order earned is judged elsewhere. */
    private static final Set<String> EARNED = Set.of("EXPIRE", "EARN", "CLAWBACK");

    private static final List<String> WAITING = List.of("PENDING", "EXPIRED", "FAILED");
    private static final Set<String> REFUNDED = Set.of("PARTIALLY_REFUNDED", "REFUNDED");

    private final ZoneId zone;
    private final List<String> findings = new ArrayList<>();

    private AutomaticRules(ZoneId zone) {
        this.zone = zone;
    }

    /** Everything that is wrong; empty if nothing is. */
    static List<String> findings(List<Commit> commits, ZoneId zone) {
        var rules = new AutomaticRules(zone);
        commits.forEach(commit -> commit.before().ifPresent(before -> rules.judge(before, commit)));
        return rules.findings;
    }

    private void judge(Map<String, AttributeValue> before, Commit commit) {
        var after = commit.after();
        var was = text(before, "ps");
        var is = text(after, "ps");
        require(was.equals(is) || mayBecome(was, is), "A-08: the payment was " + was + " and became " + is, commit);
        require(Wish.refunded(after) >= Wish.refunded(before), "A-13: the refunded total fell", commit);
        require(Wish.refunded(after) <= number(after, "t"), "A-13: more was refunded than the total", commit);
        var expires = !was.equals(is) && is.equals("EXPIRED");
        var fails = !was.equals(is) && is.equals("FAILED");
        var lives = !text(before, "st").equals("CANCELLED");
        var off = text(commit.settings(), "paymentExpiredMode").equals("OFF");
        if (expires || fails) {
            require(
                    isCancelled(after) == (!lives || fails || !off),
                    "A-01, A-04: it is cancelled if and only if it must be",
                    commit);
        }
        commit.journal().ifPresent(journal -> {
            if (BY_ITSELF.contains(text(journal, "g"))) {
                byItself(before, journal, commit);
            }
        });
        var paidLate = !was.equals(is) && is.equals("PAID") && !lives;
        require(
                paidLate
                        == commit.journal()
                                .flatMap(journal -> textIfAny(journal, "rv"))
                                .filter(review -> review.startsWith("PAID_AFTER_CANCEL"))
                                .isPresent(),
                "A-08: a review is opened for a payment after the cancel, and for nothing else",
                commit);
    }

    private void byItself(Map<String, AttributeValue> before, Map<String, AttributeValue> journal, Commit commit) {
        var cancels = text(journal, "w").equals("CANCELLED");
        var back = list(journal, "m").stream()
                .filter(line -> !EARNED.contains(text(line, "t")))
                .map(line -> text(line, "t") + " " + text(line, "a") + " " + number(line, "n") + " " + until(line))
                .toList();
        require(!text(journal, "w").equals("REVERTED"), "A-11: an automatic flow reverted what was cancelled", commit);
        require(cancels || back.isEmpty(), "A-11: value moved without a cancel", commit);
        require(!cancels || !text(before, "st").equals("CANCELLED"), "A-11: it was cancelled before", commit);
        if (cancels) {
            var at = Instant.ofEpochMilli(number(journal, "at"));
            var due = back(before, rule(text(journal, "g"), commit.settings()), at);
            require(back.equals(due), "A-02, A-04, A-10, A-12: " + back + " came back, and " + due + " should", commit);
            require(
                    !wasToldBefore(before, journal, commit.after()),
                    "A-10, A-12: a cancel that was told before counted once more",
                    commit);
            require(
                    journal.containsKey("nf")
                            == (commit.settings().containsKey("onAutomaticRevert") && !back.isEmpty()),
                    "C-12: whom to tell of it",
                    commit);
        }
        if (text(journal, "a").equals("expiry-canceller")) {
            require(
                    numberIfAny(before, "pd")
                            .filter(due -> due <= number(journal, "at"))
                            .isPresent(),
                    "A-01: the sweep ended what was not due",
                    commit);
        }
        textIfAny(journal, "rm")
                .flatMap(Fence::of)
                .ifPresent(fence -> require(
                        fence.counts(before, commit.settings().containsKey("attemptFailureIsTerminal")),
                        "A-08, A-09: a failure counted that does not",
                        commit));
    }

    /** The shop numbers its updates and dates the cancels of some orders: what it tells of these goes further, or is no news. */
    private static boolean wasToldBefore(
            Map<String, AttributeValue> before,
            Map<String, AttributeValue> journal,
            Map<String, AttributeValue> after) {
        return IN_SHOP.contains(text(journal, "g"))
                && Dated.ORDERS.contains(text(after, "o"))
                && list(before, "tv").equals(list(after, "tv"));
    }

    /** What may come back under a rule: each lot as it was, with its own date. */
    private List<String> back(Map<String, AttributeValue> order, String rule, Instant at) {
        var outstanding = list(order, "al").stream()
                .filter(allocation -> !allocation.containsKey("b"))
                .toList();
        return outstanding.stream()
                .filter(allocation -> switch (rule) {
                    case "NOTHING" -> false;
                    case "VALID_ONLY" -> !expired(allocation, at);
                    default ->
                        outstanding.stream()
                                .filter(other -> text(other, "a").equals(text(allocation, "a")))
                                .noneMatch(other -> expired(other, at));
                })
                .sorted((one, two) -> text(one, "a").compareTo(text(two, "a"))) // store credit first
                .map(lot -> "REVERT " + text(lot, "a") + " " + number(lot, "n") + " " + until(lot))
                .toList();
    }

    private static String rule(String trigger, Map<String, AttributeValue> settings) {
        return switch (trigger) {
            case "PAYMENT_EXPIRED" ->
                text(settings, "paymentExpiredMode").equals("CANCEL_AND_REVERT")
                        ? text(settings, "paymentExpiredLots")
                        : "NOTHING";
            case "PAYMENT_FAILED" -> text(settings, "paymentFailedLots");
            case "CUSTOMER" -> "VALID_ONLY";
            default -> "NOTHING";
        };
    }

    private boolean expired(Map<String, AttributeValue> allocation, Instant at) {
        return textIfAny(allocation, "x")
                .filter(date -> Season.expired(date, zone, at))
                .isPresent();
    }

    private static String until(Map<String, AttributeValue> line) {
        return textIfAny(line, "x").orElse("never");
    }

    private static boolean mayBecome(String was, String is) {
        return switch (is) {
            case "PENDING" -> false;
            case "EXPIRED", "FAILED" -> was.equals("PENDING");
            case "PAID" -> WAITING.contains(was);
            default -> REFUNDED.contains(is);
        };
    }

    private static boolean isCancelled(Map<String, AttributeValue> order) {
        return text(order, "st").equals("CANCELLED");
    }

    private void require(boolean holds, String finding, Commit commit) {
        if (!holds) {
            findings.add(
                    finding + ": " + text(commit.after(), "pk") + " version " + number(commit.after(), "v") + " by "
                            + commit.journal()
                                    .map(journal -> text(journal, "g"))
                                    .or(() -> Optional.of("nobody"))
                                    .get());
        }
    }
}
