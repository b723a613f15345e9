package recoup.handlers.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import recoup.handlers.http.Problem.FieldError;

/** JSON as the contract takes it: one object, without duplicate keys. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
            .build();

    private static final JsonMapper WRITER = JsonMapper.builder().build();
    private static final JsonMapper ASCII_WRITER =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private Json() {}

    /** The object in {@code bytes}; anything else is a 400 that names the body or the field at fault. */
    public static ObjectNode object(byte[] bytes) {
        var node = parsed(text(bytes));
        if (!(node instanceof ObjectNode object)) {
            throw invalidBody("must be a JSON object, at least {}");
        }
        return object;
    }

    /** Whatever is in {@code bytes}, if it is JSON. */
    public static JsonNode value(byte[] bytes) {
        return parsed(text(bytes));
    }

    public static String text(JsonNode node) {
        try {
            return WRITER.writeValueAsString(node);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a JSON tree can always be written", impossible);
        }
    }

    /** The same in ASCII alone: there are characters that queues and topics do not take. */
    public static String ascii(JsonNode node) {
        try {
            return ASCII_WRITER.writeValueAsString(node);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a JSON tree can always be written", impossible);
        }
    }

    /** The same text for the same content, however it was spaced or its keys ordered. */
    static String canonical(JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a JSON tree can always be written", impossible);
        }
    }

    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException broken) {
            throw invalidBody("must be UTF-8");
        }
    }

    private static JsonNode parsed(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException broken) {
            var at = broken.getLocation();
            var where = at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
            throw invalidBody("must be valid JSON without duplicate keys" + where);
        } catch (NumberFormatException outOfAllRange) {
            throw invalidBody("must be JSON with numbers of a sensible size");
        }
    }

    private static ProblemException invalidBody(String message) {
        return new ProblemException(Problem.invalid(List.of(new FieldError("body", message))));
    }
}
