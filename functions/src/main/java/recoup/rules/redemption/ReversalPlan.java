package recoup.rules.redemption;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import recoup.model.Allocation;
import recoup.model.Amount;
import recoup.model.Asset;
import recoup.model.BusinessCalendar;
import recoup.model.EntryType;
import recoup.model.Expiry;
import recoup.model.Fingerprint;
import recoup.model.Redemption;
import recoup.model.RedemptionId;
import recoup.model.Wallet;
import recoup.rules.posting.LotIds;
import recoup.rules.posting.Postings;
import recoup.rules.revert.LotRule;
import recoup.rules.revert.Revert;
import recoup.rules.revert.Revert.Part;
import recoup.rules.revert.RevertPlan.AssetPlan;
import recoup.rules.revert.RevertPolicy;

/**
 * What a reversal gives back: the preview shows this value and the execution carries out this value.
 *
 * @param validUntil the next instant at which it would change by itself; empty when time alone does not change it
 * @param points what becomes of each lot that was taken, or of a part of it
 * @param surplus points beyond those that were spent
 * @param surplusExpiry the date that they get; never, if there are none
 */
public record ReversalPlan(
        RedemptionId redemption,
        Instant asOf,
        Optional<Instant> validUntil,
        AssetPlan points,
        long surplus,
        Expiry surplusExpiry) {
    /**
     * What reversing {@code redemption} at {@code now} gives back.
     *
     * @param wanted how many points; those that were spent, if it is left out
     */
    public static ReversalPlan of(
            Redemption redemption,
            Wallet wallet,
            Optional<Long> wanted,
            boolean extendExpired,
            BusinessCalendar calendar,
            Instant now) {
        var policy = new RevertPolicy.Reversal(extendExpired);
        var over = redemption.status() == Redemption.Status.REVERSED;
        var units = over ? 0 : wanted.orElse(redemption.points());
        var parts = over
                ? closed(redemption.lots())
                : parts(redemption.lots(), Math.min(units, redemption.points()), policy, calendar, now);
        var points = Revert.plan(parts, Asset.POINTS, wallet, calendar, now);
        var surplus = Math.max(0, units - redemption.points());
        var ownEnd = Revert.validUntil(points, policy, calendar, now);
        var surplusEnd =
                surplus > 0 ? Optional.of(calendar.startOf(calendar.nextAnnualExpiry(now))) : Optional.<Instant>empty();
        var validUntil = Stream.concat(ownEnd.stream(), surplusEnd.stream()).min(Instant::compareTo);
        var surplusExpiry = surplus > 0 ? calendar.usualExpiry(Asset.POINTS, now) : Expiry.NEVER;
        return new ReversalPlan(redemption.id(), now, validUntil, points, surplus, surplusExpiry);
    }

    /** How many points come back. */
    public long returns() {
        return Math.addExact(points.toRevert(), surplus);
    }

    /** The redemption with what came back of its lots; each is entered as a lot of its own, the surplus as one more. */
    public Redemption carryOut(Redemption before, Postings postings) {
        var lots = new ArrayList<Allocation>();
        for (var lot : points.lots()) {
            var returning = Revert.returning(lot);
            var part = lot.allocation();
            if (returning.isPresent()) {
                var id = LotIds.reversed(redemption, part.lot());
                postings.enter(EntryType.REDEMPTION_REVERSAL, id, part.amount(), returning.get(), redemption);
                part = part.revertedAs(id);
            }
            lots.add(part);
        }
        if (surplus > 0) {
            var more = new Amount(Asset.POINTS, surplus);
            postings.enter(EntryType.ADJUST, LotIds.surplus(redemption), more, surplusExpiry, redemption);
        }
        return before.with(lots);
    }

    /** Names everything that is shown of it but the time it was made at. */
    public String hash() {
        return Fingerprint.of(redemption, points, surplus, surplusExpiry, validUntil);
    }

    /** What did not come back with the reversal never does. */
    private static List<Part> closed(List<Allocation> lots) {
        return lots.stream().map(lot -> new Part(lot, new LotRule.Leave())).toList();
    }

    /** Of fewer points than were spent, the latest-expiring lots come back first, and the rest is closed. */
    private static List<Part> parts(
            List<Allocation> lots, long units, RevertPolicy policy, BusinessCalendar calendar, Instant now) {
        var rule = policy.ruleFor(Asset.POINTS);
        var back = backOf(lots, units, rule, calendar, now);
        return lots.stream()
                .flatMap(lot -> split(lot, back.getOrDefault(lot, lot.amount().units()), rule))
                .toList();
    }

    /** How much of each lot comes back, if not all of it does. */
    private static Map<Allocation, Long> backOf(
            List<Allocation> lots, long units, LotRule rule, BusinessCalendar calendar, Instant now) {
        var back = new LinkedHashMap<Allocation, Long>();
        var left = units;
        var latestFirst = lots.stream()
                .filter(lot -> !(rule instanceof LotRule.OnlyValid)
                        || calendar.expiredSince(lot.expiry(), lot.enteredUnder(), now)
                                .isEmpty())
                .sorted(Comparator.comparing(Allocation::expiry, Expiry.SOONEST_FIRST)
                        .reversed())
                .toList();
        for (var lot : latestFirst) {
            var part = Math.min(left, lot.amount().units());
            back.put(lot, part);
            left -= part;
        }
        return back;
    }

    private static Stream<Part> split(Allocation lot, long back, LotRule rule) {
        var rest = lot.amount().units() - back;
        return Stream.concat(
                back > 0 ? Stream.of(new Part(part(lot, back), rule)) : Stream.empty(),
                rest > 0 ? Stream.of(new Part(part(lot, rest), new LotRule.Leave())) : Stream.empty());
    }

    private static Allocation part(Allocation lot, long units) {
        var amount = new Amount(Asset.POINTS, units);
        return new Allocation(lot.lot(), amount, lot.expiry(), lot.enteredUnder(), lot.round(), lot.revertedAs());
    }
}
