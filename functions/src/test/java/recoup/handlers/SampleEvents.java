package recoup.handlers;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The samples in {@code events/}; there is no second sample of any event. */
public final class SampleEvents {
    private static final Path FOLDER = Path.of("..", "events");
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(
                    MapperFeature
                            .ACCEPT_CASE_INSENSITIVE_PROPERTIES) // Records and eventSourceARN, as Lambda reads them
            .build();

    private static final Map<String, JsonNode> TREES = new ConcurrentHashMap<>();

    private SampleEvents() {}

    /** The sample {@code name}, such as {@code admin-api/cancel-order}, as the type that Lambda hands over. */
    public static <T> T read(String name, Class<T> type) {
        return as(TREES.computeIfAbsent(name, SampleEvents::tree), type);
    }

    /** {@code json} as the type that Lambda hands over. */
    public static <T> T as(JsonNode json, Class<T> type) {
        try {
            return JSON.treeToValue(json, type);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static JsonNode tree(String name) {
        try {
            return JSON.readTree(Files.readString(FOLDER.resolve(name + ".json")));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    public static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException broken) {
            throw new UncheckedIOException(text, broken);
        }
    }
}
