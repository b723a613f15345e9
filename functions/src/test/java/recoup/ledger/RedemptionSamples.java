package recoup.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import recoup.model.Allocation;
import recoup.model.Amount;
import recoup.model.Asset;
import recoup.model.CustomerId;
import recoup.model.Expiry;
import recoup.model.Journal;
import recoup.model.LotId;
import recoup.model.OrderId;
import recoup.model.Reason;
import recoup.model.Redemption;
import recoup.model.Redemption.DiscountAction;
import recoup.model.Redemption.Intent;
import recoup.model.Redemption.Reversal;
import recoup.model.Redemption.State;
import recoup.model.RedemptionId;
import recoup.model.Reward;
import recoup.model.Trigger;

/** Redemptions to write. */
final class RedemptionSamples {
    static final RedemptionId ID = new RedemptionId("red-1");
    static final Instant AT = Instant.parse("2021-03-05T08:00:00.123Z");

    private RedemptionSamples() {}

    /** Ann's, of a code of its own. */
    static Redemption redemption(String id) {
        return redemption(id, LedgerSamples.ANN, AT);
    }

    static Redemption redemption(String id, CustomerId customer, Instant at) {
        return new Redemption(
                new RedemptionId(id),
                customer,
                600,
                reward(Reward.Provider.SHOPIFY, "CODE-" + id),
                at,
                List.of(lot("a", 100, until("2021-04-01"), 0), lot("b", 500, Expiry.NEVER, 3)),
                new State.Redeemed(),
                0);
    }

    static Redemption versioned(Redemption redemption, long version) {
        return new Redemption(
                redemption.id(),
                redemption.customer(),
                redemption.points(),
                redemption.reward(),
                redemption.redeemedAt(),
                redemption.lots(),
                redemption.state(),
                version);
    }

    static Reward reward(Reward.Provider provider, String code) {
        return new Reward(
                "five-off",
                "5.00 off ✓",
                provider,
                code,
                Optional.empty(),
                true,
                Reward.Status.ISSUED,
                Optional.empty());
    }

    /** Every provider and every status, tracked or not, with and without what is optional. */
    static List<Reward> rewards() {
        return Stream.of(Reward.Provider.values())
                .flatMap(provider -> Stream.of(Reward.Status.values())
                        .flatMap(status -> Stream.of(
                                new Reward(
                                        "five-off",
                                        "5.00 off ✓",
                                        provider,
                                        "FIVE # OFF-" + status,
                                        Optional.of("gid://shopify/DiscountCodeNode/12"),
                                        true,
                                        status,
                                        Optional.of(LedgerSamples.ORDER)),
                                new Reward(
                                        "r",
                                        "n",
                                        provider,
                                        "c-" + status,
                                        Optional.empty(),
                                        false,
                                        status,
                                        Optional.empty()))))
                .toList();
    }

    /** Every state, with everything set and with nothing set. */
    static List<State> states() {
        var intents = Stream.of(DiscountAction.values())
                .flatMap(action -> LedgerSamples.reasons()
                        .flatMap(reason -> Stream.of(
                                new Intent(action, Optional.of(1_200L), true, reason, true, "admin@example.com", AT),
                                new Intent(action, Optional.empty(), false, reason, false, "", Instant.EPOCH))));
        var reversing =
                intents.flatMap(intent -> Stream.of(new State.Reversing(intent, 0), new State.Reversing(intent, 12)));
        var reversed = LedgerSamples.reasons()
                .flatMap(reason -> Stream.of(
                        new State.Reversed(new Reversal(Amount.MAX_UNITS, "admin@example.com", reason, AT, "ünused ✓")),
                        new State.Reversed(new Reversal(1, "", reason, Instant.EPOCH, ""))));
        return Stream.of(Stream.of(new State.Redeemed()), reversing, reversed)
                .<State>flatMap(each -> each)
                .toList();
    }

    /** A lot that came back in part, one that came back whole and one that did not. */
    static List<Allocation> lots() {
        return List.of(
                new Allocation(new LotId("a"), points(1), until("2021-04-01"), 0, 1, Optional.of(new LotId("a2"))),
                new Allocation(new LotId("a"), points(99), until("2021-04-01"), 0, 1, Optional.empty()),
                new Allocation(
                        new LotId("b"), points(Amount.MAX_UNITS), Expiry.NEVER, 3, 1, Optional.of(new LotId("b2"))),
                new Allocation(new LotId("c"), points(5), until("2024-02-29"), 1, 1, Optional.empty()));
    }

    /** One with {@code lots} lots and ids and words as long as may be. */
    static Redemption large(int lots, State state) {
        var longest = "r".repeat(128);
        return new Redemption(
                new RedemptionId(longest),
                new CustomerId("c".repeat(128)),
                Amount.MAX_UNITS,
                new Reward(
                        longest,
                        "字".repeat(255),
                        Reward.Provider.WOOCOMMERCE,
                        "字".repeat(255),
                        Optional.of("d".repeat(255)),
                        true,
                        Reward.Status.USED,
                        Optional.of(new OrderId("o".repeat(128)))),
                AT,
                IntStream.range(0, lots)
                        .mapToObj(number -> new Allocation(
                                new LotId("l".repeat(124) + (1_000 + number)),
                                points(Amount.MAX_UNITS),
                                until("2021-12-31"),
                                100,
                                1,
                                Optional.of(new LotId("m".repeat(124) + (1_000 + number)))))
                        .toList(),
                state,
                0);
    }

    static State reversing() {
        return new State.Reversing(
                new Intent(
                        DiscountAction.DELETE,
                        Optional.of(1_200L),
                        true,
                        Optional.of(new Reason(Optional.empty(), Optional.of("by mistake"))),
                        true,
                        "admin@example.com",
                        AT),
                2);
    }

    static State reversed() {
        return new State.Reversed(new Reversal(600, "admin@example.com", Optional.empty(), AT, "a note"));
    }

    /** One that moves nothing. */
    static Journal journal(RedemptionId about) {
        return Journal.of(Journal.What.REVERSING, AT, Trigger.REDEMPTION, "admin", Optional.empty())
                .about(about, Optional.of("a note"));
    }

    private static Allocation lot(String id, long units, Expiry expiry, int enteredUnder) {
        return new Allocation(new LotId(id), points(units), expiry, enteredUnder, 1, Optional.empty());
    }

    private static Amount points(long units) {
        return new Amount(Asset.POINTS, units);
    }

    private static Expiry until(String date) {
        return Expiry.on(LocalDate.parse(date));
    }
}
