package recoup.store;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** The attributes of the item that a condition names. */
final class Mentions {
    private Mentions() {}

    static Collection<String> of(Condition condition) {
        return in(condition).toList();
    }

    private static Stream<String> in(Condition condition) {
        return switch (condition) {
            case Condition.And(var left, var right) -> Stream.concat(in(left), in(right));
            case Condition.Or(var left, var right) -> Stream.concat(in(left), in(right));
            case Condition.Not(var inner) -> in(inner);
            case Condition.Compare(var left, var _, var right) -> in(List.of(left, right));
            case Condition.Between(var value, var low, var high) -> in(List.of(value, low, high));
            case Condition.In(var value, var choices) -> Stream.concat(in(List.of(value)), in(choices));
            case Condition.Exists(var path) -> in(List.of(path));
            case Condition.HasType(var path, var type) -> in(List.of(path, type));
            case Condition.BeginsWith(var value, var prefix) -> in(List.of(value, prefix));
            case Condition.Contains(var container, var part) -> in(List.of(container, part));
        };
    }

    private static Stream<String> in(List<? extends Operand> operands) {
        return operands.stream().flatMap(Mentions::in);
    }

    private static Stream<String> in(Operand operand) {
        return switch (operand) {
            case Path path -> Stream.of(path.attribute());
            case Operand.Literal _ -> Stream.empty();
            case Operand.Size(var of) -> in(of);
            case Operand.IfNotExists(var path, var otherwise) -> in(List.of(path, otherwise));
            case Operand.ListAppend(var first, var second) -> in(List.of(first, second));
            case Operand.Arithmetic(var left, var _, var right) -> in(List.of(left, right));
        };
    }
}
