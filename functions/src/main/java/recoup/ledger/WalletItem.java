package recoup.ledger;

import java.util.Map;
import recoup.model.CustomerId;
import recoup.model.Lot;
import recoup.model.LotId;
import recoup.model.MerchantId;
import recoup.model.OrderId;
import recoup.model.RedemptionId;
import recoup.model.Wallet;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A wallet as one compact item: most stay under 1 KB, one unit of write capacity. */
final class WalletItem {
    static final String VERSION = "v";

    private WalletItem() {}

    static Map<String, AttributeValue> write(MerchantId merchant, Wallet wallet, long version) {
        return Attributes.empty()
                .with(Keys.wallet(merchant, wallet.customer()))
                .with(Keys.indexed(merchant, wallet.customer()))
                .number(VERSION, version)
                .numberUnlessZero("d", wallet.debt())
                .maps("l", wallet.lots(), WalletItem::lot)
                .maps("e", wallet.rests(), WalletItem::rest)
                .values();
    }

    static Wallet read(CustomerId customer, Map<String, AttributeValue> values) {
        var item = Attributes.of(values);
        return new Wallet(
                customer,
                item.number(VERSION),
                item.maps("l", WalletItem::lot),
                item.numberOrZero("d"),
                item.maps("e", WalletItem::rest));
    }

    private static Attributes lot(Lot lot) {
        return Attributes.empty()
                .text("i", lot.id().value())
                .amount("a", "n", lot.amount())
                .number("r", lot.remaining())
                .expiry("x", lot.expiry())
                .numberUnlessZero("z", lot.enteredUnder())
                .text("o", lot.order())
                .text("p", lot.redemption())
                .flag("g", lot.earned());
    }

    private static Lot lot(Attributes item) {
        return new Lot(
                new LotId(item.text("i")),
                item.amount("a", "n"),
                item.number("r"),
                item.expiry("x"),
                Math.toIntExact(item.numberOrZero("z")),
                item.optionalText("o").map(OrderId::new),
                item.optionalText("p").map(RedemptionId::new),
                item.flag("g"));
    }

    private static Attributes rest(Wallet.Rest rest) {
        return Attributes.empty().text("i", rest.lot().value()).number("n", rest.units());
    }

    private static Wallet.Rest rest(Attributes item) {
        return new Wallet.Rest(new LotId(item.text("i")), item.number("n"));
    }
}
