package recoup.operations;

import java.util.Optional;
import java.util.Set;
import recoup.ledger.Facts;
import recoup.ledger.Ledger;
import recoup.model.Journal;
import recoup.model.Order;
import recoup.model.OrderId;
import recoup.model.PaymentStatus;
import recoup.model.Told;
import recoup.model.Trigger;
import recoup.rules.revert.RevertPolicy;

/** An order was cancelled in the shop: by the customer, or by anyone else. */
public final class CancelInShop {
    /** Who cancelled. */
    public enum By {
        CUSTOMER,
        MERCHANT;

        private Trigger trigger() {
            return switch (this) {
                case CUSTOMER -> Trigger.CUSTOMER;
                case MERCHANT -> Trigger.PLATFORM;
            };
        }

        private RevertPolicy policy() {
            return switch (this) {
                case CUSTOMER -> new RevertPolicy.CustomerCancelled();
                case MERCHANT -> new RevertPolicy.NothingBack();
            };
        }
    }

    private final OneEvent oneEvent;

    public CancelInShop(Ledger ledger) {
        this.oneEvent = new OneEvent(ledger);
    }

    /**
     * What was told.
     *
     * @param source whose dating {@code edition} is
     * @param edition when it was so; a repeat of what was told before the order was moved back is no news
     * @param paid whether it was paid before
     */
    public record Command(OrderId order, By by, String source, Told.Edition edition, boolean paid) {
        private boolean isNews(Order found) {
            return !found.cancelled() && found.told().isNews(source, Told.Thing.STATUS, edition);
        }

        private boolean pays(Order found) {
            return paid && found.payment().canBePaid();
        }

        /** It says nothing that was told before, and the order is cancelled already: that may still be judged (E-04). */
        private boolean isOneMore(Order found) {
            return found.cancelled() && found.told().isNews(source, Told.Thing.STATUS, edition);
        }

        private Order heard(Order found) {
            return found.tagged(found.tags(), found.told().heard(source, Set.of(Told.Thing.STATUS), edition));
        }
    }

    public Effect run(Command command, Request request) {
        return oneEvent.run(
                command.order(),
                request,
                order -> changesNothing(order, command, request),
                (order, facts) -> decide(command, order, facts, request));
    }

    private boolean changesNothing(Order order, Command command, Request request) {
        if (command.isNews(order) || command.pays(order)) {
            return false;
        }
        return !command.isOneMore(order) || (command.heard(order).equals(order) && oneEvent.isIdle(order, request));
    }

    /** A cancel that is no news may still tell of a payment; one for an order that is cancelled already came too late. */
    private static Decision<Effect> decide(Command command, Order order, Facts facts, Request request) {
        if (!command.isNews(order)) {
            return command.pays(order) ? PayOrder.decide(order, request) : oneMore(command, order, facts, request);
        }
        var heard = command.heard(order);
        var paid = command.pays(order) ? heard.withPayment(heard.payment().withStatus(PaymentStatus.PAID)) : heard;
        return cancelled(paid, command.by(), facts, request);
    }

    /** It stays cancelled, and nothing comes back by it. */
    private static Decision<Effect> oneMore(Command command, Order order, Facts facts, Request request) {
        var postings = request.postings(facts);
        var after = command.isOneMore(order)
                ? Clawing.judgedAndTaken(command.heard(order), postings, facts.settings())
                : order;
        var draft = request.journal(Journal.What.CANCELLED, command.by().trigger(), Optional.of(order.id()));
        return Clawing.write(order, after, draft, false, postings, request);
    }

    /** Of an order that is not cancelled. */
    static Decision<Effect> cancelled(Order order, By by, Facts facts, Request request) {
        return OneEvent.done(
                new Cancelling(by.trigger(), Optional.empty()).byItself(by.policy(), order, facts, request));
    }
}
