package recoup.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The JSON Schemas of {@code infra/events}: what an event of each type must look like, on its way in or out. */
public final class EventSchemas {
    private static final Path FOLDER = Path.of("..", "infra", "events");
    private static final String ADDRESS = "https://recoup.example/events/";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** An address is a file: {@code …/events/in/order.paid.json} is {@code infra/events/in/order.paid.json}. */
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            registry -> registry.schemas(
                    address -> address.startsWith(ADDRESS) ? text(address.substring(ADDRESS.length())) : null));

    private static final Map<String, EventSchemas> KNOWN = new ConcurrentHashMap<>();

    private final JsonNode document;
    private final Schema schema;

    private EventSchemas(String file) {
        this.document = tree(file);
        this.schema = REGISTRY.getSchema(SchemaLocation.of(ADDRESS + file));
    }

    /**
     * What is wrong with an event that the shop or a provider tells; empty if nothing is.
     *
     * @param type such as {@code order.paid}
     */
    public static List<String> in(String type, JsonNode event) {
        return of("in", type).violations(event);
    }

    /**
     * The same of what is published.
     *
     * @param type such as {@code order.cancelled}
     */
    public static List<String> out(String type, JsonNode event) {
        return of("out", type).violations(event);
    }

    /** Every type of {@code direction}, {@code in} or {@code out}. */
    static List<String> types(String direction) {
        try (var files = Files.list(FOLDER.resolve(direction))) {
            return files.map(file -> file.getFileName().toString())
                    .map(name -> name.substring(0, name.length() - ".json".length()))
                    .sorted()
                    .toList();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    static EventSchemas of(String direction, String type) {
        return KNOWN.computeIfAbsent(direction + "/" + type + ".json", EventSchemas::new);
    }

    List<String> violations(JsonNode event) {
        return schema.validate(event).stream().map(Error::toString).toList();
    }

    JsonNode document() {
        return document;
    }

    private static JsonNode tree(String file) {
        try {
            return JSON.readTree(text(file));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String text(String file) {
        try {
            return Files.readString(FOLDER.resolve(file));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
