package recoup.ledger;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import recoup.model.MerchantId;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A stored answer as an item, compressed. */
final class AnswerItem {
    private AnswerItem() {}

    static Map<String, AttributeValue> write(MerchantId merchant, Answer answer) {
        return Attributes.empty()
                .with(Keys.answer(merchant, answer.key()))
                .text("q", answer.request())
                .number("s", answer.code())
                .number(Table.TTL, answer.forgottenAt().getEpochSecond())
                .with(Map.of("b", AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(compressed(answer.body())))))
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
                expanded(body.b().asByteArrayUnsafe()),
                Instant.ofEpochSecond(item.number(Table.TTL)));
    }

    private static byte[] compressed(String body) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(body.getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory does not fail", impossible);
        }
        return bytes.toByteArray();
    }

    private static String expanded(byte[] compressed) {
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            return new String(gzip.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException("a stored answer cannot be read", broken);
        }
    }
}
