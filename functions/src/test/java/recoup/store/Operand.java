package recoup.store;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What an expression compares or stores: a path, a value, or what a function makes of them. */
sealed interface Operand
        permits Path, Operand.Literal, Operand.Size, Operand.IfNotExists, Operand.ListAppend, Operand.Arithmetic {
    /** Its value in this item; none if it is an attribute that the item lacks. */
    Optional<AttributeValue> in(Map<String, AttributeValue> item);

    /** Its value in the item that is being updated, where a missing attribute is a mistake. */
    default AttributeValue required(Map<String, AttributeValue> item) {
        return in(item).orElseThrow(() ->
                Refusals.validation("The provided expression refers to an attribute that does not exist in the item"));
    }

    /** A {@code :value}. */
    record Literal(AttributeValue value) implements Operand {
        @Override
        public Optional<AttributeValue> in(Map<String, AttributeValue> item) {
            return Optional.of(value);
        }
    }

    /** {@code size(path)}: characters, bytes or members. */
    record Size(Operand of) implements Operand {
        public Size {
            Checks.operandType("size", of, value -> value.n() == null && value.bool() == null && value.nul() == null);
        }

        @Override
        public Optional<AttributeValue> in(Map<String, AttributeValue> item) {
            return of.in(item).flatMap(Size::count).map(count -> AttributeValue.fromN(Integer.toString(count)));
        }

        private static Optional<Integer> count(AttributeValue value) {
            return switch (value.type()) {
                case S -> Optional.of(value.s().length());
                case B -> Optional.of(value.b().asByteArrayUnsafe().length);
                case SS -> Optional.of(value.ss().size());
                case NS -> Optional.of(value.ns().size());
                case BS -> Optional.of(value.bs().size());
                case L -> Optional.of(value.l().size());
                case M -> Optional.of(value.m().size());
                case N, BOOL, NUL, UNKNOWN_TO_SDK_VERSION -> Optional.empty();
            };
        }
    }

    /** {@code if_not_exists(path, value)}. */
    record IfNotExists(Path path, Operand otherwise) implements Operand {
        @Override
        public Optional<AttributeValue> in(Map<String, AttributeValue> item) {
            return path.in(item).or(() -> otherwise.in(item));
        }
    }

    /** {@code list_append(first, second)}. */
    record ListAppend(Operand first, Operand second) implements Operand {
        public ListAppend {
            Checks.operandType("list_append", first, AttributeValue::hasL);
            Checks.operandType("list_append", second, AttributeValue::hasL);
        }

        @Override
        public Optional<AttributeValue> in(Map<String, AttributeValue> item) {
            var head = Checks.updatable(first.required(item), AttributeValue::hasL);
            var tail = Checks.updatable(second.required(item), AttributeValue::hasL);
            return Optional.of(AttributeValue.fromL(
                    Stream.concat(head.l().stream(), tail.l().stream()).toList()));
        }
    }

    /** {@code left + right} or {@code left - right}. */
    record Arithmetic(Operand left, boolean plus, Operand right) implements Operand {
        public Arithmetic {
            Checks.operandType(plus ? "+" : "-", left, value -> value.n() != null);
            Checks.operandType(plus ? "+" : "-", right, value -> value.n() != null);
        }

        @Override
        public Optional<AttributeValue> in(Map<String, AttributeValue> item) {
            var first = number(left, item);
            var second = number(right, item);
            return Optional.of(
                    AttributeValue.fromN(Numbers.normalised(plus ? first.add(second) : first.subtract(second))));
        }

        private static BigDecimal number(Operand operand, Map<String, AttributeValue> item) {
            return new BigDecimal(Checks.updatable(operand.required(item), value -> value.n() != null)
                    .n());
        }
    }
}
