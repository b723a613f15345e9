package recoup.store;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;

/** Reads update expressions: SET, REMOVE, ADD and DELETE, each at most once and in any order. */
final class UpdateParser extends ExpressionParser {
    private final List<PathTree.Branch<Action>> actions = new ArrayList<>();

    private UpdateParser(String expression, Placeholders placeholders) {
        super(expression, placeholders);
    }

    static Update parse(String expression, Placeholders placeholders) {
        var parser = new UpdateParser(expression, placeholders);
        parser.clauses();
        return Update.of(parser.actions);
    }

    private void clauses() {
        Set<String> seen = new HashSet<>();
        while (tokens.peek().kind() != Tokens.Kind.END) {
            var clause = tokens.peek().text().toUpperCase(Locale.ROOT);
            if (!seen.add(clause)) {
                throw Refusals.validation(
                        "The \"" + clause + "\" section can only be used once in an update" + " expression;");
            }
            clause(clause);
        }
    }

    private void clause(String clause) {
        switch (clause) {
            case "SET" -> each(this::set);
            case "REMOVE" -> each(() -> new PathTree.Branch<>(path(), new Action.Remove()));
            case "ADD" -> each(() -> new PathTree.Branch<>(path(), new Action.Add(value().value())));
            case "DELETE" -> each(() -> new PathTree.Branch<>(path(), new Action.Delete(value().value())));
            default -> throw tokens.unexpected();
        }
    }

    private void each(Supplier<PathTree.Branch<Action>> action) {
        tokens.take();
        do {
            countOperator();
            actions.add(action.get());
        } while (tokens.took(","));
    }

    private PathTree.Branch<Action> set() {
        var path = path();
        tokens.require("=");
        return new PathTree.Branch<>(path, new Action.Set(sum()));
    }

    private Operand sum() {
        var left = operand();
        if (tokens.took("+")) {
            countOperator();
            return new Operand.Arithmetic(left, true, operand());
        }
        if (tokens.took("-")) {
            countOperator();
            return new Operand.Arithmetic(left, false, operand());
        }
        return left;
    }

    private Operand operand() {
        if (tokens.isCall("if_not_exists")) {
            begin();
            var path = path();
            tokens.require(",");
            return end(new Operand.IfNotExists(path, operand()));
        }
        if (tokens.isCall("list_append")) {
            begin();
            var first = operand();
            tokens.require(",");
            return end(new Operand.ListAppend(first, operand()));
        }
        return pathOrValue();
    }

    private void begin() {
        countOperator();
        tokens.take();
        tokens.require("(");
    }

    private Operand end(Operand operand) {
        tokens.require(")");
        return operand;
    }
}
