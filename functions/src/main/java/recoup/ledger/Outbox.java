package recoup.ledger;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import recoup.model.CustomerId;
import recoup.model.Entry;
import recoup.model.EntryType;
import recoup.model.Fingerprint;
import recoup.model.Journal;
import recoup.model.JournalKey;
import recoup.model.MerchantId;
import recoup.model.Order;
import recoup.model.Redemption;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Committed operations for whoever publishes them. The journal item is the outgoing event (L-03): it is in the table's stream
 * if and only if the operation was committed.
 */
public final class Outbox {
    private static final int ID_DIGITS = 32;

    /**
     * One committed operation.
     *
     * @param id the same whenever and however often it is read
     */
    public record Committed(String id, MerchantId merchant, CustomerId customer, JournalKey key, Journal journal) {
        /** What the operation itself moved, oldest first: not the expiry that any operation would have written (L-07). */
        public List<Entry> entries() {
            return journal.entries(customer, key.version()).stream()
                    .filter(entry -> entry.movement().type() != EntryType.EXPIRE)
                    .toList();
        }
    }

    private Outbox() {}

    /** The operation in a new item of the table; empty if the item is none. */
    public static Optional<Committed> read(Map<String, AttributeValue> item) {
        var attributes = Attributes.of(item);
        var key = Keys.parsed(attributes.text(Table.PK), attributes.text(Table.SK));
        return key.map(journal -> of(
                journal.merchant(),
                journal.customer().orElseGet(() -> new CustomerId(attributes.text(JournalItem.CUSTOMER))),
                journal.key(),
                journal.partition(),
                JournalItem.read(item)));
    }

    /** An item of {@code customer}'s wallet's journal. */
    public static Committed ofWallet(MerchantId merchant, CustomerId customer, JournalPage.Versioned item) {
        var key = new JournalKey(JournalKey.Ledger.WALLET, item.version());
        return of(merchant, customer, key, Keys.customerPartition(merchant, customer), item.journal());
    }

    /** An item that stands in the partition of {@code order}. */
    public static Committed ofOrder(MerchantId merchant, Order order, JournalKey key, Journal journal) {
        return of(merchant, order.customer(), key, Keys.orderPartition(merchant, order.id()), journal);
    }

    /** An item that stands in the partition of {@code redemption}. */
    public static Committed ofRedemption(MerchantId merchant, Redemption redemption, JournalPage.Versioned item) {
        var key = new JournalKey(JournalKey.Ledger.REDEMPTION, item.version());
        return of(
                merchant,
                redemption.customer(),
                key,
                RedemptionKeys.partition(merchant, redemption.id()),
                item.journal());
    }

    private static Committed of(
            MerchantId merchant, CustomerId customer, JournalKey key, String partition, Journal journal) {
        var id = "evt_" + Fingerprint.of(partition, key.version()).substring(0, ID_DIGITS);
        return new Committed(id, merchant, customer, key, journal);
    }
}
