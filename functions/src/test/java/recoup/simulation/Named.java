package recoup.simulation;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Situations that a simulation is for. Each must occur: silence is no proof.
 *
 * @param name as it is counted
 * @param where the class that counts it
 */
record Named(String name, String where) {
    static final List<Named> ALL = Stream.of(
                    by(
                            "Situations",
                            "cancelled by PAYMENT_EXPIRED",
                            "cancelled by PAYMENT_FAILED",
                            "cancelled by CUSTOMER",
                            "cancelled by PLATFORM",
                            "cancelled by MANUAL",
                            "cancelled by BULK",
                            "cancelled exactly at a deadline or an expiry",
                            "lot BLOCKED_BY_EXPIRED_LOT",
                            "lot EXPIRED_NOT_EXTENDED",
                            "lot NOT_CHOSEN",
                            "lot ALREADY_REVERTED",
                            "lot VALID",
                            "paid after cancel",
                            "order told late",
                            "came back: out of time",
                            "came back: busy",
                            "came back: the store does not answer",
                            "queue not told",
                            "parked: unknown order",
                            "parked: unknown redemption",
                            "parked: refund known with another amount",
                            "parked: refunded more than the order's total",
                            "parked: refunded in another currency than the order's",
                            "parked: poison",
                            "parked: grant known of another order",
                            "parked: grant known with other content",
                            "parked: granted to another customer than the order's",
                            "parked: expiresOn has passed",
                            "shard handed over",
                            "published again",
                            "dated cancel told again after the order was moved back",
                            "debt settled by EARN",
                            "debt settled by ISSUE"),
                    by("Mail", "told again, for the queue was gone"),
                    by(
                            "Consumers",
                            "old attempt ignored",
                            "duplicate delivered while the first was being applied",
                            "delivered again after it was acknowledged",
                            "delivered in another order",
                            "part of a batch came back",
                            "consumer died before a call",
                            "consumer died after its commit",
                            "revoker died after its commit"),
                    by("Mortals", "client's function died before a call", "client's function died after its commit"),
                    by("People", "answer replayed", "plan changed", "order-cancelled", "clawback done as shown"),
                    by(
                            "RunOfEverything",
                            "everything concerns one customer",
                            "race lost at the one customer",
                            "sweeps overlapped",
                            "sweeper died after its commit",
                            "topic or queue did not take it, and the stream came back",
                            "a repeat changed what was changed back",
                            "clock set to an end",
                            "clock set to the last moment before an end",
                            "LOST_AFTER TransactWriteItems",
                            "LOST_BEFORE TransactWriteItems",
                            "CONFLICT TransactWriteItems",
                            "THROTTLE TransactWriteItems"),
                    by(
                            "WatchedDynamoDb",
                            "sweeper saw a stale index",
                            "sweeper did not see yet what was due",
                            "sweeper saw a deadline that was moved"),
                    by(
                            "ManualRules",
                            "what was left comes back by hand",
                            "an asset comes back by hand, and the other is left",
                            "reapplied from another lot than came back",
                            "reapplied beside what was outstanding"),
                    by(
                            "Returned",
                            "expired credit extended by days",
                            "expired points extended by hand",
                            "valid lot back as it was, beside an extension",
                            "what was reapplied comes back once more"),
                    by(
                            "ClawbackRules",
                            "match before the grant",
                            "match prevented by a tag",
                            "match remembered, though it would be none now",
                            "what expired unspent was not taken"),
                    by(
                            "Kinds",
                            "grant after the cancel",
                            "grant after expiry of another lot",
                            "another grant of an order",
                            "clawback and revert in one write",
                            "clawback by CLAWED_BACK",
                            "taken in the write of the grant",
                            "clawback in parts",
                            "clawback of a share",
                            "clawback rejected",
                            "rejection retried with success",
                            "debt made",
                            "points written off",
                            "taken from another lot than the grant's"),
                    by("SimulatedCodes", "shop timed out after it had done what was asked"),
                    by(
                            "Customers",
                            "code used between the intent and the points",
                            "use told after the points were back",
                            "redemption reversed while an order spends",
                            "id taken by another redemption",
                            "code taken by another redemption"),
                    by(
                            "RewardDesk",
                            "two reversals at once",
                            "reversal accepted",
                            "reversal done as shown",
                            "reversal plan changed",
                            "answer of a reversal replayed",
                            "another amount refused",
                            "refused: code-shared",
                            "refused: nothing-to-return",
                            "refused: redemption-already-reversed",
                            "refused: reversal-in-progress",
                            "refused: revoke-required",
                            "refused: reward-already-used",
                            "refused: reward-deleted",
                            "refused: reward-not-tracked",
                            "refused: reward-source-missing"),
                    by(
                            "RedemptionKinds",
                            "use seen while reversing",
                            "use told while reversing",
                            "source removed while reversing",
                            "refunded externally",
                            "refunded externally while reversing",
                            "expired between the intent and the points",
                            "reversal withdrawn, for the code is shared",
                            "reversal finished by the revoker",
                            "reversal finished by the answer",
                            "reversed without asking the shop",
                            "points forced from the third failure on",
                            "points forced after the last failure",
                            "REVOKE_STUCK opened",
                            "more points came back",
                            "fewer points came back",
                            "only the valid lots came back",
                            "expired lot came back extended",
                            "reversed with a tombstone",
                            "returned points paid debt"))
            .flatMap(List::stream)
            .toList();

    /** Those that occurred fewer than {@code least} times. */
    static List<String> missing(Map<String, Long> seen, long least) {
        return ALL.stream()
                .filter(situation -> seen.getOrDefault(situation.name, 0L) < least)
                .map(situation ->
                        situation.name + " (" + situation.where + "): " + seen.getOrDefault(situation.name, 0L))
                .toList();
    }

    private static List<Named> by(String where, String... names) {
        return Stream.of(names).map(name -> new Named(name, where)).toList();
    }
}
