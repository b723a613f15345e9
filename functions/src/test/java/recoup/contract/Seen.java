package recoup.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import recoup.contract.Document.Place;

/** Which bodies of the document, and which properties of its schemas, have met a value. */
final class Seen implements BiConsumer<Place, JsonNode> {
    private static final String COMPONENTS = "/components/schemas/";

    private final Set<String> pointers = new TreeSet<>();

    /** Pointers to what must be met: the properties of the document's components. */
    static Set<String> properties(Document document) {
        return document.root()
                .at("components")
                .at("schemas")
                .steps()
                .flatMap(schema -> schema.find("properties").stream())
                .flatMap(Place::steps)
                .map(Seen::shortName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    Set<String> pointers() {
        return pointers;
    }

    @Override
    public void accept(Place content, JsonNode body) {
        pointers.add(content.pointer());
        see(content.at("schema"), body);
    }

    private void see(Place schema, JsonNode value) {
        branches(schema, value).forEach(branch -> see(branch, value));
        schema.find("properties").stream()
                .flatMap(Place::steps)
                .filter(property -> value.has(property.name()))
                .forEach(property -> {
                    pointers.add(shortName(property));
                    see(property.target(), value.get(property.name()));
                });
        schema.find("items").ifPresent(items -> value.forEach(item -> see(items, item)));
    }

    private static Stream<Place> branches(Place schema, JsonNode value) {
        return Stream.of("allOf", "oneOf")
                .flatMap(several -> schema.find(several).stream())
                .flatMap(several -> several.children().stream())
                .filter(branch -> branch.faults(value).isEmpty());
    }

    private static String shortName(Place place) {
        return place.pointer().replace(COMPONENTS, "").replace("/properties/", ".");
    }
}
