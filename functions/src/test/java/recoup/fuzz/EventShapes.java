package recoup.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import recoup.contract.Contract;
import recoup.contract.Document;
import recoup.contract.Document.Place;
import recoup.handlers.SampleEvents;

/** The events of {@code infra/events/in}, to draw from. */
final class EventShapes {
    private static final Path FOLDER = Path.of("..", "infra", "events");
    private static final SortedMap<String, Place> DATA = read();

    private EventShapes() {}

    /** Every type that is taken. */
    static List<String> types() {
        return List.copyOf(DATA.keySet());
    }

    /** What an event of {@code type} says. */
    static Place data(String type) {
        return Optional.ofNullable(DATA.get(type)).orElseThrow();
    }

    /** What is around it. */
    static Place envelope() {
        return Contract.DOCUMENT.root().at("components").at("schemas").at("Event");
    }

    private static SortedMap<String, Place> read() {
        var shared = SampleEvents.json(text("shared.json")).get("$defs");
        var shapes = new TreeMap<String, Place>();
        envelope().at("properties").at("type").at("enum").children().forEach(type -> {
            var file = text("in/" + type.text() + ".json").replace("../shared.json#", "#");
            shapes.put(type.text(), data(SampleEvents.json(file), shared));
        });
        return shapes;
    }

    private static Place data(JsonNode schema, JsonNode shared) {
        var whole = (ObjectNode) schema;
        whole.remove(List.of("$id", "$schema"));
        whole.set("$defs", shared);
        return new Document(whole).root().at("properties").at("data");
    }

    private static String text(String file) {
        try {
            return Files.readString(FOLDER.resolve(file));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
