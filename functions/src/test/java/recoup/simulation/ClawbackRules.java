package recoup.simulation;

import static recoup.simulation.Raw.list;
import static recoup.simulation.Raw.number;
import static recoup.simulation.Raw.numberIfAny;
import static recoup.simulation.Raw.text;
import static recoup.simulation.Raw.textIfAny;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import recoup.simulation.WatchedDynamoDb.Commit;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What must be taken of what an order earned, and what may not (E-01 to E-07), judged commit by commit: what an order is wished
 * back is remembered here, from the first commit on, and never read where the ledger keeps it.
 */
final class ClawbackRules {
    private static final Set<String> JUDGED =
            Set.of("CANCELLED", "REVERTED", "MOVED_BACK", "CLAWED_BACK", "CLAWBACK_REJECTED");
    private static final Set<String> REFUNDED = Set.of("PARTIALLY_REFUNDED", "REFUNDED");

    private final Map<String, Wish> wishes = new HashMap<>();
    private final Set<String> rejected = new HashSet<>();
    private final Expiries expiries;
    private final ZoneId zone;
    private final Consumer<String> seen;
    private final List<String> findings = new ArrayList<>();

    private ClawbackRules(Expiries expiries, ZoneId zone, Consumer<String> seen) {
        this.expiries = expiries;
        this.zone = zone;
        this.seen = seen;
    }

    /**
     * What became of all {@code commits}.
     *
     * @param items the whole table after them
     * @param seen who is told what happened
     */
    static ClawbackRules after(
            List<Commit> commits, List<Map<String, AttributeValue>> items, ZoneId zone, Consumer<String> seen) {
        var rules = new ClawbackRules(Expiries.in(items), zone, seen);
        commits.forEach(commit -> commit.before().ifPresent(before -> rules.judge(before, commit)));
        return rules;
    }

    /** Everything that is wrong; empty if nothing is. */
    List<String> findings() {
        return List.copyOf(findings);
    }

    /** What is wrong, besides, if {@code order} was judged last as it stands now, under the settings of now. */
    List<String> forgotten(
            Map<String, AttributeValue> order,
            Map<String, AttributeValue> settings,
            Optional<Map<String, AttributeValue>> wallet,
            Instant now) {
        var commit = new Commit(Optional.of(order), order, Optional.empty(), settings, wallet, now);
        var wished = wishes.getOrDefault(text(order, "pk"), Wish.NOTHING);
        require(wished.judged(order, settings).equals(wished), "E-04: a match was overlooked", commit);
        var earned = Earned.of(order);
        var more = expected(wished, earned, earned, now, commit);
        require(more.equals(Taking.NOTHING), "E-04, E-06: left to be taken: " + more, commit);
        return findings();
    }

    private void judge(Map<String, AttributeValue> before, Commit commit) {
        var was = Earned.of(before);
        var is = Earned.of(commit.after());
        var order = text(commit.after(), "pk");
        var wished = wishes.getOrDefault(order, Wish.NOTHING);
        var earns = is.grants().size() > was.grants().size();
        var judges = !earns && judges(before, commit);
        var wish = judges ? wished.judged(commit.after(), commit.settings()) : wished;
        wishes.put(order, wish);
        require(isNew(before, commit.after()), "it wrote, and nothing is new", commit);
        require(is.grants().containsAll(was.grants()), "E-02: a grant is gone, or another", commit);
        if (earns || judges) {
            taken(wish, was, is, commit);
        } else {
            require(
                    is.taken() == was.taken() && clawbacks(commit).isEmpty() && !opensReview(commit),
                    "E-04: points were taken of an order that was not judged",
                    commit);
        }
        if (earns && wished.of(is.granted(), number(before, "t")) > 0) {
            seen.accept("match before the grant");
        }
        if (judges
                && !wished.equals(Wish.NOTHING)
                && Wish.of(commit.after(), commit.settings()).equals(Wish.NOTHING)) {
            seen.accept("match remembered, though it would be none now");
        }
        if (judges && Wish.isPrevented(commit.after(), commit.settings())) {
            seen.accept("match prevented by a tag");
        }
    }

