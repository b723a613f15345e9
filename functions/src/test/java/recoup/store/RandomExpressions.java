package recoup.store;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Expressions of one request by chance, most of them valid, with the names and values that they use. */
final class RandomExpressions {
    private static final List<String> PATHS =
            List.of("a", "b", "c", "l", "l[0]", "l[1]", "l[7]", "m", "m.x", "m.y", "m.y.z", "m.l[0]", "g", "bin", "os");

    /** Not an index key: it gets values that no other item has, see {@link #unique}. */
    private static final List<String> TARGETS = PATHS.subList(0, PATHS.size() - 1);

    private final SplittableRandom random;
    private final String suffix;
    final Map<String, String> names = new HashMap<>();
    final Map<String, AttributeValue> values = new HashMap<>();

    /** @param suffix tells the item from all others */
    RandomExpressions(SplittableRandom random, String suffix) {
        this.random = random;
        this.suffix = suffix;
    }

    String condition() {
        return condition(2);
    }

    private String condition(int depth) {
        if (depth == 0) {
            return predicate();
        }
        return switch (random.nextInt(6)) {
            case 0 -> condition(depth - 1) + " AND " + condition(depth - 1);
            case 1 -> condition(depth - 1) + " or " + condition(depth - 1);
            case 2 -> "NOT " + condition(depth - 1);
            case 3 -> "(" + condition(depth - 1) + ") AND " + predicate();
            default -> predicate();
        };
    }

    private String predicate() {
        return switch (random.nextInt(12)) {
            case 0, 1 -> "attribute_exists(" + path() + ")";
            case 2, 3 -> "attribute_not_exists(" + path() + ")";
            case 4 -> "attribute_type(" + path() + ", " + value(text("N", "S", "SS", "L", "M", "NULL", "X")) + ")";
            case 5 -> "begins_with(" + path() + ", " + value() + ")";
            case 6 -> "contains(" + path() + ", " + value() + ")";
            case 7 -> path() + " BETWEEN " + value(number()) + " AND " + value(number());
            case 8 -> path() + " IN (" + value() + ", " + value() + ")";
            case 9 -> "size(" + path() + ") " + relation() + " " + value(number());
            case 10 -> path() + " " + relation() + " " + path();
            default -> path() + " " + relation() + " " + value();
        };
    }

    private String relation() {
        return pick(List.of("=", "<>", "<", "<=", ">", ">="));
    }

    String update() {
        var clauses = Stream.of("SET ", "REMOVE ", "ADD ", "DELETE ")
                .filter(_ -> random.nextInt(3) == 0)
                .map(clause -> clause + several(clause))
                .collect(Collectors.joining(" "));
        return clauses.isEmpty() ? "SET " + set() : clauses;
    }

    private String several(String clause) {
        return IntStream.rangeClosed(0, random.nextInt(2))
                .mapToObj(_ -> switch (clause) {
                    case "SET " -> set();
                    case "REMOVE " -> path();
                    case "ADD " ->
                        pick(List.of("a", "b", "n", "g", "m.x")) + " "
                                + value(random.nextBoolean() ? number() : set(text()));
                    default -> pick(List.of("g", "g", "a", "m.y")) + " " + value(set(text()));
                })
                .collect(Collectors.joining(", "));
    }

    private String set() {
        return switch (random.nextInt(8)) {
            case 0 -> target() + " = " + operand() + " + " + value(number());
            case 1 -> target() + " = " + operand() + " - " + value(number());
            case 2 -> target() + " = list_append(" + operand() + ", " + value(list()) + ")";
            case 3 -> target() + " = list_append(" + value(list()) + ", " + operand() + ")";
            case 4 -> target() + " = " + path();
            case 5 -> target() + " = if_not_exists(" + path() + ", " + value() + ")";
            case 6 -> pick(List.of("os", "op", "cp", "cs")) + " = " + value(indexKey());
            default -> target() + " = " + value();
        };
    }

    private String operand() {
        return random.nextBoolean() ? path() : "if_not_exists(" + path() + ", " + value() + ")";
    }

    String projection() {
        return random.nextBoolean() ? path() : path() + ", " + path();
    }

    private String target() {
        return pick(TARGETS);
    }

    String path() {
        if (random.nextInt(8) == 0) {
            names.put("#status", "status");
            return "#status";
        }
        return random.nextInt(60) == 0 ? "status" : pick(PATHS);
    }

    String value() {
        return value(any(1));
    }

    String value(AttributeValue value) {
        var name = ":v" + values.size();
        values.put(name, value);
        return name;
    }

    /** Rarely, what makes a request invalid: something unused or something undefined. */
    void spoil() {
        switch (random.nextInt(60)) {
            case 0 -> names.put("#unused", "a");
            case 1 -> values.put(":unused", number());
            case 2 -> values.clear();
            case 3 -> values.put(":v0", AttributeValue.fromSs(List.of()));
            case 4 -> values.put(":v0", AttributeValue.fromN("x1"));
            case 5 -> values.put("v0", number());
            default -> {}
        }
    }

    private AttributeValue indexKey() {
        return switch (random.nextInt(12)) {
            case 0 -> number();
            case 1 -> AttributeValue.fromS("");
            default -> unique(pick(List.of("a", "ab", "b")));
        };
    }

    /** Items that share an index's key stand in no order that is promised: so none do. */
    AttributeValue unique(String text) {
        return AttributeValue.fromS(text + suffix);
    }

    AttributeValue any(int depth) {
        return switch (random.nextInt(depth > 0 ? 12 : 7)) {
            case 0, 1 -> number();
            case 2, 3 -> text();
            case 4 -> AttributeValue.fromBool(random.nextBoolean());
            case 5 -> AttributeValue.fromNul(true);
            case 6 -> AttributeValue.fromB(SdkBytes.fromUtf8String(pick(List.of("a", "ab", "b"))));
            case 7 -> set(text());
            case 8 -> set(number());
            case 9 -> list();
            default -> map(depth);
        };
    }

    AttributeValue number() {
        return AttributeValue.fromN(pick(List.of("0", "1", "1.0", "2", "-1", "10", "1e2", "0.5", "-0", "007")));
    }

    AttributeValue text(String... choices) {
        return AttributeValue.fromS(
                pick(choices.length > 0 ? List.of(choices) : List.of("a", "ab", "b", "B", "é", "")));
    }

    AttributeValue set(AttributeValue one) {
        return one.n() != null
                ? AttributeValue.fromNs(random.nextBoolean() ? List.of(one.n()) : List.of(one.n(), "42"))
                : AttributeValue.fromSs(random.nextBoolean() ? List.of(one.s()) : List.of(one.s(), "zz"));
    }

    AttributeValue list() {
        return AttributeValue.fromL(
                IntStream.range(0, random.nextInt(4)).mapToObj(_ -> any(0)).toList());
    }

    AttributeValue map(int depth) {
        return AttributeValue.fromM(Map.of("x", any(depth - 1), "y", any(depth - 1), "l", list()));
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
