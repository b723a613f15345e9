package recoup.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Which partition a query reads, and which part of it. */
record KeyCondition(AttributeValue partition, Optional<Condition> range) {
    /** Reads it out of an expression, which may ask for no more than that. */
    static KeyCondition of(Condition expression, KeySchema schema) {
        var rest = new ArrayList<>(conjuncts(expression));
        var partition = rest.stream()
                .flatMap(condition -> equal(condition, schema.partition()).stream())
                .findFirst()
                .orElseThrow(() -> Refusals.validation("Query condition missed key schema element: "
                        + schema.partition().name()));
        rest.removeIf(condition -> equal(condition, schema.partition()).isPresent());
        if (rest.size() > 1 || conjuncts(expression).size() > 2) {
            throw Refusals.validation("Conditions can be of length 1 or 2 only");
        }
        rest.forEach(condition -> requireRange(condition, schema));
        return new KeyCondition(partition, rest.stream().findFirst());
    }

    boolean holds(Map<String, AttributeValue> item) {
        return range.map(it -> it.holds(item)).orElse(true);
    }

    private static List<Condition> conjuncts(Condition condition) {
        if (condition instanceof Condition.And(var left, var right)) {
            var all = new ArrayList<>(conjuncts(left));
            all.addAll(conjuncts(right));
            return all;
        }
        return List.of(condition);
    }

    private static Optional<AttributeValue> equal(Condition condition, KeySchema.Attribute attribute) {
        return condition instanceof Condition.Compare(var left, var relation, Operand.Literal(var value))
                        && relation == Relation.EQUAL
                        && is(left, attribute)
                ? Optional.of(attribute.checked(value))
                : Optional.empty();
    }

    private static void requireRange(Condition condition, KeySchema schema) {
        var sort = schema.sort().orElseThrow(() -> Refusals.validation("Query key condition not supported"));
        if (!isRange(condition, sort)) {
            throw Refusals.validation("Query key condition not supported");
        }
    }

    private static boolean isRange(Condition condition, KeySchema.Attribute sort) {
        return switch (condition) {
            case Condition.Compare(var left, var relation, var right) ->
                relation != Relation.DIFFERENT && is(left, sort) && fits(right, sort);
            case Condition.Between(var value, var low, var high) ->
                is(value, sort) && fits(low, sort) && fits(high, sort);
            case Condition.BeginsWith(var value, var prefix) -> is(value, sort) && fits(prefix, sort);
            case Condition.And _,
                    Condition.Or _,
                    Condition.Not _,
                    Condition.In _,
                    Condition.Exists _,
                    Condition.HasType _,
                    Condition.Contains _ -> false;
        };
    }

    private static boolean is(Operand operand, KeySchema.Attribute attribute) {
        return operand.equals(new Path(attribute.name(), List.of()));
    }

    private static boolean fits(Operand operand, KeySchema.Attribute attribute) {
        if (operand instanceof Operand.Literal(var value)) {
            attribute.checked(value);
            return true;
        }
        return false;
    }
}
