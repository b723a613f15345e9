package recoup.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import recoup.model.Allocation;
import recoup.model.Amount;
import recoup.model.Asset;
import recoup.model.BusinessCalendar;
import recoup.model.Cancellation;
import recoup.model.Expiry;
import recoup.model.LotId;
import recoup.model.Order;
import recoup.model.Settings;
import recoup.model.Settings.PaymentExpired.Mode;
import recoup.model.Trigger;
import recoup.model.Wallet;
import recoup.rules.posting.Postings;
import recoup.rules.revert.Fate;
import recoup.rules.revert.LotRule;
import recoup.rules.revert.Revert;
import recoup.rules.revert.RevertPlan;
import recoup.rules.revert.RevertPolicy;

/**
 * A worked case as text: what the order took, when it is cancelled and with which choices, and what must become of each
 * lot. Every plan is carried out too, and must have done what it said.
 *
 * <pre>
 * zone      Asia/Taipei                                         default UTC
 * annual    06-30                                               default 12-31
 * debt      30 POINTS                                           default none
 * lot A     50.00 CREDIT   until 2021-01-01                     or: never; reverted at the end: it came back before
 * cancel    2021-01-03T08:00 credit + 30 days, points extended  or: credit, points; what is not named is not chosen
 *                            or what set it off: payment-expired, payment-failed, each with all-or-nothing or valid-only
 *                            unless as no setting says; payment-expired cancel; customer; shop
 * A         extended until 2021-02-02                           or: back until …, back never, kept WHY
 * credit    REVERTED FULL                                       status and coverage afterwards
 * settled   30                                                  the debt that returning points paid
 * </pre>
 */
final class LotTable {
    private final String table;
    private ZoneId zone = ZoneId.of("UTC");
    private MonthDay annual = MonthDay.of(12, 31);
    private Wallet wallet = Wallet.empty(Worlds.CUSTOMER);
    private Order order = Worlds.order(List.of());
    private Optional<RevertPlan> plan = Optional.empty();

    private LotTable(String table) {
        this.table = table;
    }

    static void check(String table) {
        new LotTable(table).run();
    }

    private void run() {
        var statements = table.lines().filter(line -> !line.isBlank()).toList();
        assertThat(statements).as(table).anyMatch(line -> line.startsWith("cancel"));
        statements.forEach(this::statement);
    }

    private void statement(String line) {
        var words = List.of(line.trim().split("\\s+"));
        var rest = words.subList(1, words.size());
        switch (words.getFirst()) {
            case "zone" -> zone = ZoneId.of(rest.getFirst());
            case "annual" -> annual = MonthDay.parse("--" + rest.getFirst());
            case "debt" -> wallet = new Wallet(Worlds.CUSTOMER, 0, List.of(), Long.parseLong(rest.getFirst()));
            case "lot" -> lot(rest);
            case "cancel" -> cancel(rest);
            case "credit" -> after(Asset.STORE_CREDIT, rest);
            case "points" -> after(Asset.POINTS, rest);
            case "settled" -> settled(Long.parseLong(rest.getFirst()));
            default -> fate(words.getFirst(), String.join(" ", rest));
        }
    }

    private void lot(List<String> words) {
        var asset = asset(words.get(2));
        var units = new BigDecimal(words.get(1)).movePointRight(asset == Asset.STORE_CREDIT ? 2 : 0);
        var allocation = new Allocation(
                new LotId(words.getFirst()),
                new Amount(asset, units.longValueExact()),
                expiry(words.subList(3, words.size())),
                0,
                1,
                Optional.of(new LotId(words.getFirst() + "-again"))
                        .filter(_ -> words.getLast().equals("reverted")));
        var longer = new ArrayList<>(order.allocations());
        longer.add(allocation);
        order = Worlds.order(longer);
    }

    private void cancel(List<String> words) {
        var calendar = new BusinessCalendar(zone, annual);
        var now = LocalDateTime.parse(words.getFirst()).atZone(zone).toInstant();
        var choices = String.join(" ", words.subList(1, words.size()));
        var made = Revert.plan(order, wallet, policy(choices), calendar, now);
        var postings = Postings.open(wallet, calendar, now);
        var before = wallet;
        order = Revert.carryOut(made, order, postings).cancelled(new Cancellation(now, Trigger.MANUAL, "admin"));
        wallet = postings.wallet();
        plan = Optional.of(made);
        for (var asset : made.assets()) {
            assertThat(wallet.balance(asset.asset()).units())
                    .as("the balance after\n" + table)
                    .isEqualTo(before.balance(asset.asset()).units() + asset.toRevert());
            assertThat(order.revertStatus(asset.asset())).as(table).isEqualTo(asset.statusAfter());
            assertThat(order.coverage(asset.asset())).as(table).isEqualTo(asset.coverageAfter());
        }
    }

