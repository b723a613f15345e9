package recoup.local;

import java.time.InstantSource;
import recoup.handlers.AdminApi;
import recoup.handlers.CodeRevoker;
import recoup.handlers.DueShards;
import recoup.handlers.Environment;
import recoup.handlers.ExpiryCanceller;
import recoup.handlers.Intake;
import recoup.handlers.Notifier;
import recoup.handlers.OrderEvents;
import recoup.handlers.PartnerEvents;
import recoup.handlers.PaymentFailures;
import recoup.handlers.Republisher;
import recoup.handlers.ShopCodes;
import recoup.providers.discounts.Reach;

/** Makes the handlers. */
@FunctionalInterface
public interface Functions {
    Handlers make(Environment environment, Clients clients, InstantSource businessTime);

    /** The classes that Lambda runs, on what this machine has in the place of AWS. */
    static Functions deployed() {
        return (environment, clients, time) -> {
            var dynamoDb = clients.dynamoDb();
            var sqs = clients.sqs();
            var shops = new ShopCodes(clients.ssm(), Reach.LOCAL, InstantSource.system());
            return Handlers.none()
                    .http(name(AdminApi.class), new AdminApi(environment, dynamoDb, shops, time)::handleRequest)
                    .http(name(Intake.class), new Intake(environment, clients.ssm(), sqs, time)::handleRequest)
                    .queue(
                            name(PaymentFailures.class),
                            new PaymentFailures(environment, dynamoDb, sqs, time)::handleRequest)
                    .queue(name(OrderEvents.class), new OrderEvents(environment, dynamoDb, sqs, time)::handleRequest)
                    .queue(name(DueShards.class), new DueShards(environment, dynamoDb, time)::handleRequest)
                    .queue(
                            name(CodeRevoker.class),
                            new CodeRevoker(environment, dynamoDb, sqs, shops, time)::handleRequest)
                    .stream(name(Notifier.class), new Notifier(environment, clients.sns(), sqs)::handleRequest)
                    .invoked(
                            name(ExpiryCanceller.class),
                            new ExpiryCanceller(environment, dynamoDb, sqs, time)::handleRequest)
                    .invoked(name(PartnerEvents.class), InvokedFunction.of(new PartnerEvents(environment, sqs, time)))
                    .invoked(
                            name(Republisher.class),
                            InvokedFunction.of(new Republisher(environment, dynamoDb, clients.sns(), sqs)));
        };
    }

    /** How {@code template.yaml} names a handler. */
    static String name(Class<?> handler) {
        return handler.getName() + "::handleRequest";
    }

    /** These, and in the place of one of them, or beside them, another one. */
    default Functions http(String name, HttpFunction function) {
        return (environment, clients, time) -> make(environment, clients, time).http(name, function);
    }

    /** These, and in the place of one of them, or beside them, another one. */
    default Functions queue(String name, QueueFunction function) {
        return (environment, clients, time) -> make(environment, clients, time).queue(name, function);
    }

    /** These, and in the place of one of them, or beside them, another one. */
    default Functions stream(String name, StreamFunction function) {
        return (environment, clients, time) -> make(environment, clients, time).stream(name, function);
    }

    /** These, and in the place of one of them, or beside them, another one. */
    default Functions invoked(String name, InvokedFunction function) {
        return (environment, clients, time) -> make(environment, clients, time).invoked(name, function);
    }
}
