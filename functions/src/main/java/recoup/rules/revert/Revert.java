package recoup.rules.revert;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import recoup.model.Allocation;
import recoup.model.Asset;
import recoup.model.BusinessCalendar;
import recoup.model.Coverage;
import recoup.model.EntryType;
import recoup.model.Expiry;
import recoup.model.LotDecision;
import recoup.model.LotDecision.Why;
import recoup.model.Order;
import recoup.model.RevertStatus;
import recoup.model.Wallet;
import recoup.rules.posting.LotIds;
import recoup.rules.posting.Postings;
import recoup.rules.revert.RevertPlan.AssetPlan;
import recoup.rules.revert.RevertPlan.LotPlan;

/** The decision about an order's lots, and its execution: the only code that says what comes back. */
public final class Revert {
    private Revert() {}

    /**
     * What cancelling {@code order} at {@code now} gives back under {@code policy} (C-01 to C-10). An order that is
     * cancelled already is planned the same way: what came back before stays, what is outstanding is decided anew.
     *
     * @param wallet the customer's, for the debt that returning points pay
     */
    public static RevertPlan plan(
            Order order, Wallet wallet, RevertPolicy policy, BusinessCalendar calendar, Instant now) {
        var moment = new Moment(calendar, now);
        var assets = Arrays.stream(Asset.values())
                .filter(order::used)
                .map(asset -> planAsset(
                        order.allocations(asset).stream()
                                .map(allocation -> new Part(allocation, policy.ruleFor(asset)))
                                .toList(),
                        asset,
                        wallet,
                        moment))
                .toList();
        return new RevertPlan(order.id(), now, validUntil(assets, policy, moment), assets);
    }

    /** An allocation, or a part of one, and what is to happen to it. */
    public record Part(Allocation allocation, LotRule rule) {}

    /** What becomes of {@code parts}, which are all of {@code asset}. */
    public static AssetPlan plan(List<Part> parts, Asset asset, Wallet wallet, BusinessCalendar calendar, Instant now) {
        return planAsset(parts, asset, wallet, new Moment(calendar, now));
    }

    /** Until when such a plan of one asset holds. */
    public static Optional<Instant> validUntil(
            AssetPlan plan, RevertPolicy policy, BusinessCalendar calendar, Instant now) {
        return validUntil(List.of(plan), policy, new Moment(calendar, now));
    }

    /** The expiry that a lot comes back with, if it comes back. */
    public static Optional<Expiry> returning(LotPlan lot) {
        return newExpiry(lot.fate());
    }

    /** The order after {@code plan}; each lot that comes back is entered into {@code postings} as a lot of its own (C-11). */
    public static Order carryOut(RevertPlan plan, Order order, Postings postings) {
        var after = order;
        for (var asset : plan.assets()) {
            for (var lot : asset.lots()) {
                var returning = newExpiry(lot.fate());
                if (returning.isPresent()) {
                    after = giveBack(lot.allocation(), returning.get(), after, postings);
                }
            }
        }
        return after;
    }

    /** What {@code plan} decides about each lot, for the journal. */
    public static List<LotDecision> decisions(RevertPlan plan) {
        return plan.assets().stream()
                .flatMap(asset -> asset.lots().stream())
                .map(lot -> new LotDecision(
                        lot.allocation().lot(),
                        lot.allocation().amount(),
                        lot.fate().why()))
                .toList();
    }

    private record Moment(BusinessCalendar calendar, Instant now) {
        boolean expired(Allocation allocation) {
            return calendar.expiredSince(allocation.expiry(), allocation.enteredUnder(), now)
                    .isPresent();
        }

        Optional<Instant> nextExpiry(Allocation allocation) {
            return calendar.nextExpiry(allocation.expiry(), allocation.enteredUnder(), now);
        }
    }

