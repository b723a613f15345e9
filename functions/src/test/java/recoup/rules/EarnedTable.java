package recoup.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import recoup.model.Asset;
import recoup.model.EntryType;
import recoup.model.Expiry;
import recoup.model.Lot;
import recoup.model.LotId;
import recoup.model.Movement;
import recoup.model.OrderStatus;
import recoup.model.Settings;
import recoup.model.Settings.Clawback.OnStatus;
import recoup.model.Settings.Clawback.PartialRefund;
import recoup.model.Settings.Clawback.Shortfall;
import recoup.rules.clawback.Clawback;
import recoup.rules.revert.LotRule;
import recoup.rules.revert.RevertPolicy;

/**
 * What becomes of the points that an order earned, as text: what happens, and below it what is then taken. Nothing is taken
 * where nothing says so. After every line the wallet must follow from its entries, and every cancel must do what its preview
 * said.
 *
 * <pre>
 * total     300.00                      default 100.00
 * clawback  on CANCELLED, REFUNDED      default off; from here on, as each of these; also: off
 * clawback  for fraud, high risk        tags
 * clawback  never for vip
 * clawback  partly PROPORTIONAL         default FULL
 * clawback  short CLAMP                 default DEBT
 * day       2021-03-01                  default 2021-01-01; it is noon, in UTC
 * earned G  200 until 2021-12-31        or: never
 * lot A     50 never                    points that the customer gets besides
 * spent     30                          by the customer, for something else
 * used      30                          by the order itself
 * tagged    fraud, vip                  those are all its tags then
 * refunded  100.00                      once more
 * status    PENDING                     where the order is moved
 * updated                               an update that tells nothing new
 * cancelled points                      what it used comes back; without the word it does not
 * takes     66 of G, 4 of A             in that order; A-again is the lot that came back of what was taken from A
 * owes      5                           and what was taken, and not there
 * gives-up  5
 * refuses   70
 * settles   5                           debt that was paid
 * balance   20                          the customer's
 * debt      5
 * left      G 134                       in a lot
 * expired   30                          of what was earned, unspent
 * kept      30                          of that, by the wallet; the rest is written down with the order
 * review    70                          the amount in the review that was opened
 * </pre>
 */
final class EarnedTable {
    /** What an operation does and a line must say. */
    private static final List<String> DONE = List.of("takes", "owes", "gives-up", "refuses", "settles");

    private final String table;
    private boolean enabled;
    private List<OnStatus> onStatuses = List.of();
    private List<String> onTags = List.of();
    private List<String> skipTags = List.of();
    private PartialRefund partly = PartialRefund.FULL;
    private Shortfall shortfall = Shortfall.DEBT;
    private Story story = Story.of(10_000, Settings.DEFAULTS, noon("2021-01-01"));
    private final List<String> said = new ArrayList<>();
    private int refunds;

    private EarnedTable(String table) {
        this.table = table;
    }

    static void check(String table) {
        var run = new EarnedTable(table);
        table.lines().filter(line -> !line.isBlank()).forEach(run::statement);
        run.nothingIsLeftUnsaid();
    }

    private void statement(String line) {
        var words = line.trim().split("\\s+", 2);
        var rest = words.length > 1 ? words[1].trim() : "";
        var next = happening(words[0], rest);
        if (next.isPresent()) {
            nothingIsLeftUnsaid();
            story = next.get();
            assertThat(story.violations()).as("after " + line + " in\n" + table).isEmpty();
        } else {
            said.add(words[0]);
            assertThat(found(words[0], rest)).as(line + " in\n" + table).isEqualTo(rest);
        }
    }

    /** The story after it; empty if it is no operation, but says what the one above it did. */
    private Optional<Story> happening(String what, String rest) {
        var words = List.of(rest.split("\\s+", -1));
        return switch (what) {
            case "total" -> Optional.of(Story.of(money(rest), story.settings(), story.now()));
            case "clawback" -> Optional.of(story.under(setting(words.getFirst(), rest)));
            case "day" -> Optional.of(story.at(noon(rest)));
            case "lot" -> Optional.of(story.given(words.getFirst(), Long.parseLong(words.get(1)), expiry(words)));
            case "earned" -> Optional.of(story.earned(words.getFirst(), Long.parseLong(words.get(1)), expiry(words)));
            case "spent" -> Optional.of(story.spent(Long.parseLong(rest)).orElseThrow());
            case "used" -> Optional.of(story.used(Long.parseLong(rest)));
            case "tagged" -> told(Telling.of("shop").tags(list(rest).toArray(String[]::new)));
            case "refunded" -> told(Telling.of("shop").refund("re_" + refunds++, money(rest)));
            case "status" -> told(Telling.of("shop").status(OrderStatus.valueOf(rest)));
            case "updated" -> told(Telling.of("shop"));
            case "cancelled" -> Optional.of(cancelled(rest));
            default -> Optional.empty();
        };
    }

    private Optional<Story> told(Telling telling) {
        return Optional.of(story.updated(telling));
    }

