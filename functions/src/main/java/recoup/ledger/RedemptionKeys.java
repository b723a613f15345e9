package recoup.ledger;

import java.util.HashMap;
import java.util.Map;
import recoup.model.CustomerId;
import recoup.model.Fingerprint;
import recoup.model.MerchantId;
import recoup.model.Redemption;
import recoup.model.RedemptionId;
import recoup.model.Reward;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Where redemptions stand in the table whose design {@link Keys} has.
 *
 * <pre>
 * item        pk                  sk    index keys
 * redemption  M#m#P#redemption    P     orders     M#m#P               redeemed # redemption
 *                                       customers  M#m#P#C#customer    redeemed # redemption
 * code        M#m#D#code-hash     D     which redemption a provider's code is
 * </pre>
 */
final class RedemptionKeys {
    private RedemptionKeys() {}

    static Map<String, AttributeValue> redemption(MerchantId merchant, RedemptionId redemption) {
        return Keys.key(partition(merchant, redemption), "P");
    }

    static String partition(MerchantId merchant, RedemptionId redemption) {
        return Keys.merchant(merchant) + "P#" + redemption;
    }

    static Map<String, AttributeValue> code(MerchantId merchant, Reward.Provider provider, String code) {
        var name = Fingerprint.of(provider, provider.distinct(code));
        return Keys.key(Keys.merchant(merchant) + "D#" + name, "D");
    }

    static String ofMerchant(MerchantId merchant) {
        return Keys.merchant(merchant) + "P";
    }

    static String ofCustomer(MerchantId merchant, CustomerId customer) {
        return Keys.merchant(merchant) + "P#C#" + customer;
    }

    /** By the time of the redemption, then by id. */
    static String position(Redemption redemption) {
        return Keys.sortable(redemption.redeemedAt().toEpochMilli()) + "#" + redemption.id();
    }

    /** The redemption whose partition this is. */
    static RedemptionId redemptionOf(String partition) {
        return new RedemptionId(partition.substring(partition.lastIndexOf('#') + 1));
    }

    static Map<String, AttributeValue> indexed(MerchantId merchant, Redemption redemption) {
        var keys = new HashMap<String, AttributeValue>();
        Keys.put(keys, Table.ORDERS, ofMerchant(merchant), position(redemption));
        Keys.put(keys, Table.CUSTOMERS, ofCustomer(merchant, redemption.customer()), position(redemption));
        return keys;
    }
}
