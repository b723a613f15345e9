package recoup.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import recoup.model.CustomerId;
import recoup.model.Journal;
import recoup.model.JournalKey;
import recoup.model.MerchantId;
import recoup.model.Order;
import recoup.model.OrderId;
import recoup.model.Redemption;
import recoup.model.RedemptionId;
import recoup.model.Settings;
import recoup.model.Wallet;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * The ledger on DynamoDB: one batch of reads, one transaction of writes. It waits for nothing and tries nothing twice;
 * whoever runs an operation does ({@code OneWrite}).
 */
public final class Ledger {
    /** How many partitions the index of wallets has, for each merchant. */
    public static final int WALLET_SHARDS = Keys.WALLET_SHARDS;

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final Batches batches;

    public Ledger(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.batches = new Batches(dynamoDb, table);
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
        var redemptionKey = wanted.redemption().map(id -> RedemptionKeys.redemption(merchant, id));
        var codeKey = wanted.code().map(code -> RedemptionKeys.code(merchant, code.provider(), code.text()));
        var grantKey = wanted.grant().map(grant -> Keys.grant(merchant, grant));
        var reviewKey = wanted.review().map(review -> Keys.review(merchant, review));
        var answerKey = wanted.idempotencyKey().map(key -> Keys.answer(merchant, key));

        var keys = new ArrayList<Map<String, AttributeValue>>(List.of(settingsKey));
        orderKey.ifPresent(keys::add);
        walletKey.ifPresent(keys::add);
        redemptionKey.ifPresent(keys::add);
        codeKey.ifPresent(keys::add);
        grantKey.ifPresent(keys::add);
        reviewKey.ifPresent(keys::add);
        answerKey.ifPresent(keys::add);
        var found = batches.read(keys, consistency);

        var settings = Optional.ofNullable(found.get(settingsKey))
                .map(SettingsItem::read)
                .orElse(Settings.DEFAULTS);
        var order = orderKey.map(found::get).map(OrderItem::read);
        var redemption = redemptionKey.map(found::get).map(RedemptionItem::read);
        var answer = answerKey
                .map(found::get)
                .map(item -> AnswerItem.read(wanted.idempotencyKey().orElseThrow(), item))
                .filter(stored -> stored.forgottenAt().isAfter(realNow));
        if (answer.isPresent()) {
            return Facts.of(answer, settings, order);
        }
        var wallet = wanted.customer()
                .map(customer -> walletKey
                        .map(found::get)
                        .map(item -> WalletItem.read(customer, item))
                        .orElse(Wallet.empty(customer)))
                .or(() -> order.map(Order::customer)
                        .or(() -> redemption.map(Redemption::customer))
                        .map(whose -> wallet(merchant, whose, consistency)));
        var codeOf = codeKey.map(found::get).map(RedemptionItem::pointedAt);
        var grantedTo = grantKey.map(found::get).map(GrantItem::read);
        var review = reviewKey.map(found::get).map(ReviewItem::read);
        return new Facts(answer, settings, order, wallet, redemption, codeOf, grantedTo, review);
    }

    /**
     * One order; empty if this merchant has none of that id.
     *
     * @throws LedgerUnavailable if the store does not answer
     */
    public Optional<Order> order(MerchantId merchant, OrderId order) {
        return get(Keys.order(merchant, order), Consistency.STRONG).map(OrderItem::read);
    }

    /** One redemption, the same way. */
    public Optional<Redemption> redemption(MerchantId merchant, RedemptionId redemption) {
        return get(RedemptionKeys.redemption(merchant, redemption), Consistency.STRONG)
                .map(RedemptionItem::read);
    }

    /**
     * A merchant's settings; the defaults if none are saved.
     *
     * @throws LedgerUnavailable if the store does not answer
     */
    public Settings settings(MerchantId merchant, Consistency consistency) {
        return get(Keys.settings(merchant), consistency).map(SettingsItem::read).orElse(Settings.DEFAULTS);
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
        return new JournalQuery(dynamoDb, table).page(Keys.customerPartition(merchant, customer), before, limit);
    }

    /** The same of what was done to a redemption and moved no value. */
    public JournalPage journal(MerchantId merchant, RedemptionId redemption, Optional<Long> before, int limit) {
        return new JournalQuery(dynamoDb, table).page(RedemptionKeys.partition(merchant, redemption), before, limit);
    }

    /**
     * Some of an order's journal items, in the order of {@code keys}.
     *
     * @param keys at most 100
     * @throws LedgerUnavailable if the store does not answer
     */
    public List<Journal> journal(MerchantId merchant, Order order, List<JournalKey> keys) {
        var wanted =
                keys.stream().map(key -> Keys.journal(merchant, order, key)).toList();
        var found = wanted.isEmpty()
                ? Map.<Map<String, AttributeValue>, Map<String, AttributeValue>>of()
                : batches.read(wanted, Consistency.STRONG);
        return wanted.stream()
                .map(key -> Optional.ofNullable(found.get(key))
                        .map(JournalItem::read)
                        .orElseThrow(() -> new IllegalStateException("L-01: a journal item is gone: " + key)))
                .toList();
    }

    /**
     * A page of a merchant's customers that have a wallet, in the order of the index.
     *
     * @param shard of the index, from 0 to {@link #WALLET_SHARDS}
     * @param after the customer that they come after; empty begins with the first
     */
    public List<CustomerId> wallets(MerchantId merchant, int shard, Optional<CustomerId> after, int limit) {
        var values = new HashMap<String, AttributeValue>(
                Map.of(":partition", AttributeValue.fromS(Keys.walletsPartition(merchant, shard))));
        after.ifPresent(customer -> values.put(":after", AttributeValue.fromS(customer.value())));
        var request = QueryRequest.builder()
                .tableName(table)
                .indexName(Table.WALLETS.name())
                .limit(limit)
                .keyConditionExpression(Table.WALLETS.pk() + " = :partition"
                        + after.map(_ -> " AND " + Table.WALLETS.sk() + " > :after")
                                .orElse(""))
                .expressionAttributeValues(values)
                .build();
        return Failures.translated(() -> dynamoDb.query(request)).items().stream()
                .map(item -> new CustomerId(Attributes.of(item).text(Table.WALLETS.sk())))
                .toList();
    }

    /** One customer's wallet; empty, not absent, for a customer who never had anything. */
    public Wallet wallet(MerchantId merchant, CustomerId customer) {
        return wallet(merchant, customer, Consistency.STRONG);
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
}
