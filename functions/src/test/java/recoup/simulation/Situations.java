package recoup.simulation;

import static recoup.simulation.Raw.list;
import static recoup.simulation.Raw.number;
import static recoup.simulation.Raw.numberIfAny;
import static recoup.simulation.Raw.text;
import static recoup.simulation.Raw.textIfAny;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;
import recoup.handlers.Roads;
import recoup.handlers.SampleEvents;
import recoup.simulation.WatchedDynamoDb.Commit;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Names what happened in a run, as far as it can be told when it is over. */
final class Situations {
    private final ObjLongConsumer<String> seen;

    private Situations(ObjLongConsumer<String> seen) {
        this.seen = seen;
    }

    /** Tells {@code seen} what happened to one merchant and how often; {@code sharp} are deadlines and expiries. */
    static void count(
            List<Commit> commits,
            List<Map<String, AttributeValue>> items,
            List<Instant> sharp,
            ObjLongConsumer<String> seen) {
        var situations = new Situations(seen);
        items.stream()
                .filter(item -> text(item, "sk").startsWith("J#"))
                .flatMap(item -> list(item, "m").stream())
                .forEach(situations::entered);
        commits.stream()
                .flatMap(commit -> commit.journal().stream())
                .forEach(item -> situations.committed(item, sharp));
    }

    /** The same of queues, topic and logs. */
    static void count(Roads roads, ObjLongConsumer<String> seen) {
        var situations = new Situations(seen);
        situations.parked(roads);
        situations.sent(roads);
        situations.logged(roads);
    }

    /** Tells of each dated cancel among {@code messages} that was heard before, and whose order is alive again. */
    static void movedBack(SQSEvent messages, Cast cast, Consumer<String> seen) {
        messages.getRecords().stream()
                .map(SQSMessage::getBody)
                .filter(cast.mail()::isMine)
                .filter(body -> body.contains("\"order.cancelled\"") && body.contains("\"updatedAt\""))
                .map(body -> SampleEvents.json(body).path("event").path("data"))
                .filter(data -> cast.shop().items().stream()
                        .filter(item -> text(item, "sk").equals("O"))
                        .filter(order ->
                                text(order, "o").equals(data.path("orderId").asText()))
                        .filter(order -> !text(order, "st").equals("CANCELLED"))
                        .anyMatch(order -> heard(
                                order, Instant.parse(data.path("updatedAt").asText()))))
                .forEach(_ -> seen.accept("dated cancel told again after the order was moved back"));
    }

    private static boolean heard(Map<String, AttributeValue> order, Instant updatedAt) {
        return list(order, "tv").stream()
                .filter(each -> text(each, "k").equals("STATUS"))
                .anyMatch(each -> numberIfAny(each, "u").orElse(Long.MIN_VALUE) >= updatedAt.toEpochMilli());
    }

    private void committed(Map<String, AttributeValue> journal, List<Instant> sharp) {
        if (text(journal, "w").equals("CANCELLED")) {
            once("cancelled by " + text(journal, "g"));
            if (sharp.contains(Instant.ofEpochMilli(number(journal, "at")))) {
                once("cancelled exactly at a deadline or an expiry");
            }
        }
        if (textIfAny(journal, "rv")
                .filter(review -> review.startsWith("PAID_AFTER_CANCEL"))
                .isPresent()) {
            once("paid after cancel");
        }
        list(journal, "k").forEach(lot -> once("lot " + text(lot, "y")));
    }

    private void entered(Map<String, AttributeValue> line) {
        if (line.containsKey("d")) {
            once("debt settled by " + text(line, "t"));
        }
    }

    private void parked(Roads roads) {
        for (var queue : Consumers.QUEUES) {
            for (var message : roads.sqs().messages(queue + Roads.PARKED)) {
                var poison = message.body().contains("\"torn\"");
                once("parked: " + (poison ? "poison" : message.attribute("reason")));
            }
        }
    }

    private void sent(Roads roads) {
        var published = roads.inbox().published();
        seen.accept("shard handed over", roads.sqs().everSent(Roads.DUE_SHARDS).size());
        seen.accept("published", published.size());
        seen.accept(
                "published again",
                published.size() - published.stream().distinct().count());
    }

    private void logged(Roads roads) {
        for (var line : roads.log()) {
            var outcome = line.path("outcome").asText();
            var reason = line.path("reason").asText();
            if (outcome.equals("later")) {
                once("came back: " + reason);
                if (reason.equals("unknown order")
                        && line.path("orderId").asText().equals(Orders.LATE)) {
                    once("order told late");
                }
            }
            if (outcome.equals("queue not told")) {
                once(outcome);
            }
        }
    }

    private void once(String what) {
        seen.accept(what, 1);
    }
}
