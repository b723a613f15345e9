package recoup.ledger;

import java.time.Instant;
import java.util.Map;
import recoup.model.MerchantId;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A stored answer as an item, compressed: that of a cancel of three lots stays under 1 KB. */
final class AnswerItem {
    private AnswerItem() {}

    static Map<String, AttributeValue> write(MerchantId merchant, Answer answer) {
        return Attributes.empty()
                .with(Keys.answer(merchant, answer.key()))
                .text("q", answer.request())
                .number("s", answer.code())
                .number(Table.TTL, answer.forgottenAt().getEpochSecond())
                .with(Map.of(
                        "b", AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(Compression.compressed(answer.body())))))
                .values();
    }

    static Answer read(String key, Map<String, AttributeValue> values) {
        var item = Attributes.of(values);
        var body = values.get("b");
        if (body == null) {
            throw new IllegalStateException("a stored answer has no body");
        }
        return new Answer(
                key,
                item.text("q"),
                Math.toIntExact(item.number("s")),
                Compression.expanded(body.b().asByteArrayUnsafe()),
                Instant.ofEpochSecond(item.number(Table.TTL)));
    }
}
