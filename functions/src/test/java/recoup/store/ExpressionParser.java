package recoup.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What all expressions have in common: their length, paths, values and lists. */
abstract sealed class ExpressionParser permits ConditionParser, UpdateParser, ProjectionParser {
    private static final int LONGEST = 4096;
    private static final int DEEPEST = 32;
    private static final int MOST_OPERATORS = 300;

    protected final Tokens tokens;
    private final Placeholders placeholders;
    private int operators;

    protected ExpressionParser(String expression, Placeholders placeholders) {
        if (expression.isBlank()) {
            throw Refusals.validation("The expression can not be empty;");
        }
        if (expression.getBytes(UTF_8).length > LONGEST) {
            throw Refusals.validation("Expression size has exceeded the maximum allowed size");
        }
        this.tokens = new Tokens(expression);
        this.placeholders = placeholders;
    }

    protected final void countOperator() {
        operators++;
        if (operators > MOST_OPERATORS) {
            throw Refusals.validation("The expression contains too many operators");
        }
    }

    /** A path or a value. */
    protected final Operand pathOrValue() {
        return tokens.peek().kind() == Tokens.Kind.VALUE ? value() : path();
    }

    protected final Operand.Literal value() {
        if (tokens.peek().kind() != Tokens.Kind.VALUE) {
            throw tokens.unexpected();
        }
        return new Operand.Literal(placeholders.value(tokens.take().text()));
    }

    protected final Path path() {
        var attribute = name();
        var steps = new ArrayList<Path.Step>();
        while (steps.size() < DEEPEST) {
            if (tokens.took(".")) {
                steps.add(new Path.Step.Field(name()));
            } else if (tokens.took("[")) {
                steps.add(new Path.Step.Element(index()));
                tokens.require("]");
            } else {
                return new Path(attribute, steps);
            }
        }
        throw Refusals.validation("The document path has too many nesting elements");
    }

    protected final List<Path> paths() {
        var paths = new ArrayList<Path>();
        do {
            paths.add(path());
        } while (tokens.took(","));
        return paths;
    }

    private String name() {
        return switch (tokens.peek().kind()) {
            case WORD -> unreserved(tokens.take().text());
            case NAME -> placeholders.name(tokens.take().text());
            case VALUE, INTEGER, SYMBOL, END -> throw tokens.unexpected();
        };
    }

    private static String unreserved(String word) {
        if (ReservedWords.ALL.contains(word.toUpperCase(Locale.ROOT))) {
            throw Refusals.validation("Attribute name is a reserved keyword; reserved keyword: " + word);
        }
        return word;
    }

    private int index() {
        var token = tokens.take();
        if (token.kind() != Tokens.Kind.INTEGER || token.text().length() > 9) {
            throw Refusals.validation("List index is not within the allowable range; index: [" + token.text() + "]");
        }
        return Integer.parseInt(token.text());
    }
}
