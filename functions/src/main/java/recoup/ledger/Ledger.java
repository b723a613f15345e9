package recoup.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import recoup.model.CustomerId;
import recoup.model.MerchantId;
import recoup.model.Order;
import recoup.model.OrderId;
import recoup.model.Settings;
import recoup.model.Wallet;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * The ledger on DynamoDB: one batch of reads, one transaction of writes. It waits for nothing and tries nothing twice;
 * whoever runs an operation does ({@code OneWrite}).
 */
public final class Ledger {
    /** DynamoDB gives back keys of a batch when it is busy; a batch of ours is 4 small items, so two more rounds do. */
    private static final int BATCH_ROUNDS = 3;

    private final DynamoDbClient dynamoDb;
    private final String table;

    public Ledger(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
    }

    /**
     * Reads what is wanted: one round trip, and a second one for the wallet when the order must say whose it is.
     *
     * @param realNow real time, by which a stored answer is forgotten
     * @throws LedgerUnavailable if the store does not answer
     */
    public Facts read(MerchantId merchant, Wanted wanted, Consistency consistency, Instant realNow) {
        var settingsKey = Keys.settings(merchant);
        var orderKey = wanted.order().map(order -> Keys.order(merchant, order));
        var walletKey = wanted.customer().map(customer -> Keys.wallet(merchant, customer));
        var answerKey = wanted.idempotencyKey().map(key -> Keys.answer(merchant, key));

        var keys = new ArrayList<Map<String, AttributeValue>>(List.of(settingsKey));
        orderKey.ifPresent(keys::add);
        walletKey.ifPresent(keys::add);
        answerKey.ifPresent(keys::add);
        var found = batch(keys, consistency);

        var settings = Optional.ofNullable(found.get(settingsKey))
                .map(SettingsItem::read)
                .orElse(Settings.DEFAULTS);
        var order = orderKey.map(found::get).map(OrderItem::read);
        var answer = answerKey
                .map(found::get)
                .map(item -> AnswerItem.read(wanted.idempotencyKey().orElseThrow(), item))
                .filter(stored -> stored.forgottenAt().isAfter(realNow));
        if (answer.isPresent()) {
            return new Facts(answer, settings, order, Optional.empty());
        }
        var wallet = wanted.customer()
                .map(customer -> walletKey
                        .map(found::get)
                        .map(item -> WalletItem.read(customer, item))
                        .orElse(Wallet.empty(customer)))
                .or(() -> order.map(known -> wallet(merchant, known.customer(), consistency)));
        return new Facts(answer, settings, order, wallet);
    }

    /**
     * One order; empty if this merchant has none of that id.
     *
     * @throws LedgerUnavailable if the store does not answer
     */
    public Optional<Order> order(MerchantId merchant, OrderId order) {
        return get(Keys.order(merchant, order), Consistency.STRONG).map(OrderItem::read);
    }

    /**
     * A merchant's settings; the defaults if none are saved.
     *
     * @throws LedgerUnavailable if the store does not answer
     */
    public Settings settings(MerchantId merchant) {
        return get(Keys.settings(merchant), Consistency.STRONG)
                .map(SettingsItem::read)
                .orElse(Settings.DEFAULTS);
    }

    /**
     * Saves settings in place of those whose version they carry.
     *
     * @return false, and nothing saved, if they are no longer the newest
     * @throws LedgerUnavailable if it is unknown whether they were saved
     */
    public boolean save(MerchantId merchant, Settings settings) {
        var put = PutItemRequest.builder()
                .tableName(table)
                .item(SettingsItem.write(merchant, settings, settings.version() + 1));
        var guarded = settings.version() == 0
                ? put.conditionExpression(Guards.ABSENT)
                : put.conditionExpression(Guards.UNCHANGED)
                        .expressionAttributeValues(Guards.version(settings.version()));
        return Failures.translated(() -> {
            try {
                dynamoDb.putItem(guarded.build());
                return true;
            } catch (ConditionalCheckFailedException moved) {
                return false;
            }
        });
    }

