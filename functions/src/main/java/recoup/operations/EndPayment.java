package recoup.operations;

import java.util.Optional;
import java.util.Set;
import recoup.ledger.Commit;
import recoup.ledger.Consistency;
import recoup.ledger.Facts;
import recoup.ledger.Ledger;
import recoup.model.AttemptId;
import recoup.model.Journal;
import recoup.model.Order;
import recoup.model.OrderId;
import recoup.model.PaymentStatus;
import recoup.model.Reason;
import recoup.model.Settings;
import recoup.model.Trigger;
import recoup.rules.revert.RevertPolicy;

/** A payment failed or expired: what it does to the order is the merchant's setting. */
public final class EndPayment {
    /** How it ended. */
    public enum How {
        FAILED(PaymentStatus.FAILED, Trigger.PAYMENT_FAILED),
        EXPIRED(PaymentStatus.EXPIRED, Trigger.PAYMENT_EXPIRED);

        private final PaymentStatus status;
        private final Trigger trigger;

        How(PaymentStatus status, Trigger trigger) {
            this.status = status;
            this.trigger = trigger;
        }
    }

    /**
     * What was told.
     *
     * @param attempt the ids by which the attempt goes; none counts as the attempt of now
     * @param terminal false if the customer may try again
     */
    public record Command(OrderId order, How how, Set<AttemptId> attempt, boolean terminal, Optional<Reason> reason) {
        public Command {
            attempt = Set.copyOf(attempt);
        }
    }

    private final Ledger ledger;
    private final OneEvent oneEvent;

    public EndPayment(Ledger ledger) {
        this.ledger = ledger;
        this.oneEvent = new OneEvent(ledger);
    }

    public Effect run(Command command, Request request) {
        return oneEvent.run(
                command.order(),
                request,
                order -> teachesNothing(order, command)
                        && (!order.payment().canFail(command.attempt()) || isOfNoAccount(command, request)),
                (order, facts) -> decide(command, order, facts, request));
    }

    /**
     * The deadline of {@code order} has passed, if it still has one: the due index may be seconds behind.
     *
     * @param known what was read of it already, if it was
     */
    public Effect expireIfDue(OrderId order, Optional<Facts> known, Request request) {
        var expiry = new Command(order, How.EXPIRED, Set.of(), true, Optional.empty());
        return oneEvent.write(
                order,
                request,
                (found, facts) -> found.isDue(request.moment().now())
                        ? decide(expiry, found, facts, request)
                        : OneEvent.nothing(),
                known);
    }

    /** An attempt that was left may go by another id as well, and come again under that one alone. */
    private static boolean teachesNothing(Order order, Command command) {
        return order.payment().knowing(command.attempt()).equals(order.payment());
    }

    /** Most failures let the customer try again and are of no account: one more read, of the settings alone, tells. */
    private boolean isOfNoAccount(Command command, Request request) {
        return !command.terminal()
                && !request.reading(() -> ledger.settings(request.caller().merchant(), Consistency.STRONG))
                        .paymentFailed()
                        .attemptFailureIsTerminal();
    }

    private static Decision<Effect> decide(Command command, Order order, Facts facts, Request request) {
        var settings = facts.settings();
        var counts = command.terminal() || settings.paymentFailed().attemptFailureIsTerminal();
        if (!counts || !order.payment().canFail(command.attempt())) {
            return learned(order, command, request);
        }
        var ended = order.withPayment(order.payment().withStatus(command.how().status));
        var off = settings.paymentExpired().mode() == Settings.PaymentExpired.Mode.OFF;
        if (order.cancelled() || (command.how() == How.EXPIRED && off)) {
            return record(ended, command, request);
        }
        return OneEvent.done(new Cancelling(command.how().trigger, command.reason())
                .byItself(policy(command.how(), settings), ended, facts, request));
    }

    private static Decision<Effect> learned(Order order, Command command, Request request) {
        if (teachesNothing(order, command)) {
            return OneEvent.nothing();
        }
        var taught = order.withPayment(order.payment().knowing(command.attempt()));
        return new Decision.Write<>(
                new Effect.Nothing(), Commit.of(request.caller().merchant(), taught));
    }

    private static RevertPolicy policy(How how, Settings settings) {
        return switch (how) {
            case FAILED -> new RevertPolicy.PaymentFailed(settings.paymentFailed());
            case EXPIRED -> new RevertPolicy.PaymentExpired(settings.paymentExpired());
        };
    }

    private static Decision<Effect> record(Order ended, Command command, Request request) {
        var exceeded = Bounds.exceededByPayment(ended);
        if (exceeded.isPresent()) {
            return new Decision.Refuse<>(exceeded.get());
        }
        var journal = request.journal(Journal.What.PAYMENT, command.how().trigger, Optional.of(ended.id()))
                .because(command.reason());
        var commit = Commit.of(request.caller().merchant(), ended, Optional.empty(), journal);
        return new Decision.Write<>(new Effect.Done(ended), commit);
    }
}
