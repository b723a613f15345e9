package recoup.contract;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import recoup.handlers.SampleEvents;

/** Where else routes are named, each as {@code METHOD /path}. */
final class Routes {
    private static final Path TEMPLATE = Path.of("..", "template.yaml");
    private static final Path SAMPLES = Path.of("..", "events");

    /** The functions that API Gateway calls, as their samples' folders are named. */
    private static final List<String> FUNCTIONS = List.of("admin-api", "intake");

    private Routes() {}

    /** What {@code template.yaml} sends to a function. */
    static Set<String> ofTemplate() throws IOException {
        var routes = new TreeSet<String>();
        try (var text = Files.newBufferedReader(TEMPLATE)) {
            for (var resource : children(new Yaml().compose(text), "Resources")) {
                for (var event : children(resource, "Properties", "Events")) {
                    if (text(event, "Type").equals(Optional.of("HttpApi"))) {
                        routes.add(text(event, "Properties", "Method").orElseThrow() + " "
                                + text(event, "Properties", "Path").orElseThrow());
                    }
                }
            }
        }
        return routes;
    }

    /** The samples of the HTTP functions by route, each as {@code admin-api/cancel-order}. */
    static SortedMap<String, String> ofSamples() throws IOException {
        var samples = new TreeMap<String, String>();
        for (var function : FUNCTIONS) {
            try (var files = Files.list(SAMPLES.resolve(function))) {
                for (var file : files.toList()) {
                    var name = function + "/" + file.getFileName().toString().replace(".json", "");
                    var route =
                            SampleEvents.read(name, APIGatewayV2HTTPEvent.class).getRouteKey();
                    var other = samples.put(route, name);
                    if (other != null) {
                        throw new AssertionError(route + " has two samples: " + name + " and " + other);
                    }
                }
            }
        }
        return samples;
    }

    private static Optional<String> text(Node node, String... path) {
        return at(node, path).filter(ScalarNode.class::isInstance).map(scalar -> ((ScalarNode) scalar).getValue());
    }

    private static List<Node> children(Node node, String... path) {
        return at(node, path).stream()
                .flatMap(Routes::fields)
                .map(NodeTuple::getValueNode)
                .toList();
    }

    private static Optional<Node> at(Node node, String... path) {
        var here = Optional.of(node);
        for (var name : path) {
            here = here.stream()
                    .flatMap(Routes::fields)
                    .filter(field -> field.getKeyNode() instanceof ScalarNode key
                            && key.getValue().equals(name))
                    .map(NodeTuple::getValueNode)
                    .findFirst();
        }
        return here;
    }

    private static Stream<NodeTuple> fields(Node node) {
        return node instanceof MappingNode mapping ? mapping.getValue().stream() : Stream.of();
    }
}
