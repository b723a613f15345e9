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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** An OpenAPI 3.1 document. Its schemas are JSON Schema 2020-12, compiled when they are first asked for, and kept. */
public final class Document {
    private static final String ADDRESS = "https://recoup.example/openapi";
    private static final List<String> METHODS = List.of("get", "put", "post", "patch", "delete");

    private final JsonNode root;
    private final SchemaRegistry schemas;
    private final Map<String, Schema> compiled = new ConcurrentHashMap<>();

    /** The document in a file of YAML. */
    static Document read(Path file) {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        try (var text = Files.newBufferedReader(file)) {
            Object loaded = new Yaml(new SafeConstructor(options)).load(text);
            return new Document(JsonMapper.builder().build().valueToTree(loaded));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** The document that {@code root} is. */
    public Document(JsonNode root) {
        this.root = root;
        this.schemas = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                registry -> registry.schemas(address -> address.equals(ADDRESS) ? root.toString() : null));
    }

    public Place root() {
        return new Place("", root);
    }

    /** Every operation, as it stands in the document. */
    public List<Operation> operations() {
        return root().at("paths").children().stream()
                .flatMap(path -> METHODS.stream()
                        .flatMap(method ->
                                path.find(method).stream().map(operation -> new Operation(path, method, operation))))
                .toList();
    }

    /** A place in the document; what is asked of it looks behind a reference. */
    public final class Place {
        private final String pointer;
        private final JsonNode node;

        private Place(String pointer, JsonNode node) {
            this.pointer = pointer;
            this.node = node;
        }

        /** Where it stands, as a JSON pointer. */
        String pointer() {
            return pointer;
        }

        public JsonNode json() {
            return node;
        }

        public String text() {
            return node.asText();
        }

        /** Its own name, the last step of its pointer. */
        public String name() {
            var step = pointer.substring(pointer.lastIndexOf('/') + 1);
            return step.replace("~1", "/").replace("~0", "~");
        }

        public Place at(String name) {
            return find(name).orElseThrow(() -> new AssertionError("the document has no " + pointer + "/" + name));
        }

        /** The child, with a reference resolved. */
        public Optional<Place> find(String name) {
            return Optional.ofNullable(node.get(name))
                    .map(child -> child(name, child))
                    .map(Place::target);
        }

        /** The children of an object or a list, references resolved. */
        public List<Place> children() {
            return steps().map(Place::target).toList();
        }

        /** The children as they stand here. */
        public Stream<Place> steps() {
            if (node.isArray()) {
                var items = new ArrayList<Place>();
                node.forEach(item -> items.add(child(Integer.toString(items.size()), item)));
                return items.stream();
            }
            return node.properties().stream().map(property -> child(property.getKey(), property.getValue()));
        }

        /** What is wrong with {@code value}, if this is a schema; empty if nothing is. */
        public List<Error> faults(JsonNode value) {
            return compiled.computeIfAbsent(pointer, _ -> schemas.getSchema(SchemaLocation.of(ADDRESS + "#" + pointer)))
                    .validate(value);
        }

        @Override
        public String toString() {
            return pointer;
        }

        private Place child(String name, JsonNode child) {
            return new Place(pointer + "/" + name.replace("~", "~0").replace("/", "~1"), child);
        }

        /** What it refers to, or itself. */
        public Place target() {
            var reference = node.path("$ref").asText();
            return reference.isEmpty() ? this : new Place(reference.substring(1), root.at(reference.substring(1)));
        }
    }
}