    /** The plan's amounts, which are the preview's, are those that the entries move. */
    private Story cancelled(String what) {
        LotRule points = what.equals("points") ? new LotRule.OnlyValid() : new LotRule.Leave();
        var policy = new RevertPolicy.Manual(new LotRule.Leave(), points);
        var plan = story.previewed(policy);
        var after = story.cancelled(policy);
        assertThat(moved(after, true))
                .as(table)
                .isEqualTo(plan.clawback().map(Clawback::toTake).orElse(0L));
        assertThat(moved(after, false))
                .as(table)
                .isEqualTo(plan.clawback().map(Clawback::toDebt).orElse(0L));
        assertThat(after.order().earnings().writtenOff()
                        - story.order().earnings().writtenOff())
                .as(table)
                .isEqualTo(plan.clawback().map(Clawback::toWriteOff).orElse(0L));
        assertThat(after.order().earnings().target()).as(table).isEqualTo(plan.target());
        return after;
    }

    private void nothingIsLeftUnsaid() {
        DONE.stream()
                .filter(what -> !said.contains(what))
                .forEach(what -> assertThat(found(what, ""))
                        .as("unsaid: " + what + " before " + story + " in\n" + table)
                        .isIn("0", "nothing"));
        said.clear();
    }

    private String found(String what, String rest) {
        var earnings = story.order().earnings();
        var writtenOffBefore = story.before()
                .map(before -> before.order().earnings().writtenOff())
                .orElse(0L);
        return switch (what) {
            case "takes" -> taken();
            case "owes" -> "" + moved(story, false);
            case "gives-up" -> "" + (earnings.writtenOff() - writtenOffBefore);
            case "refuses" -> "" + story.clawback().map(Clawback::toReject).orElse(0L);
            case "settles" ->
                "" + story.movements().stream().mapToLong(Movement::debtSettled).sum();
            case "balance" -> "" + story.read().balance(Asset.POINTS).units();
            case "debt" -> "" + story.read().debt();
            case "left" -> left(rest.split(" ", 2)[0]);
            case "expired" -> "" + (earnings.expired() + story.read().expired(earnings.lots()));
            case "kept" -> "" + story.read().expired(earnings.lots());
            case "review" -> "" + earnings.rejected();
            default -> throw new AssertionError("nothing is called " + what + " in\n" + table);
        };
    }

    private String taken() {
        var parts = clawbacks(story)
                .filter(movement -> movement.lot().isPresent())
                .map(movement -> -movement.amount().units() + " of "
                        + named(movement.lot().get()))
                .collect(Collectors.joining(", "));
        return parts.isEmpty() ? "nothing" : parts;
    }

    private String left(String lot) {
        var remaining = story.read().lots().stream()
                .filter(each -> named(each.id()).equals(lot))
                .mapToLong(Lot::remaining)
                .sum();
        return lot + " " + remaining;
    }

    private String named(LotId lot) {
        var granted = story.order().earnings().grants().stream()
                .filter(grant -> grant.lot().equals(lot))
                .map(grant -> grant.id().value());
        var again = story.order().allocations().stream()
                .filter(allocation -> allocation.revertedAs().equals(Optional.of(lot)))
                .map(allocation -> named(allocation.lot()) + "-again");
        return Stream.concat(granted, again).findFirst().orElse(lot.value());
    }

    private static long moved(Story story, boolean fromLots) {
        return -clawbacks(story)
                .filter(movement -> movement.lot().isPresent() == fromLots)
                .mapToLong(movement -> movement.amount().units())
                .sum();
    }

    private static Stream<Movement> clawbacks(Story story) {
        return story.movements().stream().filter(movement -> movement.type() == EntryType.CLAWBACK);
    }

    private Settings setting(String what, String line) {
        var words = line.substring(what.length()).replaceFirst("^ for ", "").trim();
        enabled = !what.equals("off");
        switch (what) {
            case "off" -> assertThat(words).isEmpty();
            case "on" ->
                onStatuses = list(words).stream().map(OnStatus::valueOf).toList();
            case "for" -> onTags = list(words);
            case "never" -> skipTags = list(words);
            case "partly" -> partly = PartialRefund.valueOf(words);
            case "short" -> shortfall = Shortfall.valueOf(words);
            default -> throw new AssertionError("no setting is called " + what + " in\n" + table);
        }
        return Worlds.settings(new Settings.Clawback(enabled, onStatuses, onTags, skipTags, partly, shortfall));
    }

    private static List<String> list(String words) {
        return Arrays.stream(words.split(",", -1))
                .map(String::trim)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static Expiry expiry(List<String> words) {
        return words.getLast().equals("never") ? Expiry.NEVER : Expiry.on(LocalDate.parse(words.getLast()));
    }

    private static long money(String words) {
        return new BigDecimal(words).movePointRight(2).longValueExact();
    }

    private static Instant noon(String date) {
        return LocalDate.parse(date).atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC);
    }
}