    /**
     * A page of a wallet's journal, newest first.
     *
     * @param before the version that it stops short of, at least 1; empty begins with the newest
     * @throws LedgerUnavailable if the store does not answer
     */
    public JournalPage journal(MerchantId merchant, CustomerId customer, Optional<Long> before, int limit) {
        var newest = Keys.journalSort(before.map(version -> version - 1).orElse(Keys.NEWEST_VERSION));
        var answer = Failures.translated(() -> dynamoDb.query(QueryRequest.builder()
                .tableName(table)
                .consistentRead(true)
                .scanIndexForward(false)
                .limit(limit)
                .keyConditionExpression("pk = :partition AND sk BETWEEN :oldest AND :newest")
                .expressionAttributeValues(Map.of(
                        ":partition", AttributeValue.fromS(Keys.customerPartition(merchant, customer)),
                        ":oldest", AttributeValue.fromS(Keys.journalSort(0)),
                        ":newest", AttributeValue.fromS(newest)))
                .build()));
        var items = answer.items().stream()
                .map(item -> new JournalPage.Versioned(version(item), JournalItem.read(item)))
                .toList();
        var next = answer.hasLastEvaluatedKey() && !items.isEmpty()
                ? Optional.of(items.getLast().version())
                : Optional.<Long>empty();
        return new JournalPage(items, next);
    }

    /**
     * Writes all of {@code commit} or nothing.
     *
     * @param realNow real time, by which a stored answer is forgotten
     * @throws LedgerUnavailable if it is unknown whether it was written
     */
    public Applied apply(Commit commit, Instant realNow) {
        return new CommitWriter(dynamoDb, table).apply(commit, realNow);
    }

    private Wallet wallet(MerchantId merchant, CustomerId customer, Consistency consistency) {
        return get(Keys.wallet(merchant, customer), consistency)
                .map(item -> WalletItem.read(customer, item))
                .orElse(Wallet.empty(customer));
    }

    private Optional<Map<String, AttributeValue>> get(Map<String, AttributeValue> key, Consistency consistency) {
        var request = GetItemRequest.builder()
                .tableName(table)
                .key(key)
                .consistentRead(consistency == Consistency.STRONG)
                .build();
        return Failures.translated(() -> Optional.of(dynamoDb.getItem(request))
                .filter(answer -> answer.hasItem())
                .map(answer -> answer.item()));
    }

    /** The items that exist, by their keys. */
    private Map<Map<String, AttributeValue>, Map<String, AttributeValue>> batch(
            List<Map<String, AttributeValue>> keys, Consistency consistency) {
        var found = new HashMap<Map<String, AttributeValue>, Map<String, AttributeValue>>();
        var missing = keys;
        for (var round = 0; round < BATCH_ROUNDS && !missing.isEmpty(); round++) {
            var wanted = KeysAndAttributes.builder()
                    .keys(missing)
                    .consistentRead(consistency == Consistency.STRONG)
                    .build();
            var request = BatchGetItemRequest.builder()
                    .requestItems(Map.of(table, wanted))
                    .build();
            var answer = Failures.translated(() -> dynamoDb.batchGetItem(request));
            for (var item : answer.responses().getOrDefault(table, List.of())) {
                found.put(keyOf(item), item);
            }
            var unprocessed = answer.unprocessedKeys().get(table);
            missing = unprocessed == null ? List.of() : unprocessed.keys();
        }
        if (!missing.isEmpty()) {
            throw new LedgerUnavailable(missing.size() + " keys of a batch were not read");
        }
        return found;
    }

    private static Map<String, AttributeValue> keyOf(Map<String, AttributeValue> item) {
        return Map.of(Table.PK, required(item, Table.PK), Table.SK, required(item, Table.SK));
    }

    private static long version(Map<String, AttributeValue> journal) {
        return Keys.journalVersion(required(journal, Table.SK).s());
    }

    private static AttributeValue required(Map<String, AttributeValue> item, String name) {
        return Optional.ofNullable(item.get(name)).orElseThrow(missing(name));
    }

    private static Supplier<IllegalStateException> missing(String name) {
        return () -> new IllegalStateException("an item has no " + name);
    }
}