    /** An update and a cancel judge the order; what is only recorded, taken again or earned does not (E-04). */
    private static boolean judges(Map<String, AttributeValue> before, Commit commit) {
        var after = commit.after();
        var what = commit.journal().map(journal -> text(journal, "w"));
        if (what.filter(JUDGED::contains).isPresent()) {
            return true;
        }
        var payment = text(after, "ps");
        var told = !list(before, "tv").equals(list(after, "tv"))
                || Wish.refunded(before) != Wish.refunded(after)
                || !list(before, "rs").equals(list(after, "rs"))
                || (!text(before, "ps").equals(payment) && REFUNDED.contains(payment));
        var learned = !Raw.texts(before, "pf").equals(Raw.texts(after, "pf"));
        return told || (what.isEmpty() && !learned);
    }

    private void taken(Wish wish, Earned was, Earned is, Commit commit) {
        var order = text(commit.after(), "pk");
        var expected = moments(commit)
                .map(at -> expected(wish, was, is, at, commit))
                .distinct()
                .toList();
        var found = new Taking(
                clawbacks(commit),
                is.clawedBack() - was.clawedBack(),
                is.writtenOff() - was.writtenOff(),
                opensReview(commit));
        require(
                commit.journal().flatMap(journal -> numberIfAny(journal, "wo")).orElse(0L) == found.writtenOff(),
                "E-06: the journal tells of another write-off than the order",
                commit);
        require(expected.contains(found), "E-02, E-06: " + found + ", and it should be one of " + expected, commit);
        if (found.review()) {
            rejected.add(order);
        }
        new Kinds(wish, was, is, found, commit).tell(rejected.contains(order), seen);
    }

    /** What is not told with a time was decided at the latest when it was written, perhaps before midnight. */
    private Stream<Instant> moments(Commit commit) {
        return commit.journal().isPresent()
                ? Stream.of(commit.at())
                : Stream.of(
                        commit.at(),
                        commit.at()
                                .atZone(zone)
                                .toLocalDate()
                                .atStartOfDay(zone)
                                .toInstant()
                                .minusMillis(1));
    }

    private Taking expected(Wish wish, Earned was, Earned is, Instant at, Commit commit) {
        var pocket = Pocket.of(commit.wallet(), zone, at);
        var expired = pocket.expired(is.lots()) + expiries.of(is.lots(), commit.wallet());
        for (var line : credits(commit)) {
            var settled = pocket.enter(text(line, "l"), number(line, "n"), textIfAny(line, "x"));
            require(numberIfAny(line, "d").orElse(0L) == settled, "E-06: a credit did not pay debt first", commit);
        }
        var target = wish.of(is.granted(), number(commit.after(), "t"));
        var due = Math.max(0, Math.min(target - was.taken(), is.granted() - was.taken() - expired));
        if (due < target - was.taken()) {
            seen.accept("what expired unspent was not taken");
        }
        var shortfall = textIfAny(commit.settings(), "clawbackShortfall").orElse("DEBT");
        var order = text(commit.after(), "pk");
        return Taking.of(due, pocket, is.lots(), shortfall, rejected.contains(order));
    }

    private static List<Map<String, AttributeValue>> credits(Commit commit) {
        return points(commit).stream().filter(line -> number(line, "n") > 0).toList();
    }

    private static List<String> clawbacks(Commit commit) {
        return points(commit).stream()
                .filter(line -> text(line, "t").equals("CLAWBACK"))
                .map(line -> -number(line, "n")
                        + textIfAny(line, "l").map(lot -> " of " + lot).orElse(" as debt"))
                .toList();
    }

    private static List<Map<String, AttributeValue>> points(Commit commit) {
        return commit.journal().stream()
                .flatMap(journal -> list(journal, "m").stream())
                .filter(line -> text(line, "a").equals("P"))
                .toList();
    }

    private static boolean opensReview(Commit commit) {
        return commit.journal()
                .flatMap(journal -> textIfAny(journal, "rv"))
                .filter(review -> review.startsWith("CLAWBACK_REJECTED"))
                .isPresent();
    }

    private static boolean isNew(Map<String, AttributeValue> before, Map<String, AttributeValue> after) {
        var same = new HashMap<>(after);
        same.put("v", before.getOrDefault("v", AttributeValue.fromN("0")));
        return !same.equals(before);
    }

    private void require(boolean holds, String finding, Commit commit) {
        if (!holds) {
            findings.add(
                    finding + ": " + text(commit.after(), "pk") + " version " + number(commit.after(), "v") + " by "
                            + commit.journal()
                                    .map(journal -> text(journal, "w"))
                                    .or(() -> Optional.of("no journal"))
                                    .get());
        }
    }
}