    private static AssetPlan planAsset(List<Part> parts, Asset asset, Wallet wallet, Moment moment) {
        var allocations = parts.stream().map(Part::allocation).toList();
        var oneHasExpired = allocations.stream()
                .filter(allocation -> !allocation.reverted())
                .anyMatch(moment::expired);
        var lots = parts.stream()
                .map(part -> planLot(part.allocation(), oneHasExpired, part.rule(), moment))
                .toList();
        var allocated = sum(allocations.stream());
        var alreadyReverted = sum(allocations.stream().filter(Allocation::reverted));
        var toRevert = sum(
                lots.stream().filter(lot -> newExpiry(lot.fate()).isPresent()).map(LotPlan::allocation));
        var revertedAfter = Math.addExact(alreadyReverted, toRevert);
        return new AssetPlan(
                asset,
                allocated,
                alreadyReverted,
                toRevert,
                allocated - revertedAfter,
                RevertStatus.of(allocated, revertedAfter, true),
                Coverage.of(allocated, revertedAfter),
                Math.min(wallet.debtOf(asset).units(), toRevert),
                lots);
    }

    private static LotPlan planLot(Allocation allocation, boolean oneHasExpired, LotRule rule, Moment moment) {
        var expired = moment.expired(allocation);
        var fate = allocation.reverted()
                ? new Fate.Kept(Why.ALREADY_REVERTED)
                : decide(allocation, expired, oneHasExpired, rule, moment);
        return new LotPlan(allocation, expired, fate);
    }

    private static Fate decide(
            Allocation allocation, boolean expired, boolean oneHasExpired, LotRule rule, Moment moment) {
        return switch (rule) {
            case LotRule.Leave() -> new Fate.Kept(Why.NOT_CHOSEN);
            case LotRule.OnlyValid() ->
                expired ? new Fate.Kept(Why.EXPIRED_NOT_EXTENDED) : new Fate.Back(allocation.expiry());
            case LotRule.AllOrNothing() ->
                expired
                        ? new Fate.Kept(Why.EXPIRED_NOT_EXTENDED)
                        : oneHasExpired
                                ? new Fate.Kept(Why.BLOCKED_BY_EXPIRED_LOT)
                                : new Fate.Back(allocation.expiry());
            case LotRule.ExtendByDays(var days) ->
                expired
                        ? new Fate.Extended(
                                Expiry.on(moment.calendar().today(moment.now()).plusDays(days)))
                        : new Fate.Back(allocation.expiry());
            case LotRule.ExtendToAnnualDate() ->
                expired
                        ? new Fate.Extended(Expiry.on(moment.calendar().nextAnnualExpiry(moment.now())))
                        : new Fate.Back(allocation.expiry());
        };
    }

    private static Optional<Expiry> newExpiry(Fate fate) {
        return switch (fate) {
            case Fate.Back(var expiry) -> Optional.of(expiry);
            case Fate.Extended(var expiry) -> Optional.of(expiry);
            case Fate.Kept(var _) -> Optional.empty();
        };
    }

    /** The next lot to expire changes the plan, and so does the next date from which an extension counts. */
    private static Optional<Instant> validUntil(List<AssetPlan> assets, RevertPolicy policy, Moment moment) {
        var expiries = assets.stream()
                .flatMap(asset -> asset.lots().stream())
                .filter(lot -> !lot.expired())
                .flatMap(lot -> moment.nextExpiry(lot.allocation()).stream());
        var extensions = assets.stream()
                .filter(asset -> asset.lots().stream().anyMatch(lot -> lot.fate() instanceof Fate.Extended))
                .flatMap(asset -> extensionChanges(policy.ruleFor(asset.asset()), moment).stream());
        return Stream.concat(expiries, extensions).min(Instant::compareTo);
    }

    private static Optional<Instant> extensionChanges(LotRule rule, Moment moment) {
        var calendar = moment.calendar();
        return switch (rule) {
            case LotRule.Leave(), LotRule.OnlyValid(), LotRule.AllOrNothing() -> Optional.empty();
            case LotRule.ExtendByDays(var _) ->
                Optional.of(calendar.startOf(calendar.today(moment.now()).plusDays(1)));
            case LotRule.ExtendToAnnualDate() -> Optional.of(calendar.startOf(calendar.nextAnnualExpiry(moment.now())));
        };
    }

    private static Order giveBack(Allocation allocation, Expiry expiry, Order order, Postings postings) {
        var newLot = LotIds.reverted(order.id(), allocation);
        postings.enter(EntryType.REVERT, newLot, allocation.amount(), expiry, Optional.of(order.id()));
        return order.withAllocations(each -> each.equals(allocation) ? each.revertedAs(newLot) : each);
    }

    private static long sum(Stream<Allocation> allocations) {
        return allocations.mapToLong(allocation -> allocation.amount().units()).reduce(0, Math::addExact);
    }
}
