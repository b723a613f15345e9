package recoup.operations;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import recoup.ledger.Commit;
import recoup.ledger.Facts;
import recoup.ledger.Ledger;
import recoup.ledger.Wanted;
import recoup.model.Allocation;
import recoup.model.Amount;
import recoup.model.Asset;
import recoup.model.AttemptId;
import recoup.model.CustomerId;
import recoup.model.Earnings;
import recoup.model.EntryType;
import recoup.model.Fingerprint;
import recoup.model.Journal;
import recoup.model.Order;
import recoup.model.OrderId;
import recoup.model.OrderStatus;
import recoup.model.Payment;
import recoup.model.Placement;
import recoup.model.Told;
import recoup.model.Trigger;
import recoup.rules.posting.Postings;

/** Places an order and spends what it uses, in one write. */
public final class PlaceOrder {
    private static final int FIRST_ROUND = 1;

    /**
     * The order as the shop tells it.
     *
     * @param number what people call it; the id if left out
     * @param total in the currency's smallest unit, 0 or more
     * @param placedAt left out, it is now
     * @param use what it spends, in each asset's smallest unit; 0 or absent is nothing
     */
    public record Command(
            OrderId order,
            Optional<String> number,
            CustomerId customer,
            long total,
            String currency,
            Optional<Instant> placedAt,
            Optional<Instant> paymentDueAt,
            Optional<AttemptId> paymentAttempt,
            List<String> tags,
            Map<Asset, Long> use) {
        public Command {
            tags = List.copyOf(tags);
            use = use.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(use));
        }

        /** Two commands with one fingerprint place the same order. */
        String fingerprint() {
            var parts = new ArrayList<Object>(List.of(
                    order, effectiveNumber(), customer, total, currency, placedAt, paymentDueAt, paymentAttempt));
            for (var asset : Asset.values()) {
                parts.add(uses(asset).units());
            }
            parts.addAll(tags.stream().sorted().toList());
            return Fingerprint.of(parts);
        }

        String effectiveNumber() {
            return number.orElse(order.value());
        }

        Amount uses(Asset asset) {
            return new Amount(asset, use.getOrDefault(asset, 0L));
        }
    }

    /**
     * The order as it stands now.
     *
     * @param created false if the same order was placed before
     */
    public record Placed(Order order, boolean created) {}

    private final OneWrite oneWrite;

    public PlaceOrder(Ledger ledger) {
        this.oneWrite = new OneWrite(ledger);
    }

    public Outcome run(Command command, Request request, Function<Placed, Rendered> rendering) {
        var wanted = Wanted.order(command.order()).and(command.customer());
        return oneWrite.run(request, wanted, facts -> decide(command, request, facts), rendering);
    }

    private static Decision<Placed> decide(Command command, Request request, Facts facts) {
        return facts.order().map(existing -> same(command, existing)).orElseGet(() -> place(command, request, facts));
    }

    private static Decision<Placed> same(Command command, Order existing) {
        return existing.placement().fingerprint().equals(command.fingerprint())
                ? new Decision.Nothing<>(new Placed(existing, false))
                : new Decision.Refuse<>(new Refusal.OrderExists(existing.id()));
    }

    private static Decision<Placed> place(Command command, Request request, Facts facts) {
        var now = request.moment().now();
        var postings = request.postings(facts);
        var taken = new EnumMap<Asset, List<Postings.Taken>>(Asset.class);
        for (var asset : Asset.values()) {
            var needed = command.uses(asset);
            var lots = postings.take(EntryType.SPEND, needed);
            if (lots.isEmpty()) {
                return new Decision.Refuse<>(new Refusal.InsufficientBalance(
                        postings.wallet().customer(), asset, needed.units(), postings.available(asset)));
            }
            taken.put(asset, lots.get());
        }
        var allocations = taken.values().stream()
                .flatMap(List::stream)
                .map(lot -> lot.allocation(FIRST_ROUND))
                .toList();
        var order = order(command, now, allocations);
        var exceeded = Bounds.exceededBy(order);
        if (exceeded.isPresent()) {
            return new Decision.Refuse<>(exceeded.get());
        }
        var journal = request.journal(Journal.What.PLACED, Trigger.PLATFORM, Optional.of(order.id()))
                .moving(postings.written());
        var commit = Commit.of(request.caller().merchant(), order, postings.writtenWallet(), journal);
        return new Decision.Write<>(new Placed(order, true), commit);
    }

    private static Order order(Command command, Instant now, List<Allocation> allocations) {
        return new Order(
                command.order(),
                new Placement(
                        command.customer(),
                        command.effectiveNumber(),
                        command.total(),
                        command.currency(),
                        command.placedAt().orElse(now),
                        command.fingerprint()),
                OrderStatus.PENDING,
                Payment.pending(command.paymentAttempt(), command.paymentDueAt()),
                command.tags(),
                Told.NOTHING,
                Optional.empty(),
                FIRST_ROUND,
                allocations,
                Earnings.NONE,
                List.of(),
                0);
    }
}
