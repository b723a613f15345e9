package recoup.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import recoup.handlers.http.Fields;
import recoup.handlers.http.Json;
import recoup.handlers.notifications.Notification;
import recoup.ledger.IndexPlace;
import recoup.ledger.Ledger;
import recoup.ledger.LedgerUnavailable;
import recoup.ledger.OrderIndex;
import recoup.ledger.Outbox.Committed;
import recoup.ledger.RedemptionIndex;
import recoup.model.CustomerId;
import recoup.model.Ids;
import recoup.model.MerchantId;
import recoup.operations.Republish;
import recoup.operations.Republish.Position;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Publishes a span of time once more, by hand, after the stream was lost for more than it keeps: the messages have the ids that
 * they had, and reversals that were begun are handed to the code-revoker again. {@code {merchantId, from, to, cursor?}} is
 * answered with {@code {published, handedOn, cursor}}; a cursor says where to go on.
 */
public final class Republisher implements RequestStreamHandler {
    /** For the last step, and the answer. */
    private static final Duration RESERVE = Duration.ofSeconds(30);

    private static final int LONGEST_CURSOR = 200;
    private static final Pattern WALLETS = Pattern.compile("wallets/(\\d{1,2})(?:/(" + Ids.REGEX + "))?");
    /** Zero is the beginning. */
    private static final Pattern ORDERS = Pattern.compile("orders/(0|" + IndexPlace.REGEX + ")");

    private static final Pattern REDEMPTIONS = Pattern.compile("redemptions/(0|" + IndexPlace.REGEX + ")");

    /** How many messages were published, and how many reversals handed on. */
    private record Sent(AtomicInteger published, AtomicInteger handedOn) {
        Sent() {
            this(new AtomicInteger(), new AtomicInteger());
        }
    }

    private final Republish republish;
    private final Publisher publisher;
    private final Revocations revocations;

    /** On Lambda: everything from the environment. */
    public Republisher() {
        this(Environment.of(System.getenv()), AwsClients.dynamoDb(), AwsClients.sns(), AwsClients.sqs());
    }

    /** With clients of one's own. */
    public Republisher(Environment environment, DynamoDbClient dynamoDb, SnsClient sns, SqsClient sqs) {
        var table = environment.table();
        this.republish = new Republish(
                new Ledger(dynamoDb, table), new OrderIndex(dynamoDb, table), new RedemptionIndex(dynamoDb, table));
        this.revocations = new Revocations(sqs, environment.needed(Environment.REVOCATIONS));
        this.publisher = new Publisher(sns, environment.needed(Environment.TOPIC));
    }

    /** What is asked wrongly is thrown, with the fields at fault: whoever invokes it reads it. */
    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        var sent = new Sent();
        var cursor = run(input.readAllBytes(), sent, context);
        var answer = JsonNodeFactory.instance
                .objectNode()
                .put("published", sent.published().get())
                .put("handedOn", sent.handedOn().get())
                .put("cursor", cursor.orElse(null));
        output.write(Json.text(answer).getBytes(StandardCharsets.UTF_8));
    }

    private Optional<String> run(byte[] input, Sent sent, Context context) {
        var fields = new Fields(Json.object(input));
        var merchant = fields.required("merchantId", name -> fields.id(name, MerchantId::new));
        var from = fields.required("from", fields::instant);
        var to = fields.required("to", fields::instant);
        var cursor = fields.text("cursor", LONGEST_CURSOR);
        var start = cursor.map(Republisher::position).orElse(Optional.of(Republish.START));
        if (start.isEmpty()) {
            fields.refuse("cursor", "must be the cursor of an earlier answer");
        }
        if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
            fields.refuse("to", "must be later than from");
        }
        fields.check();
        var span = new Republish.Span(merchant.orElseThrow(), from.orElseThrow(), to.orElseThrow());
        var position = start;
        var log = new FunctionLog("republisher", context);
        try {
            while (position.isPresent() && context.getRemainingTimeInMillis() > RESERVE.toMillis()) {
                position = republish.step(span, position.get(), committed -> send(committed, sent));
            }
        } catch (LedgerUnavailable | SdkException passing) {
            log.error(log.line().put("outcome", "stopped"), passing); // the cursor says where to go on
        }
        log.info(log.line()
                .put("merchantId", span.merchant().value())
                .put("published", sent.published().get())
                .put("handedOn", sent.handedOn().get())
                .put("outcome", position.isEmpty() ? "finished" : "something is left"));
        return position.map(Republisher::text);
    }

    private void send(Committed committed, Sent sent) {
        Notification.of(committed).ifPresent(notification -> {
            publisher.publish(notification);
            sent.published().incrementAndGet();
        });
        if (revocations.handOn(committed)) {
            sent.handedOn().incrementAndGet();
        }
    }

    private static String text(Position position) {
        return switch (position) {
            case Position.Wallets(var shard, var after) ->
                "wallets/" + shard + after.map(customer -> "/" + customer).orElse("");
            case Position.Orders(var before) -> "orders/" + before.orElse("0");
            case Position.Redemptions(var before) -> "redemptions/" + before.orElse("0");
        };
    }

    private static Optional<Position> position(String text) {
        var wallets = WALLETS.matcher(text);
        if (wallets.matches()) {
            return Optional.of(Integer.parseInt(wallets.group(1)))
                    .filter(shard -> shard < Ledger.WALLET_SHARDS)
                    .map(shard -> new Position.Wallets(
                            shard, Optional.ofNullable(wallets.group(2)).map(CustomerId::new)));
        }
        var orders = ORDERS.matcher(text);
        if (orders.matches()) {
            return Optional.of(new Position.Orders(before(orders)));
        }
        var redemptions = REDEMPTIONS.matcher(text);
        return redemptions.matches() ? Optional.of(new Position.Redemptions(before(redemptions))) : Optional.empty();
    }

    private static Optional<String> before(Matcher place) {
        return Optional.of(place.group(1)).filter(text -> !text.equals("0"));
    }
}
