package recoup.simulation;

import static recoup.simulation.Raw.map;
import static recoup.simulation.Raw.text;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromL;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import recoup.operations.CodeShop;
import recoup.operations.CodeShop.Told;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What can be wrong about undoing redemptions, each mistake planted in the store, the shop platform or the queues. */
final class ReversalMistakes {
    private ReversalMistakes() {}

    /** By what is broken. */
    static Map<String, Mistakes> all() {
        var mistakes = new TreeMap<String, Mistakes>();
        mistakes.put(
                "redemptions that nothing guards", Mistakes.in(inner -> new UnguardedDynamoDb(inner, Set.of("P"))));
        mistakes.put("codes that nothing guards", Mistakes.in(ReversalMistakes::thatOverlooksCodes));
        mistakes.put("points before the code", Mistakes.inShop(ReversalMistakes::thatActsLater));
        mistakes.put("a shop that nobody asks", Mistakes.inShop(_ -> (_, _, _) -> new Told.Revoked()));
        mistakes.put("a timeout that counts as done", counting(Told.Failed.class));
        mistakes.put("a use that counts as none", counting(Told.Used.class));
        mistakes.put("a shared discount that counts as revoked", counting(Told.Shared.class));
        mistakes.put("an intent that nobody is told of", Mistakes.inHandOver(_ -> new ForgetfulSqs()));
        mistakes.put("a revoker that tries once", Mistakes.inQueue(ReversalMistakes::thatTriesOnce));
        mistakes.put("failures that are not counted", writing(item -> item.replace("fa", fromN("0"))));
        mistakes.put("a last try that is none", reading(item -> item.replace("fa", fromN("12"), fromN("11"))));
        mistakes.put("tombstones that are forgotten", writing(reward("s", "DELETED", "DEACTIVATED")));
        mistakes.put("uses that are forgotten", writing(reward("s", "USED", "ISSUED")));
        mistakes.put("uses that are not written", Mistakes.in(ReversalMistakes::thatLosesUses));
        mistakes.put("rewards that are always tracked", reading(in("rw", reward -> reward.remove("u"))));
        mistakes.put("lots that come back in another order", reading(lots(List::reversed)));
        mistakes.put("lots that come back for ever", reading(lots(ReversalMistakes::withoutDates)));
        mistakes.put("intents that forget another amount", reading(in("in", intent -> intent.remove("n"))));
        mistakes.put("intents that forget the extension", reading(in("in", intent -> intent.remove("x"))));
        mistakes.put("intents that forget whom to tell", reading(in("in", intent -> intent.remove("nf"))));
        mistakes.put("reversals that are not for good", reading(item -> item.remove("re")));
        mistakes.put(
                "answers that are not kept",
                Mistakes.in(inner ->
                        new ForgetfulDynamoDb(inner, item -> text(item, "sk").equals("K"))));
        return mistakes;
    }

    /** One that reads no code by its name, and lets a second redemption take it. */
    private static DynamoDbClient thatOverlooksCodes(DynamoDbClient inner) {
        var overlooking = AlteredDynamoDb.reading(inner, item -> {
            if (text(item, "sk").equals("D")) {
                item.put("sk", fromS("D, overlooked"));
            }
        });
        return new UnguardedDynamoDb(overlooking, Set.of("D"));
    }

    private static DynamoDbClient thatLosesUses(DynamoDbClient inner) {
        return new ForgetfulDynamoDb(
                inner,
                item -> text(item, "sk").equals("P")
                        && text(map(item, "rw"), "s").equals("USED"));
    }

    /** One that says yes at once, and does what was asked when it is asked the next thing. */
    private static CodeShop thatActsLater(CodeShop shop) {
        var later = new ArrayDeque<Runnable>();
        return (merchant, reward, action) -> {
            Optional.ofNullable(later.poll()).ifPresent(Runnable::run);
            later.add(() -> {
                var _ = shop.revoke(merchant, reward, action);
            });
            return new Told.Revoked();
        };
    }

    /** One whose word of this kind is taken for success. */
    private static Mistakes counting(Class<? extends Told> kind) {
        return Mistakes.inShop(shop -> (merchant, reward, action) -> {
            var told = shop.revoke(merchant, reward, action);
            return kind.isInstance(told) ? new Told.Revoked() : told;
        });
    }

    private static Function<SQSEvent, SQSBatchResponse> thatTriesOnce(Function<SQSEvent, SQSBatchResponse> consumer) {
        return event -> {
            var answer = consumer.apply(event);
            var events = event.getRecords().stream()
                    .allMatch(message -> message.getBody().contains("\"event\"")
                            || message.getBody().contains("\"torn\""));
            return events ? answer : new SQSBatchResponse(List.of());
        };
    }

    private static Consumer<Map<String, AttributeValue>> reward(String name, String value, String instead) {
        return in("rw", reward -> reward.replace(name, fromS(value), fromS(instead)));
    }

    private static Consumer<Map<String, AttributeValue>> in(String part, Consumer<Map<String, AttributeValue>> change) {
        return item -> item.computeIfPresent(part, (_, value) -> {
            var changed = new TreeMap<>(value.m());
            change.accept(changed);
            return fromM(changed);
        });
    }

    private static Consumer<Map<String, AttributeValue>> lots(UnaryOperator<List<AttributeValue>> change) {
        return item -> item.computeIfPresent("al", (_, lots) -> fromL(change.apply(lots.l())));
    }

    private static List<AttributeValue> withoutDates(List<AttributeValue> lots) {
        return lots.stream()
                .map(lot -> {
                    var less = new TreeMap<>(lot.m());
                    less.remove("x");
                    return fromM(less);
                })
                .toList();
    }

    private static Mistakes writing(Consumer<Map<String, AttributeValue>> change) {
        return Mistakes.in(inner -> AlteredDynamoDb.writing(inner, ofRedemptions(change)));
    }

    private static Mistakes reading(Consumer<Map<String, AttributeValue>> change) {
        return Mistakes.in(inner -> AlteredDynamoDb.reading(inner, ofRedemptions(change)));
    }

    private static Consumer<Map<String, AttributeValue>> ofRedemptions(Consumer<Map<String, AttributeValue>> change) {
        return item -> {
            if (text(item, "sk").equals("P")) {
                change.accept(item);
            }
        };
    }
}
