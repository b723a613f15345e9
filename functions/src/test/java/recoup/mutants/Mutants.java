package recoup.mutants;

import java.util.List;
import java.util.stream.Stream;

/** The mistakes of this field, each as somebody might make it here. */
final class Mutants {
    private Mutants() {}

    /** All of them, by what they are about. */
    static List<Mutant> all() {
        return Stream.of(elsewhere(), MutantsByHand.all()).flatMap(List::stream).toList();
    }

    private static List<Mutant> elsewhere() {
        return List.of(
                // Guards
                Mutant.of(
                                "guards that hold nothing",
                                "ledger/CommitWriter",
                                "put.conditionExpression(Guards.UNCHANGED)",
                                "put.conditionExpression(\"v >= :version\")")
                        .and(
                                "ledger/CommitWriter",
                                "? put.conditionExpression(Guards.ABSENT).build()",
                                "? put.conditionExpression(\"attribute_not_exists(nothing)\").build()")
                        .and(
                                "ledger/CommitWriter",
                                "line.journal()))\n                .conditionExpression(Guards.ABSENT)",
                                "line.journal()))\n"
                                        + "                .conditionExpression(\"attribute_not_exists(nothing)\")"),
                Mutant.of(
                        "merchants share one ledger",
                        "ledger/Keys",
                        "return \"M#\" + merchant + \"#\";",
                        "return \"M#acme#\";"),
                // Answers
                Mutant.of(
                        "the answer is not stored with its write",
                        "ledger/Commit",
                        "review, journaled, Optional.of(first));",
                        "review, journaled, answer);"),
                Mutant.of(
                        "a write whose answer was lost counts as done",
                        "ledger/CommitWriter",
                        "                dynamoDb.transactWriteItems(request);",
                        """
                                        try {
                                            dynamoDb.transactWriteItems(request);
                                        } catch (software.amazon.awssdk.core.exception.SdkClientException lost) {
                                            return new Applied.Committed();
                                        }
                        """),
                Mutant.of(
                                "one's own commit is reported as a conflict",
                                "ledger/CommitWriter",
                                "if (first.isPresent()) {",
                                "if (first.isPresent() && commit.answer().isEmpty()) {")
                        .and(
                                "operations/OneWrite",
                                "if (facts.answer().isPresent()) {",
                                "if (facts.answer().isPresent() && facts.order().isEmpty()) {"),
                Mutant.of(
                        "another plan than the one that was shown is carried out",
                        "operations/IfMatch",
                        "case OneOf(var tags) -> tags.contains(tag);",
                        "case OneOf(var tags) -> !tags.isEmpty() || tags.contains(tag);"),
                // Queues
                Mutant.of(
                        "an event about an unknown order is acknowledged",
                        "handlers/EventConsumer",
                        "case Effect.UnknownOrder(var _) -> later(message, \"unknown order\", log, line);",
                        "case Effect.UnknownOrder(var _) -> Verdict.DONE;"),
                Mutant.of(
                        "an event that lost every race is acknowledged",
                        "handlers/EventConsumer",
                        "case Effect.Busy() -> later(message, \"busy\", log, line);",
                        "case Effect.Busy() -> Verdict.DONE;"),
                Mutant.of(
                        "an event that met a store that was gone is acknowledged",
                        "handlers/EventConsumer",
                        "return later(message, \"the store does not answer\", log, line);",
                        "return Verdict.DONE;"),
                Mutant.of(
                        "a batch stops at its first error, and the rest is acknowledged",
                        "handlers/EventConsumer",
                        "BatchItemFailure(message.getMessageId()));",
                        "BatchItemFailure(message.getMessageId())); break;"),
                Mutant.of(
                        "the message of an intent is never sent",
                        "handlers/Revocations",
                        "return committed.journal().what() == Journal.What.REVERSING",
                        "return committed.journal().what() == Journal.What.REAPPLIED"),
                // Cancels and reverts
                Mutant.of(
                        "a lot is still valid at the instant at which it expires",
                        "model/BusinessCalendar",
                        "return ends(expiry, enteredUnder, now).filter(end -> !end.isAfter(now))",
                        "return ends(expiry, enteredUnder, now).filter(end -> end.isBefore(now))"),
                Mutant.of(
                        "a lot expires as its last day begins",
                        "model/BusinessCalendar",
                        "startOf(lastDay.plusDays(1), zone)",
                        "startOf(lastDay, zone)"),
                Mutant.of(
                        "a day has 24 hours",
                        "model/BusinessCalendar",
                        "startOf(lastDay.plusDays(1), zone)",
                        "startOf(lastDay, zone).plus(java.time.Duration.ofHours(24))"),
                Mutant.of(
                        "days are those of UTC",
                        "model/BusinessCalendar",
                        "return date.atStartOfDay(zone).toInstant();",
                        "return date.atStartOfDay(zone == null ? zone : java.time.ZoneOffset.UTC).toInstant();"),
                Mutant.of(
                        "what came back comes back again",
                        "rules/revert/Revert",
                        "var fate = allocation.reverted()\n",
                        "var fate = allocation.reverted() && !moment.expired(allocation)\n"),
                Mutant.of(
                        "an expired lot comes back with its old date",
                        "rules/revert/Revert",
                        "expired ? new Fate.Kept(Why.EXPIRED_NOT_EXTENDED) : new Fate.Back(allocation.expiry());",
                        "expired && !oneHasExpired ? new Fate.Kept(Why.EXPIRED_NOT_EXTENDED) : new"
                                + " Fate.Back(allocation.expiry());"),
                Mutant.of(
                        "a lot that comes back never expires",
                        "rules/posting/Postings",
                        "lots.add(new Lot(id, amount, remaining, expiry, zoneNumber,",
                        "lots.add(new Lot(id, amount, remaining, order.isPresent() ? Expiry.NEVER : expiry,"
                                + " zoneNumber,"),
                Mutant.of(
                        "an automatic flow goes on with what is cancelled",
                        "operations/EndPayment",
                        "if (order.cancelled() || (command.how()",
                        "if ((order.cancelled() && command.how() == How.EXPIRED) || (command.how()"),
                Mutant.of(
                        "a late failure downgrades a paid order",
                        "model/Payment",
                        "return status == PaymentStatus.PENDING && !isOld(oneAttempt);",
                        "return status != PaymentStatus.FAILED && !isOld(oneAttempt);"),
                Mutant.of(
                        "the failure of an attempt that was left counts",
                        "model/Payment",
                        "return status == PaymentStatus.PENDING && !isOld(oneAttempt);",
                        "return status == PaymentStatus.PENDING;"),
                Mutant.of(
                        "a dated cancel that comes again counts as news",
                        "operations/CancelInShop",
                        "return !found.cancelled() && found.told().isNews(source, Told.Thing.STATUS, edition);",
                        "return !found.cancelled();"),
                Mutant.of(
                        "a sweep believes its index of a deadline that was moved",
                        "operations/EndPayment",
                        "(found, facts) -> found.isDue(request.moment().now())",
                        "(found, facts) -> !found.cancelled() && found.payment().deadline().isPresent()"),
                Mutant.of(
                        "a payment brings a cancelled order no review",
                        "operations/PayOrder",
                        "if (!paid.cancelled()) {",
                        "if (!paid.cancelled() || paid.version() >= 0) {"),
                // Earned points
                Mutant.of(
                        "a clawback takes the target again",
                        "rules/clawback/Clawback",
                        "Math.min(target - taken, earnings.granted() - taken - expired)",
                        "Math.min(target, earnings.granted() - taken - expired)"),
                Mutant.of(
                        "what expired unspent is taken again",
                        "rules/clawback/Clawback",
                        "earnings.granted() - taken - expired));",
                        "earnings.granted() - taken));"),
                Mutant.of(
                        "a share is rounded up",
                        "model/Target",
                        ".divide(BigInteger.valueOf(total))",
                        ".add(BigInteger.valueOf(total - 1)).divide(BigInteger.valueOf(total))"),
                Mutant.of(
                                "a grant that comes twice is given twice",
                                "operations/EarnPoints",
                                "return isKnown(order, command) ? OneEvent.nothing() : grant(command, order, facts,"
                                        + " request);",
                                "return grant(command, order, facts, request);")
                        .and(
                                "operations/EarnPoints",
                                "order -> order.customer().equals(command.customer()) && isKnown(order, command),",
                                "_ -> false,"),
                Mutant.of(
                        "debt is not paid by what comes back",
                        "rules/posting/Postings",
                        "var debtSettled = Math.min(wallet.debtOf(amount.asset()).units(), amount.units());",
                        "var debtSettled = type == EntryType.REVERT ? 0 :"
                                + " Math.min(wallet.debtOf(amount.asset()).units(), amount.units());"),
                Mutant.of(
                        "lots are spent as they came",
                        "model/Wallet",
                        ".sorted(Comparator.comparing(Lot::expiry, Expiry.SOONEST_FIRST))\n                .toList();",
                        ".toList();"),
                // Redemptions
                Mutant.of(
                        "points come back after the shop timed out",
                        "operations/ReversalStep",
                        "case CodeShop.Told.Failed(var _, var _) -> failed(redemption, state, facts, request);",
                        """
                        case CodeShop.Told.Failed(var _, var _) ->
                                giveBack(redemption, state.intent(), "failed", plan(redemption, state.intent(), facts, request), facts, request);
                        """),
                Mutant.of(
                        "points come back although the code was used",
                        "operations/ReversalStep",
                        "yield anyway\n",
                        "yield anyway || merchant != null\n"),
                Mutant.of(
                        "points are forced at the first failure",
                        "rules/redemption/Verdict",
                        "int FORCED_FROM_FAILURE = 3;",
                        "int FORCED_FROM_FAILURE = 1;"),
                Mutant.of(
                        "news of a reward reopens what is reversed",
                        "operations/HearOfReward",
                        "if (before.status() == Redemption.Status.REVERSED) {",
                        "if (before.status() == Redemption.Status.REVERSED && news instanceof News.RefundedExternally)"
                                + " {"),
                Mutant.of(
                        "a use that is told does not stop the reversal",
                        "operations/HearOfReward",
                        "                        : before.with(reward.usedBy(order))\n"
                            + "                                .with(new State.Redeemed()); // a use before the points"
                            + " (R-05)",
                        "                        : before.with(reward.usedBy(order));"),
                Mutant.of(
                        "of fewer points the soonest-expiring come back",
                        "rules/redemption/ReversalPlan",
                        ".sorted(Comparator.comparing(Allocation::expiry, Expiry.SOONEST_FIRST)\n"
                                + "                        .reversed())",
                        ".sorted(Comparator.comparing(Allocation::expiry, Expiry.SOONEST_FIRST))"),
                Mutant.of(
                        "a code is revoked by nobody",
                        "operations/CodeShop",
                        "return reward.provider() == Reward.Provider.NONE ? new Told.Revoked() : revoke(merchant,"
                                + " reward, action);",
                        "return reward.provider() == null ? revoke(merchant, reward, action) : new Told.Revoked();"));
    }
}
