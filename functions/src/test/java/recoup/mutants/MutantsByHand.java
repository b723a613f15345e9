package recoup.mutants;

import java.util.List;

/** The mistakes about what people decide: what comes back as they tick it, of a bulk, and what is taken again. */
final class MutantsByHand {
    private MutantsByHand() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.of(
                        "a valid lot is extended too",
                        "rules/revert/Revert",
                        "case LotRule.ExtendByDays(var days) ->\n                expired\n",
                        "case LotRule.ExtendByDays(var days) ->\n                expired || days > 0\n"),
                Mutant.of(
                        "an extension counts from the day on which the lot ended",
                        "rules/revert/Revert",
                        "Expiry.on(moment.calendar().today(moment.now()).plusDays(days)))",
                        "Expiry.on(((Expiry.On) allocation.expiry()).lastDay().plusDays(days)))"),
                Mutant.of(
                        "the annual date may be today",
                        "model/BusinessCalendar",
                        "return thisYear.isAfter(today) ?",
                        "return !thisYear.isBefore(today) ?"),
                Mutant.of(
                        "extended points have a whole year",
                        "rules/revert/Revert",
                        "Expiry.on(moment.calendar().nextAnnualExpiry(moment.now())))",
                        "Expiry.on(moment.calendar().today(moment.now()).plusYears(1)))"),
                Mutant.of(
                        "points that nobody chose come back",
                        "handlers/http/Bodies",
                        "points.orElse(new LotRule.Leave()));",
                        "points.orElse(new LotRule.OnlyValid()));"),
                Mutant.of(
                        "an extension is taken for a choice",
                        "handlers/http/Bodies",
                        "return revert ? extension.orElse(new LotRule.OnlyValid()) : new LotRule.Leave();",
                        "return extension.orElse(revert ? new LotRule.OnlyValid() : new LotRule.Leave());"),
                Mutant.of(
                        "a bulk gives back what is valid",
                        "operations/CancelOrders",
                        "order, new RevertPolicy.NothingBack(), Trigger.BULK,",
                        "order, new RevertPolicy.CustomerCancelled(), Trigger.BULK,"),
                Mutant.of(
                        "what was left cannot come back any more",
                        "operations/CancelOrder",
                        "if (order.cancelled() && !plan.changes(order)) {",
                        "if (order.cancelled()) {"),
                Mutant.of(
                        "a reapply takes all that the order ever took",
                        "operations/ReapplyOrder",
                        "new Amount(asset, order.reverted(asset));",
                        "new Amount(asset, order.reverted(asset) > 0 ? order.allocated(asset) : 0);"),
                Mutant.of(
                        "a reapply forgets points",
                        "operations/ReapplyOrder",
                        "for (var asset : Asset.values()) {",
                        "for (var asset : List.of(Asset.STORE_CREDIT)) {"));
    }
}
