package recoup.simulation;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import recoup.handlers.Roads;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Everything that can be broken on purpose, by what is broken: each must be found out. */
final class PlantedMistakes {
    private PlantedMistakes() {}

    static Map<String, Mistakes> all() {
        var mistakes = new TreeMap<String, Mistakes>();
        mistakes.put("orders that nothing guards", unguarded("O"));
        mistakes.put("wallets and journals that nothing guards", unguarded("W", "J"));
        mistakes.put("guards outside the transaction", Mistakes.in(PrecheckedDynamoDb::new));
        mistakes.put("a queue that drops what should come back", Mistakes.inQueue(PlantedMistakes::thatDrops));
        mistakes.put("a due index that keeps what was due", Mistakes.in(AlteredDynamoDb::thatKeepsWhatWasDue));
        mistakes.put("a due index that forgets what is due", Mistakes.in(AlteredDynamoDb::thatForgetsWhatIsDue));
        mistakes.put(
                "orders that forget the attempts they left", Mistakes.in(AlteredDynamoDb::thatForgetsLeftAttempts));
        mistakes.put("orders that forget how far the shop told", Mistakes.in(AlteredDynamoDb::thatForgetsEditions));
        mistakes.put("an expiry that is not all or nothing", Mistakes.in(AlteredDynamoDb::withoutAllOrNothing));
        mistakes.put("answers without a merchant", withoutMerchant("K"));
        mistakes.put("codes without a merchant", withoutMerchant("D"));
        mistakes.put("grants without a merchant", withoutMerchant("G"));
        mistakes.put("days of another zone", Mistakes.in(PlantedMistakes::inUtc));
        mistakes.putAll(ClawbackMistakes.all());
        mistakes.putAll(ReversalMistakes.all());
        return mistakes;
    }

    private static Mistakes unguarded(String... sortKeys) {
        return Mistakes.in(store -> new UnguardedDynamoDb(store, Set.of(sortKeys)));
    }

    /** Whoever's it is, it is written where the first merchant's stands. */
    private static Mistakes withoutMerchant(String sort) {
        return Mistakes.in(inner -> AlteredDynamoDb.writing(inner, item -> {
            if (Raw.text(item, "sk").equals(sort)) {
                var partition = Raw.text(item, "pk").replaceFirst("^M#[^#]*#", "M#" + Roads.MERCHANT + "#");
                item.put("pk", AttributeValue.fromS(partition));
            }
        }));
    }

    private static DynamoDbClient inUtc(DynamoDbClient inner) {
        return AlteredDynamoDb.reading(
                inner, item -> item.computeIfPresent("zone", (_, _) -> AttributeValue.fromS("UTC")));
    }

    private static Function<SQSEvent, SQSBatchResponse> thatDrops(Function<SQSEvent, SQSBatchResponse> consumer) {
        return event -> {
            var _ = consumer.apply(event);
            return new SQSBatchResponse(List.of());
        };
    }
}
