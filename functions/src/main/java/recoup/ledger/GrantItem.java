package recoup.ledger;

import java.util.Map;
import recoup.model.GrantId;
import recoup.model.MerchantId;
import recoup.model.OrderId;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Which order a grant was recorded with: written once, so that one grant is not recorded with two. */
final class GrantItem {
    private GrantItem() {}

    static Map<String, AttributeValue> write(MerchantId merchant, GrantId grant, OrderId order) {
        return Attributes.empty()
                .with(Keys.grant(merchant, grant))
                .text("o", order.value())
                .values();
    }

    static OrderId read(Map<String, AttributeValue> values) {
        return new OrderId(Attributes.of(values).text("o"));
    }
}
