package recoup.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import recoup.model.Redemption.DiscountAction;
import recoup.operations.CodeShop;
import recoup.queues.SimulatedSqs;
import recoup.store.ForwardingDynamoDb;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

/**
 * The reversal of sixty of a customer's hundred points by functions that may die at any of their {@link Calls}: the admin's
 * API, the notifier and the code-revoker, with a shop that holds the code.
 */
final class Saga {
    private static final int MOST_ROUNDS = 30;

    private final Shop shop = new Shop();
    private final Roads roads = new Roads(shop);
    private final Revoker revoker = new Revoker(shop, roads);
    private final Calls calls = new Calls();
    private final OneCode code = new OneCode(calls);
    private final CodeShop codes;
    private final DynamoDbClient store = calls.store(new Watched());
    private final List<String> early = new ArrayList<>();
    private final DiscountAction action;
    private final Object untouched;

    /** The store, which sees whether points come back while the code can still be used. */
    private final class Watched extends ForwardingDynamoDb {
        private Watched() {
            super(shop.store());
        }

        @Override
        public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
            var answer = super.transactWriteItems(request);
            if (code.isUsable() && points() != 40) {
                early.add("after " + calls.made());
            }
            return answer;
        }
    }

    /** With a shop platform that is the code itself. */
    Saga(DiscountAction action, String provider) {
        this(action, provider, saga -> saga.code);
    }

    Saga(DiscountAction action, String provider, Function<Saga, CodeShop> codes) {
        this.action = action;
        this.codes = codes.apply(this);
        shop.give("ann", "POINTS", 100, "null");
        shop.redeem("RED-1", "ann", 60, "\"provider\":\"" + provider + "\"");
        assertThat(roads.publish()).isEmpty();
        untouched = shop.contents();
    }

    Shop shop() {
        return shop;
    }

    Roads roads() {
        return roads;
    }

    Revoker revoker() {
        return revoker;
    }

    Calls calls() {
        return calls;
    }

    OneCode code() {
        return code;
    }

    long points() {
        return shop.available("ann", "POINTS");
    }

    String status() {
        return revoker.of("RED-1");
    }

    /** What the admin asks for, under this key; empty if the function did not live to answer. */
    Optional<Shop.Answer> asks(String key) {
        return asks(key, "{\"discountAction\":\"" + action + "\"}");
    }

    Optional<Shop.Answer> asks(String key, String body) {
        var api = new AdminApi(
                Roads.ENVIRONMENT, store, codes, shop.businessTime(), shop.realTime(), _ -> Shop.attempts(10));
        var answers = new ArrayList<Shop.Answer>();
        var lived = calls.lives(() -> answers.add(shop.reverse("RED-1", body)
                .header("idempotency-key", key)
                .by(api)
                .answer()));
        assertThat(answers).hasSize(lived ? 1 : 0);
        return answers.stream().findFirst();
    }

    /** The first so many tries find the shop down; it works again, and the next one is to come. */
    void fails(int tries) {
        code.down(true);
        assertThat(asks("k").map(Shop.Answer::status)).contains(202);
        for (var failed = 1; failed < tries; failed++) {
            turn();
        }
        code.down(false);
        assertThat(status()).isEqualTo("REVERSING ISSUED");
    }

    /** The stream is handed to the notifier, and every message to the code-revoker, until nothing is left of either. */
    void settle() {
        for (var round = 0; !isQuiet(); round++) {
            assertThat(round).as("rounds").isLessThan(MOST_ROUNDS);
            turn();
        }
    }

    /** Each of them once. */
    void turn() {
        publish();
        roads.sqs().waitsEnd();
        calls.lives(() -> roads.sqs().deliver(Roads.REVOCATIONS, revoking()));
    }

    /** The stream is handed to the notifier once. */
    void publish() {
        var notifier = new Notifier(Roads.ENVIRONMENT, calls.topic(roads.inbox()), calls.queue(roads.sqs()));
        calls.lives(() -> roads.publish(notifier));
    }

    /** These messages, which may have been acknowledged before, come once more. */
    void deliver(List<SimulatedSqs.Message> copies) {
        calls.lives(() -> roads.sqs().deliver(Roads.REVOCATIONS, copies, revoking()));
    }

    /** A code-revoker that comes long after the first try. */
    private Function<SQSEvent, SQSBatchResponse> revoking() {
        var function = new CodeRevoker(Roads.ENVIRONMENT, store, calls.queue(roads.sqs()), codes, shop.businessTime());
        return event -> function.handleRequest(event, roads.call());
    }

    private boolean isQuiet() {
        return revoker.pending().isEmpty() && roads.unpublished().isEmpty();
    }

    /** Nothing was written and the shop was not asked. */
    void nothingWasBegun() {
        assertThat(shop.contents()).isEqualTo(untouched);
        assertThat(code.isUsable()).isTrue();
    }

    /** The code cannot be used any more, the points are back once, one message tells of it, and nobody has anything left to do. */
    void paidOnce() {
        var deleted = action == DiscountAction.DELETE;
        assertThat(status()).isEqualTo("REVERSED " + (deleted ? "DELETED" : "DEACTIVATED"));
        assertThat(code.isGone()).isEqualTo(deleted);
        assertThat(code.isUsable()).isFalse();
        assertThat(early).as("the code first, then the points").isEmpty();
        assertThat(points()).isEqualTo(100);
        assertThat(revoker.payments("ann")).isEqualTo(1);
        assertThat(told("redemption.reversed")).isEqualTo(1);
        assertThat(roads.sqs().everSent(Roads.REVOCATIONS + Roads.PARKED)).isEmpty();
        assertThat(shop.reviews()).isEmpty();
        balanced();
    }

    /** How many operations of a type were told of, each perhaps more than once. */
    long told(String type) {
        return roads.notifications(type).stream()
                .map(message -> message.get("id").textValue())
                .distinct()
                .count();
    }

    /** Balances follow from the entries (L-06). */
    void balanced() {
        var page = shop.call("verify").noQuery().answer(200).json();
        assertThat(page.get("balanced").booleanValue()).isTrue();
    }
}
