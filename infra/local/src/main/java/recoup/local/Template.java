package recoup.local;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A part of {@code template.yaml}, from the whole down to one value. It stays on YAML's nodes, so that CloudFormation's
 * tags ({@code !Ref}, {@code !GetAtt}, {@code !Sub} …) can be asked for instead of being resolved.
 */
record Template(Node node) {
    /** Finds the template in the working directory or the nearest one above it. */
    static Path find() {
        var start = Path.of("").toAbsolutePath();
        for (var folder = start; folder != null; folder = folder.getParent()) {
            var candidate = folder.resolve("template.yaml");
            if (Files.isRegularFile(candidate)) {
                return candidate;
            }
        }
        throw new StartRefused("There is no template.yaml in " + start + " or above it.");
    }

    static Template read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (IOException e) {
            throw new StartRefused(file + " cannot be read: " + e.getMessage());
        }
    }

    static Template parse(String yaml) {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        return new Template(new Yaml(options).compose(new StringReader(yaml)));
    }

    /** The value under these keys, one below the other; it must be there. */
    Template at(String... keys) {
        var part = this;
        for (var key : keys) {
            var above = part;
            part = part.find(key)
                    .orElseThrow(() ->
                            new IllegalStateException("template.yaml: no " + key + " at " + above.node.getStartMark()));
        }
        return part;
    }

    Optional<Template> find(String key) {
        return Optional.ofNullable(fields().get(key));
    }

    /** A mapping's fields in their order; none, if it is no mapping. */
    Map<String, Template> fields() {
        var fields = new LinkedHashMap<String, Template>();
        if (node instanceof MappingNode mapping) {
            for (var field : mapping.getValue()) {
                fields.put(new Template(field.getKeyNode()).text(), new Template(field.getValueNode()));
            }
        }
        return fields;
    }

    /** A sequence's items; none, if it is no sequence. */
    List<Template> items() {
        return node instanceof SequenceNode sequence
                ? sequence.getValue().stream().map(Template::new).toList()
                : List.of();
    }

    /** The properties of every resource of {@code type}, by name. */
    Map<String, Template> resources(String type) {
        var resources = new LinkedHashMap<String, Template>();
        at("Resources").fields().forEach((name, resource) -> {
            if (resource.at("Type").text().equals(type)) {
                resources.put(name, resource.find("Properties").orElse(resource));
            }
        });
        return resources;
    }

    /** The resource that a {@code !Ref} or {@code !GetAtt} names. */
    String resource() {
        var name = isText() ? text() : items().getFirst().text();
        var dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    /** {@code part} of this template as a text; a parameter in its place has its default. */
    String value(Template part) {
        return part.tag().filter("Ref"::equals).isPresent()
                ? at("Parameters", part.text(), "Default").text()
                : part.text();
    }

    List<String> texts() {
        return items().stream().map(Template::text).toList();
    }

    boolean isText() {
        return node instanceof ScalarNode;
    }

    String text() {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw new IllegalStateException("template.yaml: a text is wanted at " + node.getStartMark());
    }

    /** The short form's name, such as {@code Ref} for {@code !Ref}; empty, if the value is plain. */
    Optional<String> tag() {
        var tag = node.getTag().getValue();
        return tag.startsWith("!") ? Optional.of(tag.substring(1)) : Optional.empty();
    }
}