    private void fate(String lot, String expected) {
        var planned = plan.orElseThrow().assets().stream()
                .flatMap(asset -> asset.lots().stream())
                .filter(each -> each.allocation().lot().value().equals(lot))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no lot " + lot + " in\n" + table));
        assertThat(words(planned.fate())).as("lot " + lot + " in\n" + table).isEqualTo(expected);
        if (!expected.startsWith("kept")) {
            assertThat(wallet.lots())
                    .as("the wallet after\n" + table)
                    .anyMatch(each -> each.amount().equals(planned.allocation().amount())
                            && words(each.expiry()).equals(expected.replaceFirst("back |extended ", "")));
        }
    }

    private void after(Asset asset, List<String> expected) {
        var found = plan.orElseThrow().assets().stream()
                .filter(each -> each.asset() == asset)
                .map(each ->
                        List.of(each.statusAfter().name(), each.coverageAfter().name()))
                .findFirst()
                .orElse(List.of("unused"));
        assertThat(found).as(asset + " in\n" + table).isEqualTo(expected);
    }

    private void settled(long expected) {
        var found = plan.orElseThrow().assets().stream()
                .mapToLong(RevertPlan.AssetPlan::debtSettled)
                .sum();
        assertThat(found).as("debt settled in\n" + table).isEqualTo(expected);
    }

    private static RevertPolicy policy(String cause) {
        var words = List.of(cause.split(" ", -1));
        var setting = words.getLast();
        return switch (words.getFirst()) {
            case "payment-expired" ->
                new RevertPolicy.PaymentExpired(new Settings.PaymentExpired(
                        setting.equals("cancel") ? Mode.CANCEL : Mode.CANCEL_AND_REVERT,
                        lots(setting, Settings.DEFAULTS.paymentExpired().lots())));
            case "payment-failed" ->
                new RevertPolicy.PaymentFailed(new Settings.PaymentFailed(
                        lots(setting, Settings.DEFAULTS.paymentFailed().lots()), false));
            case "customer" -> new RevertPolicy.CustomerCancelled();
            case "shop" -> new RevertPolicy.NothingBack();
            default -> chosen(cause);
        };
    }

    private static Settings.Lots lots(String setting, Settings.Lots unsaid) {
        return switch (setting) {
            case "all-or-nothing" -> Settings.Lots.ALL_OR_NOTHING;
            case "valid-only" -> Settings.Lots.VALID_ONLY;
            case "payment-expired", "payment-failed", "cancel" -> unsaid;
            default -> throw new AssertionError("no setting is called " + setting);
        };
    }

    private static RevertPolicy chosen(String choices) {
        LotRule credit = new LotRule.Leave();
        LotRule points = new LotRule.Leave();
        for (var choice : Arrays.stream(choices.split(","))
                .map(String::trim)
                .filter(text -> !text.isEmpty())
                .toList()) {
            switch (choice.split(" ", 2)[0]) {
                case "credit" ->
                    credit = choice.contains("+")
                            ? new LotRule.ExtendByDays(Integer.parseInt(choice.replaceAll("\\D", "")))
                            : new LotRule.OnlyValid();
                case "points" ->
                    points = choice.contains("extended") ? new LotRule.ExtendToAnnualDate() : new LotRule.OnlyValid();
                default -> throw new AssertionError("no choice is called " + choice);
            }
        }
        return new RevertPolicy.Manual(credit, points);
    }

    private static Asset asset(String word) {
        return switch (word) {
            case "CREDIT" -> Asset.STORE_CREDIT;
            case "POINTS" -> Asset.POINTS;
            default -> throw new AssertionError("no asset is called " + word);
        };
    }

    private static Expiry expiry(List<String> words) {
        return words.getFirst().equals("never") ? Expiry.NEVER : Expiry.on(LocalDate.parse(words.get(1)));
    }

    private static String words(Fate fate) {
        return switch (fate) {
            case Fate.Back(var expiry) -> "back " + words(expiry);
            case Fate.Extended(var expiry) -> "extended " + words(expiry);
            case Fate.Kept(var why) -> "kept " + why;
        };
    }

    private static String words(Expiry expiry) {
        return switch (expiry) {
            case Expiry.Never() -> "never";
            case Expiry.On(var lastDay) -> "until " + lastDay;
        };
    }
}
