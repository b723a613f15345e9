package recoup.providers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The one way a body is read, for its signature and for its meaning: were they two, a key that stands twice could be
 * signed with one value and used with the other.
 */
public final class StrictJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private StrictJson() {}

    /** The object in {@code bytes}: UTF-8, no key twice, nothing after it. */
    static Optional<ObjectNode> object(byte[] bytes) {
        return value(bytes).filter(ObjectNode.class::isInstance).map(ObjectNode.class::cast);
    }

    /** Whatever is in {@code bytes}, if it is JSON as strict as that. */
    public static Optional<JsonNode> value(byte[] bytes) {
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return Optional.of(MAPPER.readTree(text.toString())).filter(node -> !node.isMissingNode());
        } catch (CharacterCodingException | JsonProcessingException | NumberFormatException unreadable) {
            return Optional.empty();
        }
    }
}
