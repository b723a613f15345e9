package recoup.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import recoup.model.Order;
import recoup.model.Settings;
import recoup.model.Wallet;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The facts about a page of due orders in a few round trips, instead of two for each order. They are a first look: a commit
 * made of them is guarded by the versions they carry, and whoever loses reads again.
 */
public final class DueFacts {
    /** DynamoDB takes no more keys in one batch. */
    private static final int KEYS_A_BATCH = 100;

    private final Batches batches;

    public DueFacts(DynamoDbClient dynamoDb, String table) {
        this.batches = new Batches(dynamoDb, table);
    }

    /**
     * What is known of each; one that is not there, or cannot be read, is left out.
     *
     * @throws LedgerUnavailable if the store does not answer
     */
    public Map<DuePosition, Facts> read(List<DuePosition> positions) {
        var orders = new HashMap<DuePosition, Order>();
        var orderItems = items(positions.stream().map(DueFacts::orderKey));
        for (var position : positions) {
            Optional.ofNullable(orderItems.get(orderKey(position)))
                    .flatMap(item -> readable(() -> OrderItem.read(item)))
                    .ifPresent(order -> orders.put(position, order));
        }
        var more = items(orders.entrySet().stream()
                .flatMap(known -> Stream.of(settingsKey(known.getKey()), walletKey(known.getKey(), known.getValue()))));
        var facts = new HashMap<DuePosition, Facts>();
        orders.forEach((position, order) ->
                readable(() -> facts(position, order, more)).ifPresent(known -> facts.put(position, known)));
        return facts;
    }

    private static Facts facts(
            DuePosition position, Order order, Map<Map<String, AttributeValue>, Map<String, AttributeValue>> items) {
        var settings = Optional.ofNullable(items.get(settingsKey(position)))
                .map(SettingsItem::read)
                .orElse(Settings.DEFAULTS);
        var wallet = Optional.ofNullable(items.get(walletKey(position, order)))
                .map(item -> WalletItem.read(order.customer(), item))
                .orElse(Wallet.empty(order.customer()));
        return Facts.of(settings, order, wallet);
    }

    private Map<Map<String, AttributeValue>, Map<String, AttributeValue>> items(
            Stream<Map<String, AttributeValue>> wanted) {
        var keys = new ArrayList<>(wanted.distinct().toList());
        var found = new HashMap<Map<String, AttributeValue>, Map<String, AttributeValue>>();
        for (var start = 0; start < keys.size(); start += KEYS_A_BATCH) {
            var some = keys.subList(start, Math.min(keys.size(), start + KEYS_A_BATCH));
            found.putAll(batches.read(some, Consistency.STRONG));
        }
        return found;
    }

    /** One item that is none of ours must not hide the page: whoever reads it alone will say what is wrong. */
    private static <T> Optional<T> readable(Supplier<T> read) {
        try {
            return Optional.of(read.get());
        } catch (RuntimeException unreadable) {
            return Optional.empty();
        }
    }

    private static Map<String, AttributeValue> orderKey(DuePosition position) {
        return Keys.order(position.merchant(), position.order());
    }

    private static Map<String, AttributeValue> settingsKey(DuePosition position) {
        return Keys.settings(position.merchant());
    }

    private static Map<String, AttributeValue> walletKey(DuePosition position, Order order) {
        return Keys.wallet(position.merchant(), order.customer());
    }
}
