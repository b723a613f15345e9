package recoup.handlers;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;

/** An item as the stream hands it to a function, as the item that the store would give. */
final class StreamImage {
    private StreamImage() {}

    static Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue> item(
            Map<String, AttributeValue> image) {
        var item = new HashMap<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue>();
        image.forEach((name, value) -> item.put(name, value(value)));
        return item;
    }

    private static software.amazon.awssdk.services.dynamodb.model.AttributeValue value(AttributeValue value) {
        var same = software.amazon.awssdk.services.dynamodb.model.AttributeValue.builder();
        if (value.getM() != null) {
            return same.m(item(value.getM())).build();
        }
        if (value.getL() != null) {
            return same.l(value.getL().stream().map(StreamImage::value).toList())
                    .build();
        }
        if (value.getB() != null) {
            return same.b(SdkBytes.fromByteBuffer(value.getB())).build();
        }
        return same.s(value.getS()).n(value.getN()).bool(value.getBOOL()).build();
    }
}
