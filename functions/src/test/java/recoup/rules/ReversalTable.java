package recoup.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import recoup.model.Allocation;
import recoup.model.Amount;
import recoup.model.Asset;
import recoup.model.BusinessCalendar;
import recoup.model.Expiry;
import recoup.model.LotId;
import recoup.model.Movement;
import recoup.model.Wallet;
import recoup.rules.posting.Postings;
import recoup.rules.redemption.ReversalPlan;
import recoup.rules.revert.Fate;
import recoup.rules.revert.RevertPlan.LotPlan;

/**
 * A worked reversal as text: what the redemption took, when it is reversed and how, and what must become of each lot or
 * part of one. Every plan is carried out too, and must have entered what is written, in this order.
 *
 * <pre>
 * zone      Asia/Taipei                         default UTC
 * annual    06-30                               default 12-31
 * debt      30                                  default none
 * lot A     50 until 2021-01-01                 or: never
 * reverse   2021-03-05T08:00 60 points, extended    the points that were spent, and not extended, if it is not said
 * A         back 40 until 2021-12-31, kept 10 NOT_CHOSEN    or: back 40 never, extended 40 until …
 * returns   60
 * entered   REDEMPTION_REVERSAL 40 until 2021-12-31, ADJUST 20 never
 * settled   30                                  the debt that returning points paid
 * balance   30                                  afterwards
 * </pre>
 */
final class ReversalTable {
    private final String table;
    private ZoneId zone = ZoneId.of("UTC");
    private MonthDay annual = MonthDay.of(12, 31);
    private Wallet wallet = Wallet.empty(Worlds.CUSTOMER);
    private final List<Allocation> lots = new ArrayList<>();
    private Optional<ReversalPlan> plan = Optional.empty();
    private List<Movement> movements = List.of();

    private ReversalTable(String table) {
        this.table = table;
    }

    static void check(String table) {
        var checked = new ReversalTable(table);
        table.lines().filter(line -> !line.isBlank()).forEach(checked::statement);
        assertThat(checked.plan).as("reversed in\n" + table).isPresent();
    }

    private void statement(String line) {
        var words = line.trim().split("\\s+", 2);
        var rest = words[1];
        switch (words[0]) {
            case "zone" -> zone = ZoneId.of(rest);
            case "annual" -> annual = MonthDay.parse("--" + rest);
            case "debt" -> wallet = new Wallet(Worlds.CUSTOMER, 0, List.of(), Long.parseLong(rest));
            case "lot" -> lot(rest.split("\\s+"));
            case "reverse" -> reverse(rest.split("\\s+", 2));
            case "returns" -> equal(Long.toString(made().returns()), rest);
            case "entered" ->
                equal(movements.stream().map(ReversalTable::words).collect(Collectors.joining(", ")), rest);
            case "settled" ->
                equal(
                        Long.toString(movements.stream()
                                .mapToLong(Movement::debtSettled)
                                .sum()),
                        rest);
            case "balance" -> equal(Long.toString(wallet.balance(Asset.POINTS).units()), rest);
            default -> equal(fates(words[0]), rest);
        }
    }

    private void equal(String found, String expected) {
        assertThat(found).as(table).isEqualTo(expected);
    }

    private ReversalPlan made() {
        return plan.orElseThrow(() -> new AssertionError("not reversed yet in\n" + table));
    }

    private void lot(String[] words) {
        var amount = new Amount(Asset.POINTS, Long.parseLong(words[1]));
        var expiry = words[2].equals("never") ? Expiry.NEVER : Expiry.on(LocalDate.parse(words[3]));
        lots.add(new Allocation(new LotId(words[0]), amount, expiry, 0, 1, Optional.empty()));
    }

    private void reverse(String[] words) {
        var calendar = new BusinessCalendar(zone, annual);
        var now = LocalDateTime.parse(words[0]).atZone(zone).toInstant();
        var how = words.length > 1 ? words[1] : "";
        var wanted = Optional.of(how.replaceAll("\\D", "")).filter(digits -> !digits.isEmpty());
        var redemption = Redeemed.of(lots);
        var postings = Postings.open(wallet, calendar, now);
        var reversal =
                ReversalPlan.of(redemption, wallet, wanted.map(Long::valueOf), how.contains("extended"), calendar, now);
        reversal.carryOut(redemption, postings);
        plan = Optional.of(reversal);
        movements = postings.movements();
        wallet = postings.wallet();
    }

    private String fates(String lot) {
        return made().points().lots().stream()
                .filter(part -> part.allocation().lot().value().equals(lot))
                .map(ReversalTable::words)
                .collect(Collectors.joining(", "));
    }

    private static String words(LotPlan part) {
        var units = part.allocation().amount().units();
        return switch (part.fate()) {
            case Fate.Back(var expiry) -> "back " + units + " " + words(expiry);
            case Fate.Extended(var expiry) -> "extended " + units + " " + words(expiry);
            case Fate.Kept(var why) -> "kept " + units + " " + why;
        };
    }

    private static String words(Movement movement) {
        return movement.type() + " " + movement.amount().units() + " " + words(movement.expiry());
    }

    private static String words(Expiry expiry) {
        return switch (expiry) {
            case Expiry.Never() -> "never";
            case Expiry.On(var lastDay) -> "until " + lastDay;
        };
    }
}
