package recoup.ledger;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import recoup.model.Cancellation;
import recoup.model.CustomerId;
import recoup.model.Fingerprint;
import recoup.model.GrantId;
import recoup.model.JournalKey;
import recoup.model.MerchantId;
import recoup.model.Order;
import recoup.model.OrderId;
import recoup.model.Review;
import recoup.model.ReviewId;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The table's whole design; {@link RedemptionKeys} has the redemptions' part. Every partition of items begins with its merchant (L-05); ids have no {@code #}, so none can
 * forge a key. Only the due index lies across merchants, and only the sweep reads it.
 *
 * <pre>
 * item      pk                  sk               index keys
 * order     M#m#O#order         O                orders     M#m#O#life#credit#points     cancelled, else placed # order
 *                                                customers  M#m#C#customer               placed # O # order
 *                                                due        D#shard                      due # merchant # order # failures
 * wallet    M#m#C#customer      W                wallets    M#m#W#shard                  customer
 * journal   M#m#C#customer      J#version        the wallet's ledger
 *           M#m#O#order         J#version        an operation that moved no value
 *           M#m#P#redemption
 * grant     M#m#G#grant         G
 * answer    M#m#K#key           K                ttl
 * review    M#m#R               R#review         customers  M#m#R                        opened # R # review
 * settings  M#m#S               S
 * </pre>
 */
final class Keys {
    /** Enough that no shard of the due index sees 1,000 writes a second before the table is a large one. */
    static final int DUE_SHARDS = 16;

    static final int WALLET_SHARDS = 16;

    /** Greater than any version: as many as the sort key has digits for. */
    static final long NEWEST_VERSION = 999_999_999_999L;

    private static final String JOURNAL = "J#";
    private static final String REVIEW = "R#";

    private Keys() {}

    static Map<String, AttributeValue> order(MerchantId merchant, OrderId order) {
        return key(orderPartition(merchant, order), "O");
    }

    static Map<String, AttributeValue> wallet(MerchantId merchant, CustomerId customer) {
        return key(customerPartition(merchant, customer), "W");
    }

    static Map<String, AttributeValue> grant(MerchantId merchant, GrantId grant) {
        return key(merchant(merchant) + "G#" + grant, "G");
    }

    static Map<String, AttributeValue> answer(MerchantId merchant, String idempotencyKey) {
        return key(merchant(merchant) + "K#" + Fingerprint.of(idempotencyKey), "K");
    }

    static Map<String, AttributeValue> review(MerchantId merchant, ReviewId review) {
        return key(reviewsPartition(merchant), REVIEW + review);
    }

    static String reviewsPartition(MerchantId merchant) {
        return merchant(merchant) + "R";
    }

    /** The review whose sort key this is. */
    static ReviewId reviewOf(String sort) {
        return new ReviewId(sort.substring(REVIEW.length()));
    }

    static Map<String, AttributeValue> settings(MerchantId merchant) {
        return key(merchant(merchant) + "S", "S");
    }

    static Map<String, AttributeValue> journal(Commit commit, JournalKey journal) {
        var version = journal.version();
        return switch (journal.ledger()) {
            case WALLET ->
                key(
                        customerPartition(
                                commit.merchant(), commit.wallet().orElseThrow().customer()),
                        journalSort(version));
            case ORDER ->
                key(
                        orderPartition(
                                commit.merchant(), commit.order().orElseThrow().id()),
                        journalSort(version));
            case REDEMPTION ->
                key(
                        RedemptionKeys.partition(
                                commit.merchant(),
                                commit.redemption().orElseThrow().id()),
                        journalSort(version));
        };
    }

    /** Where a journal item stands. */
    record JournalPlace(MerchantId merchant, Optional<CustomerId> customer, JournalKey key, String partition) {}

    /** Whose journal item an item with these keys is; empty if it is none. */
    static Optional<JournalPlace> parsed(String partition, String sort) {
        var parts = partition.split("#", -1);
        if (!sort.startsWith(JOURNAL) || parts.length != 4) {
            return Optional.empty();
        }
        var merchant = new MerchantId(parts[1]);
        var version = journalVersion(sort);
        var ledger = switch (parts[2]) {
            case "C" -> JournalKey.Ledger.WALLET;
            case "P" -> JournalKey.Ledger.REDEMPTION;
            default -> JournalKey.Ledger.ORDER;
        };
        var customer = Optional.of(parts[3]).filter(_ -> ledger == JournalKey.Ledger.WALLET);
        return Optional.of(
                new JournalPlace(merchant, customer.map(CustomerId::new), new JournalKey(ledger, version), partition));
    }

    static String customerPartition(MerchantId merchant, CustomerId customer) {
        return merchant(merchant) + "C#" + customer;
    }

    static String journalSort(long version) {
        return JOURNAL + String.format(Locale.ROOT, "%012d", version);
    }

    static long journalVersion(String sort) {
        return Long.parseLong(sort.substring(JOURNAL.length()));
    }

    static Map<String, AttributeValue> journal(MerchantId merchant, Order order, JournalKey key) {
        var sort = journalSort(key.version());
        return switch (key.ledger()) {
            case WALLET -> key(customerPartition(merchant, order.customer()), sort);
            case ORDER -> key(orderPartition(merchant, order.id()), sort);
            case REDEMPTION -> throw new IllegalStateException("an order has no item of a redemption: " + key);
        };
    }

    static String ordersPartition(MerchantId merchant, Standing standing) {
        return merchant(merchant) + "O#" + (standing.cancelled() ? "CANCELLED" : "LIVE") + "#" + standing.credit() + "#"
                + standing.points();
    }

    static String walletsPartition(MerchantId merchant, int shard) {
        return merchant(merchant) + "W#" + shard;
    }

    /** By cancellation, else by placement, then by id. */
    static String orderPosition(Order order) {
        var at = order.cancellation()
                .map(Cancellation::at)
                .orElse(order.placement().placedAt());
        return sortable(at.toEpochMilli()) + "#" + order.id();
    }

    /** The order whose partition this is. */
    static OrderId orderOf(String partition) {
        return new OrderId(partition.substring(partition.lastIndexOf('#') + 1));
    }

    /** The keys under which {@code order} stands in the indexes; without a deadline that counts it is not due. */
    static Map<String, AttributeValue> indexed(MerchantId merchant, Order order) {
        var keys = new HashMap<String, AttributeValue>();
        var placed = order.placement().placedAt().toEpochMilli();
        put(keys, Table.ORDERS, ordersPartition(merchant, Standing.of(order)), orderPosition(order));
        put(
                keys,
                Table.CUSTOMERS,
                customerPartition(merchant, order.customer()),
                sortable(placed) + "#O#" + order.id());
        order.payment()
                .deadline()
                .filter(_ -> !order.cancelled())
                .ifPresent(due -> put(
                        keys,
                        Table.DUE,
                        duePartition(shard(merchant + "#" + order.id(), DUE_SHARDS)),
                        new DuePosition(due, merchant, order.id(), 0).text()));
        return keys;
    }

    static Map<String, AttributeValue> indexed(MerchantId merchant, CustomerId customer) {
        var keys = new HashMap<String, AttributeValue>();
        put(keys, Table.WALLETS, merchant(merchant) + "W#" + shard(customer.value(), WALLET_SHARDS), customer.value());
        return keys;
    }

    static Map<String, AttributeValue> indexed(MerchantId merchant, Review review) {
        var keys = new HashMap<String, AttributeValue>();
        put(keys, Table.CUSTOMERS, reviewsPartition(merchant), reviewPosition(review));
        return keys;
    }

    /** By opening, then by id. */
    static String reviewPosition(Review review) {
        return sortable(review.openedAt().toEpochMilli()) + "#R#" + review.id();
    }

    static String duePartition(int shard) {
        return "D#" + shard;
    }

    static void put(Map<String, AttributeValue> keys, Table.Index index, String pk, String sk) {
        keys.put(index.pk(), fromS(pk));
        keys.put(index.sk(), fromS(sk));
    }

    static String merchant(MerchantId merchant) {
        return "M#" + merchant + "#";
    }

    static String orderPartition(MerchantId merchant, OrderId order) {
        return merchant(merchant) + "O#" + order;
    }

    static Map<String, AttributeValue> key(String pk, String sk) {
        return Map.of(Table.PK, fromS(pk), Table.SK, fromS(sk));
    }

    /** Sorts as text as it sorts as a number, before 1970 too. */
    static String sortable(long millis) {
        return String.format(Locale.ROOT, "%016x", millis ^ Long.MIN_VALUE);
    }

    private static int shard(String text, int shards) {
        var hash =
                text.hashCode(); // specified, the same on every JVM, and mixed because ids that count up would gather
        hash = (hash ^ (hash >>> 16)) * 0x45d9f3b;
        return Math.floorMod(hash ^ (hash >>> 16), shards);
    }
}
