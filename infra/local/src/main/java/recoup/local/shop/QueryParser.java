package recoup.local.shop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import recoup.local.shop.Query.Declared;
import recoup.local.shop.Query.Fragment;
import recoup.local.shop.Query.Operation;

/** Reads GraphQL: operations, variables, arguments, aliases and fragments; no directives and no objects as arguments. */
final class QueryParser {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int DEEPEST = 50;

    private final QueryTokens tokens;
    private int depth;

    private QueryParser(QueryTokens tokens) {
        this.tokens = tokens;
    }

    static Query parse(String text) {
        return new QueryParser(QueryTokens.of(text)).document();
    }

    private Query document() {
        var operations = new ArrayList<Operation>();
        var fragments = new HashMap<String, Fragment>();
        while (!tokens.atEnd()) {
            if (tokens.skips("fragment")) {
                var name = tokens.name();
                tokens.expect("on");
                fragments.put(name, new Fragment(tokens.name(), selections()));
            } else {
                operations.add(operation());
            }
        }
        if (operations.isEmpty()) {
            throw QueryRefused.saying("No query string was present");
        }
        return new Query(operations, fragments);
    }

    private Operation operation() {
        if (tokens.sees("{")) {
            return new Operation(Optional.empty(), Schema.QUERY, List.of(), selections());
        }
        var root = tokens.skips("mutation") ? Schema.MUTATION : Schema.QUERY;
        if (root.equals(Schema.QUERY)) {
            tokens.expect("query");
        }
        return new Operation(tokens.named(), root, declared(), selections());
    }

    private List<Declared> declared() {
        var variables = new ArrayList<Declared>();
        if (tokens.skips("(")) {
            while (!tokens.skips(")")) {
                tokens.expect("$");
                var name = tokens.name();
                tokens.expect(":");
                var type = type();
                variables.add(new Declared(name, type, tokens.skips("=") ? Optional.of(value()) : Optional.empty()));
            }
        }
        return variables;
    }

    private String type() {
        var type = new StringBuilder();
        if (tokens.skips("[")) {
            type.append('[').append(type()).append(']');
            tokens.expect("]");
        } else {
            type.append(tokens.name());
        }
        return type.append(tokens.skips("!") ? "!" : "").toString();
    }

    private List<Selection> selections() {
        if (++depth > DEEPEST) {
            throw QueryRefused.saying("The query is nested too deeply");
        }
        var selections = new ArrayList<Selection>();
        tokens.expect("{");
        do {
            selections.add(tokens.skips("...") ? fragment() : field());
        } while (!tokens.skips("}"));
        depth--;
        return selections;
    }

    private Selection fragment() {
        if (tokens.sees("{")) {
            return new Selection.Inline(Optional.empty(), selections());
        }
        if (tokens.skips("on")) {
            return new Selection.Inline(Optional.of(tokens.name()), selections());
        }
        return new Selection.Spread(tokens.name());
    }

    private Selection field() {
        var key = tokens.name();
        var name = tokens.skips(":") ? tokens.name() : key;
        return new Selection.Field(key, name, arguments(), tokens.sees("{") ? selections() : List.of());
    }

    private Map<String, Value> arguments() {
        var arguments = new HashMap<String, Value>();
        if (tokens.skips("(")) {
            do {
                var name = tokens.name();
                tokens.expect(":");
                arguments.put(name, value());
            } while (!tokens.skips(")"));
        }
        return arguments;
    }

    private Value value() {
        if (tokens.skips("$")) {
            return new Value.Variable(tokens.name());
        }
        if (tokens.skips("[")) {
            var values = new ArrayList<Value>();
            while (!tokens.skips("]")) {
                values.add(value());
            }
            return new Value.Many(values);
        }
        return new Value.Literal(tokens.named().map(QueryParser::constant).orElseGet(tokens::literal));
    }

    private static JsonNode constant(String name) {
        return switch (name) {
            case "true" -> JSON.booleanNode(true);
            case "false" -> JSON.booleanNode(false);
            case "null" -> JSON.nullNode();
            default -> JSON.textNode(name);
        };
    }
}
