package recoup.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Attribute values as the store keeps them: refused when DynamoDB refuses them, numbers and sets in one spelling, so
 * that equal values are equal objects. They are immutable, as the SDK's values are.
 */
final class Values {
    private static final int DEEPEST = 32;

    private Values() {}

    static Map<String, AttributeValue> accepted(Map<String, AttributeValue> item) {
        return accepted(item, 0);
    }

    static AttributeValue accepted(AttributeValue value) {
        return accepted(value, 0);
    }

    static Map<String, AttributeValue> copy(Map<String, AttributeValue> item) {
        return Collections.unmodifiableMap(new TreeMap<>(item));
    }

    /** How DynamoDB orders values of one type: numbers by value, strings and bytes by unsigned bytes. */
    static int compare(AttributeValue left, AttributeValue right) {
        if (left.n() != null && right.n() != null) {
            return new BigDecimal(left.n()).compareTo(new BigDecimal(right.n()));
        }
        return left.s() != null && right.s() != null
                ? compare(left.s(), right.s())
                : Arrays.compareUnsigned(bytes(left), bytes(right));
    }

    /** By their bytes in UTF-8, which only halves of characters put in another order than the characters themselves. */
    private static int compare(String left, String right) {
        var common = Math.min(left.length(), right.length());
        for (var index = 0; index < common; index++) {
            var one = left.charAt(index);
            var other = right.charAt(index);
            if (one != other) {
                return Character.isSurrogate(one) || Character.isSurrogate(other)
                        ? Arrays.compareUnsigned(left.getBytes(UTF_8), right.getBytes(UTF_8))
                        : Character.compare(one, other);
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    static boolean comparable(AttributeValue left, AttributeValue right) {
        return left.type() == right.type() && isScalar(left);
    }

    /** A string, a number or bytes: what has an order and may be a key. */
    static boolean isScalar(AttributeValue value) {
        return switch (value.type()) {
            case S, N, B -> true;
            case SS, NS, BS, M, L, BOOL, NUL, UNKNOWN_TO_SDK_VERSION -> false;
        };
    }

    static boolean isSet(AttributeValue value) {
        return value.hasSs() || value.hasNs() || value.hasBs();
    }

    static byte[] bytes(AttributeValue value) {
        return value.s() != null ? value.s().getBytes(UTF_8) : value.b().asByteArray();
    }

    /** The name by which DynamoDB calls the type of a value: {@code NULL}, not the SDK's {@code NUL}. */
    static String typeName(AttributeValue value) {
        return value.nul() != null ? "NULL" : value.type().name();
    }

    /** The set's members, each as a value. */
    static List<AttributeValue> members(AttributeValue set) {
        return switch (set.type()) {
            case SS -> set.ss().stream().map(AttributeValue::fromS).toList();
            case NS -> set.ns().stream().map(AttributeValue::fromN).toList();
            case BS -> set.bs().stream().map(AttributeValue::fromB).toList();
            case S, N, B, M, L, BOOL, NUL, UNKNOWN_TO_SDK_VERSION -> throw new IllegalArgumentException("no set");
        };
    }

    /** The set of these members, none if there are none: an empty set cannot be stored. */
    static Optional<AttributeValue> setOf(Collection<AttributeValue> members) {
        var sorted = members.stream().distinct().sorted(Values::compare).toList();
        if (sorted.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                switch (sorted.getFirst().type()) {
                    case S ->
                        AttributeValue.fromSs(
                                sorted.stream().map(AttributeValue::s).toList());
                    case N ->
                        AttributeValue.fromNs(
                                sorted.stream().map(AttributeValue::n).toList());
                    case B ->
                        AttributeValue.fromBs(
                                sorted.stream().map(AttributeValue::b).toList());
                    case SS, NS, BS, M, L, BOOL, NUL, UNKNOWN_TO_SDK_VERSION ->
                        throw new IllegalArgumentException("no member of a set");
                });
    }

    private static Map<String, AttributeValue> accepted(Map<String, AttributeValue> item, int depth) {
        var accepted = new TreeMap<String, AttributeValue>();
        item.forEach((name, value) -> accepted.put(name, accepted(value, depth)));
        return Collections.unmodifiableMap(accepted);
    }

    private static AttributeValue accepted(AttributeValue value, int depth) {
        if (depth > DEEPEST) {
            throw Refusals.validation("Nesting Levels have exceeded supported limits");
        }
        return switch (value.type()) {
            case S, B, BOOL -> value;
            case N -> AttributeValue.fromN(Numbers.normalised(value.n()));
            case NUL -> acceptedNull(value);
            case SS ->
                acceptedSet(value.ss().stream().map(AttributeValue::fromS).toList());
            case NS ->
                acceptedSet(value.ns().stream()
                        .map(n -> AttributeValue.fromN(Numbers.normalised(n)))
                        .toList());
            case BS ->
                acceptedSet(value.bs().stream().map(AttributeValue::fromB).toList());
            case M -> AttributeValue.fromM(accepted(value.m(), depth + 1));
            case L ->
                AttributeValue.fromL(value.l().stream()
                        .map(element -> accepted(element, depth + 1))
                        .toList());
            case UNKNOWN_TO_SDK_VERSION ->
                throw Refusals.validation(
                        "Supplied AttributeValue is empty or has more than one of the supported" + " datatypes");
        };
    }

    private static AttributeValue acceptedNull(AttributeValue value) {
        if (!value.nul()) {
            throw invalid("Null attribute value types must have the value of true");
        }
        return value;
    }

    private static AttributeValue acceptedSet(List<AttributeValue> members) {
        if (new HashSet<>(members).size() < members.size()) {
            throw invalid("Input collection contains duplicates");
        }
        return setOf(members).orElseThrow(() -> invalid("A set may not be empty"));
    }

    private static RuntimeException invalid(String what) {
        return Refusals.validation("One or more parameter values were invalid: " + what);
    }
}
