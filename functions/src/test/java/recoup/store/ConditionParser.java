package recoup.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Reads conditions, filters and key conditions: OR binds weakest, then AND, then NOT. */
final class ConditionParser extends ExpressionParser {
    /** What the parentheses closed last enclose: a second pair around the same is refused. */
    private @Nullable Condition enclosed;

    private ConditionParser(String expression, Placeholders placeholders) {
        super(expression, placeholders);
    }

    static Condition parse(String expression, Placeholders placeholders) {
        var parser = new ConditionParser(expression, placeholders);
        var condition = parser.alternatives();
        parser.tokens.requireEnd();
        return condition;
    }

    private Condition alternatives() {
        var condition = conjunction();
        while (tokens.tookWord("OR")) {
            countOperator();
            condition = new Condition.Or(condition, conjunction());
        }
        return condition;
    }

    private Condition conjunction() {
        var condition = negation();
        while (tokens.tookWord("AND")) {
            countOperator();
            condition = new Condition.And(condition, negation());
        }
        return condition;
    }

    private Condition negation() {
        if (tokens.tookWord("NOT")) {
            countOperator();
            return new Condition.Not(negation());
        }
        return tokens.took("(") ? group() : predicate();
    }

    @SuppressWarnings("ReferenceEquality") // the same pair of parentheses, not an equal condition
    private Condition group() {
        var condition = alternatives();
        tokens.require(")");
        if (condition == enclosed) {
            throw Refusals.validation("The expression has redundant parentheses;");
        }
        enclosed = condition;
        return condition;
    }

    private Condition predicate() {
        countOperator();
        return function().orElseGet(this::comparison);
    }

    private Optional<Condition> function() {
        if (tokens.isCall("attribute_exists")) {
            return Optional.of(new Condition.Exists(onlyPath()));
        }
        if (tokens.isCall("attribute_not_exists")) {
            return Optional.of(new Condition.Not(new Condition.Exists(onlyPath())));
        }
        if (tokens.isCall("attribute_type")) {
            return Optional.of(call((path, type) -> new Condition.HasType(asPath(path), type)));
        }
        if (tokens.isCall("begins_with")) {
            return Optional.of(call(Condition.BeginsWith::new));
        }
        if (tokens.isCall("contains")) {
            return Optional.of(call(Condition.Contains::new));
        }
        return Optional.empty();
    }

    private Condition comparison() {
        var left = operand();
        if (tokens.tookWord("BETWEEN")) {
            var low = operand();
            tokens.requireWord("AND");
            return new Condition.Between(left, low, operand());
        }
        if (tokens.tookWord("IN")) {
            return new Condition.In(left, choices());
        }
        var relation = Relation.of(tokens.peek().text()).orElseThrow(tokens::unexpected);
        tokens.take();
        return new Condition.Compare(left, relation, operand());
    }

    private List<Operand> choices() {
        var choices = new ArrayList<Operand>();
        tokens.require("(");
        do {
            choices.add(operand());
        } while (tokens.took(","));
        tokens.require(")");
        return choices;
    }

    private Operand operand() {
        if (!tokens.isCall("size")) {
            return pathOrValue();
        }
        countOperator();
        return new Operand.Size(onlyPath());
    }

    private Path onlyPath() {
        tokens.take();
        tokens.require("(");
        var path = asPath(pathOrValue());
        tokens.require(")");
        return path;
    }

    private Condition call(BiFunction<Operand, Operand, Condition> function) {
        tokens.take();
        tokens.require("(");
        var first = pathOrValue();
        tokens.require(",");
        var second = pathOrValue();
        tokens.require(")");
        return function.apply(first, second);
    }

    private static Path asPath(Operand operand) {
        if (operand instanceof Path path) {
            return path;
        }
        throw Refusals.validation("Operator or function requires a document path");
    }
}
