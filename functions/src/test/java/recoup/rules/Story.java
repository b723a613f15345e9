package recoup.rules;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import recoup.model.Allocation;
import recoup.model.Amount;
import recoup.model.Asset;
import recoup.model.Cancellation;
import recoup.model.EntryType;
import recoup.model.Expiry;
import recoup.model.Grant;
import recoup.model.GrantId;
import recoup.model.Journal;
import recoup.model.LotId;
import recoup.model.Movement;
import recoup.model.Order;
import recoup.model.Placement;
import recoup.model.Settings;
import recoup.model.Trigger;
import recoup.model.Wallet;
import recoup.rules.cancellation.Plan;
import recoup.rules.clawback.Clawback;
import recoup.rules.clawback.Conditions;
import recoup.rules.posting.LotIds;
import recoup.rules.posting.Postings;
import recoup.rules.revert.RevertPolicy;
import recoup.rules.update.Updating;
import recoup.rules.verification.Replay;
import recoup.rules.verification.Violation;

/**
 * One order and its customer's wallet, by the rules alone: each operation tells the story on, and leaves what was told before
 * as it is.
 *
 * @param before what was told up to now; empty at the beginning
 * @param clawback what the last operation decided to take back, whether that is anything or not
 * @param movements those of the last operation, whether it wrote the wallet or not
 * @param wrote whether it did
 */
record Story(
        Optional<Story> before,
        Settings settings,
        Instant now,
        Order order,
        Wallet wallet,
        Optional<Clawback> clawback,
        List<Movement> movements,
        boolean wrote) {
    /** An order of {@code total} that earned and took nothing, of a customer who has nothing. */
    static Story of(long total, Settings settings, Instant now) {
        var order = made(total, List.of(), Worlds.order(List.of()));
        var wallet = Wallet.empty(Worlds.CUSTOMER);
        return new Story(Optional.empty(), settings, now, order, wallet, Optional.empty(), List.of(), false);
    }

    Story at(Instant later) {
        return new Story(Optional.of(this), settings, later, order, wallet, Optional.empty(), List.of(), false);
    }

    Story under(Settings others) {
        return new Story(Optional.of(this), others, now, order, wallet, Optional.empty(), List.of(), false);
    }

    /** Points that the customer gets, and that this order did not earn. */
    Story given(String lot, long points, Expiry expiry) {
        var postings = open();
        postings.enter(EntryType.ISSUE, new LotId(lot), points(points), expiry, Optional.empty());
        return told(order, Optional.empty(), postings);
    }

    /** The customer takes points for something else; empty if there are too few. */
    Optional<Story> spent(long points) {
        var postings = open();
        return postings.take(EntryType.SPEND, points(points)).map(_ -> told(order, Optional.empty(), postings));
    }

    /** The order takes points. */
    Story used(long points) {
        var postings = open();
        var allocations = new ArrayList<>(order.allocations());
        postings.take(EntryType.SPEND, points(points)).orElseThrow().stream()
                .map(taken -> taken.allocation(order.round()))
                .forEach(allocations::add);
        return told(made(order.placement().total(), allocations, order), Optional.empty(), postings);
    }

    /** The order earns points: nothing is judged, and what was matched before is taken (E-03). */
    Story earned(String grant, long points, Expiry expiry) {
        var id = new GrantId(grant);
        var lot = LotIds.granted(order.id(), id);
        var granted = order.earning(order.earnings().with(new Grant(id, points, Optional.of(expiry), lot)));
        return clawing(granted, (_, postings) -> {
            postings.enter(EntryType.EARN, lot, points(points), expiry, Optional.of(order.id()));
            return granted;
        });
    }

    /** An update of the order, which is judged as it then stands (E-04). */
    Story updated(Telling telling) {
        return switch (Updating.of(order, telling.update())) {
            case Updating.Result.Impossible(var why) -> throw new IllegalArgumentException(why);
            case Updating.Result.Updated(var after, var status, var _) ->
                clawing(status.map(after::movedTo).orElse(after), (told, _) -> {
                    var target = Conditions.judge(told, told.status(), settings.clawback());
                    return told.earning(told.earnings().aimingAt(target));
                });
        };
    }

    /** What cancelling it now would do. */
    Plan previewed(RevertPolicy policy) {
        return Plan.of(order, wallet, policy, settings, now);
    }

    Story cancelled(RevertPolicy policy) {
        var plan = previewed(policy);
        var postings = open();
        var after = plan.carryOut(order, postings).cancelled(new Cancellation(now, Trigger.MANUAL, "admin"));
        return told(after, plan.clawback(), postings);
    }

    /** The wallet as it is read now: what has expired is gone, written down or not (L-07). */
    Wallet read() {
        return open().wallet();
    }

    /** Every story up to this one, the oldest first. */
    List<Story> all() {
        var all = new ArrayList<Story>();
        for (var each = Optional.of(this); each.isPresent(); each = each.get().before()) {
            all.addFirst(each.get());
        }
        return all;
    }

    /** What is wrong with the wallet, if everything that was written is replayed (L-06). */
    List<Violation> violations() {
        var replay = new Replay(Worlds.CUSTOMER);
        var version = 0L;
        for (var each : all()) {
            if (each.wrote) {
                version++;
                var journal =
                        Journal.of(Journal.What.ADJUSTED, each.now, Trigger.MANUAL, "admin", Optional.of(order.id()));
                replay.add(version, journal.moving(each.movements));
            }
        }
        return replay.compare(wallet);
    }

    private Story clawing(Order told, BiFunction<Order, Postings, Order> first) {
        var postings = open();
        var then = first.apply(told, postings);
        var shortfall = settings.clawback().shortfall();
        var clawback = Clawback.of(then, postings.wallet(), shortfall);
        return told(clawback.map(taking -> taking.carryOut(then, postings)).orElse(then), clawback, postings);
    }

    private Story told(Order after, Optional<Clawback> taken, Postings postings) {
        var written = postings.writtenWallet()
                .map(left -> new Wallet(left.customer(), left.version() + 1, left.lots(), left.debt(), left.rests()));
        return new Story(
                Optional.of(this),
                settings,
                now,
                after,
                written.orElse(wallet),
                taken,
                postings.movements(),
                written.isPresent());
    }

    private static Order made(long total, List<Allocation> allocations, Order like) {
        var placed = like.placement();
        var placement = new Placement(
                placed.customer(), placed.number(), total, placed.currency(), placed.placedAt(), placed.fingerprint());
        return new Order(
                like.id(),
                placement,
                like.status(),
                like.payment(),
                like.tags(),
                like.told(),
                like.cancellation(),
                like.round(),
                allocations,
                like.earnings(),
                like.journal(),
                like.version());
    }

    private Postings open() {
        return Postings.open(wallet, settings.calendar(), now);
    }

    private static Amount points(long units) {
        return new Amount(Asset.POINTS, units);
    }
}
