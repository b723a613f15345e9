package recoup.rules;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import recoup.model.Allocation;
import recoup.model.Amount;
import recoup.model.Asset;
import recoup.model.Expiry;
import recoup.model.LotId;
import recoup.rules.revert.LotRule;
import recoup.rules.revert.RevertPolicy;

/**
 * Every small world, smallest first: orders of up to three lots, each of two assets and four kinds of expiry, and every
 * two rules that the lots of the assets can follow, whoever decides. What fails, fails on the smallest world that shows it.
 */
final class SmallWorlds {
    static final int MOST_LOTS = 3;
    static final int EXTENSION = 30;
    static final LocalDate TODAY = LocalDate.parse("2021-03-05");

    /** The four kinds: over, ending today, still to come, never. */
    static final List<Expiry> EXPIRIES =
            List.of(Expiry.on(TODAY.minusDays(1)), Expiry.on(TODAY), Expiry.on(TODAY.plusDays(40)), Expiry.NEVER);

    static final List<LotRule> CREDIT_RULES = List.of(
            new LotRule.Leave(),
            new LotRule.OnlyValid(),
            new LotRule.AllOrNothing(),
            new LotRule.ExtendByDays(EXTENSION));
    static final List<LotRule> POINTS_RULES = List.of(
            new LotRule.Leave(), new LotRule.OnlyValid(), new LotRule.AllOrNothing(), new LotRule.ExtendToAnnualDate());

    private SmallWorlds() {}

    /** Every list of up to {@link #MOST_LOTS} allocations; amounts differ, so that no two sums are equal by chance. */
    static Stream<List<Allocation>> orders() {
        var worlds = new ArrayList<List<Allocation>>(List.of(List.of()));
        var smaller = List.copyOf(worlds);
        for (var size = 1; size <= MOST_LOTS; size++) {
            var larger = new ArrayList<List<Allocation>>();
            for (var world : smaller) {
                for (var asset : Asset.values()) {
                    for (var expiry : EXPIRIES) {
                        larger.add(withOneMore(world, asset, expiry));
                    }
                }
            }
            worlds.addAll(larger);
            smaller = List.copyOf(larger);
        }
        return worlds.stream();
    }

    static List<RevertPolicy> choices() {
        return CREDIT_RULES.stream()
                .flatMap(credit ->
                        POINTS_RULES.stream().<RevertPolicy>map(points -> new RevertPolicy.Manual(credit, points)))
                .toList();
    }

    private static List<Allocation> withOneMore(List<Allocation> world, Asset asset, Expiry expiry) {
        var longer = new ArrayList<>(world);
        var number = world.size();
        longer.add(new Allocation(
                new LotId("L" + number), new Amount(asset, 1L << (2 * number)), expiry, 0, 1, Optional.empty()));
        return List.copyOf(longer);
    }
}
