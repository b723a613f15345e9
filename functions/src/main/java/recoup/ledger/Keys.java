package recoup.ledger;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import recoup.model.Cancellation;
import recoup.model.CustomerId;
import recoup.model.Fingerprint;
import recoup.model.JournalKey;
import recoup.model.MerchantId;
import recoup.model.Order;
import recoup.model.OrderId;
import recoup.model.OrderStatus;
import recoup.model.PaymentStatus;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The table's whole design. Every partition of items begins with its merchant (L-05); ids have no {@code #}, so none can
 * forge a key. Only the due index lies across merchants, and only the sweep reads it.
 *
 * <pre>
 * item      pk                  sk               index keys
 * order     M#m#O#order         O                orders     M#m#O#life#credit#points     cancelled, else placed # order
 *                                                customers  M#m#C#customer               placed # O # order
 *                                                due        D#shard                      due # merchant # order
 * wallet    M#m#C#customer      W                wallets    M#m#W#shard                  customer
 * journal   M#m#C#customer      J#version        the wallet's ledger
 *           M#m#O#order         J#version        an operation that moved no value
 * answer    M#m#K#key           K                ttl
 * settings  M#m#S               S
 * </pre>
 */
final class Keys {
    /** Enough that no shard of the due index sees 1,000 writes a second before the table is a large one. */
    private static final int DUE_SHARDS = 16;

    static final int WALLET_SHARDS = 16;

    /** Greater than any version: as many as the sort key has digits for. */
    static final long NEWEST_VERSION = 999_999_999_999L;

    private Keys() {}

    static Map<String, AttributeValue> order(MerchantId merchant, OrderId order) {
        return key(orderPartition(merchant, order), "O");
    }

    static Map<String, AttributeValue> wallet(MerchantId merchant, CustomerId customer) {
        return key(customerPartition(merchant, customer), "W");
    }

    static Map<String, AttributeValue> answer(MerchantId merchant, String idempotencyKey) {
        return key(merchant(merchant) + "K#" + Fingerprint.of(idempotencyKey), "K");
    }

    static Map<String, AttributeValue> settings(MerchantId merchant) {
        return key(merchant(merchant) + "S", "S");
    }

    static Map<String, AttributeValue> journal(Commit commit) {
        var version = commit.journalKey().version();
        return switch (commit.journalKey().ledger()) {
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
        };
    }

    static String customerPartition(MerchantId merchant, CustomerId customer) {
        return merchant(merchant) + "C#" + customer;
    }

    static String journalSort(long version) {
        return String.format(Locale.ROOT, "J#%012d", version);
    }

    static long journalVersion(String sort) {
        return Long.parseLong(sort.substring("J#".length()));
    }

    static Map<String, AttributeValue> journal(MerchantId merchant, Order order, JournalKey key) {
        var sort = journalSort(key.version());
        return switch (key.ledger()) {
            case WALLET -> key(customerPartition(merchant, order.customer()), sort);
            case ORDER -> key(orderPartition(merchant, order.id()), sort);
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
        var waits = order.status() != OrderStatus.CANCELLED && order.payment().status() == PaymentStatus.PENDING;
        order.payment()
                .dueAt()
                .filter(due -> waits)
                .ifPresent(due -> put(
                        keys,
                        Table.DUE,
                        "D#" + shard(merchant + "#" + order.id(), DUE_SHARDS),
                        sortable(due.toEpochMilli()) + "#" + merchant + "#" + order.id()));
        return keys;
    }

    static Map<String, AttributeValue> indexed(MerchantId merchant, CustomerId customer) {
        var keys = new HashMap<String, AttributeValue>();
        put(keys, Table.WALLETS, merchant(merchant) + "W#" + shard(customer.value(), WALLET_SHARDS), customer.value());
        return keys;
    }

    private static void put(Map<String, AttributeValue> keys, Table.Index index, String pk, String sk) {
        keys.put(index.pk(), fromS(pk));
        keys.put(index.sk(), fromS(sk));
    }

    private static String merchant(MerchantId merchant) {
        return "M#" + merchant + "#";
    }

    private static String orderPartition(MerchantId merchant, OrderId order) {
        return merchant(merchant) + "O#" + order;
    }

    private static Map<String, AttributeValue> key(String pk, String sk) {
        return Map.of(Table.PK, fromS(pk), Table.SK, fromS(sk));
    }

    /** Sorts as text as it sorts as a number, before 1970 too. */
    private static String sortable(long millis) {
        return String.format(Locale.ROOT, "%016x", millis ^ Long.MIN_VALUE);
    }

    private static int shard(String text, int shards) {
        return Math.floorMod(text.hashCode(), shards); // String.hashCode is specified, the same on every JVM
    }
}
