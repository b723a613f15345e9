package recoup.store;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A condition, filter or key condition, its names and values already resolved. */
sealed interface Condition {
    boolean holds(Map<String, AttributeValue> item);

    /** Both. */
    record And(Condition left, Condition right) implements Condition {
        @Override
        public boolean holds(Map<String, AttributeValue> item) {
            return left.holds(item) && right.holds(item);
        }
    }

    /** One of the two, or both. */
    record Or(Condition left, Condition right) implements Condition {
        @Override
        public boolean holds(Map<String, AttributeValue> item) {
            return left.holds(item) || right.holds(item);
        }
    }

    /** The opposite. */
    record Not(Condition condition) implements Condition {
        @Override
        public boolean holds(Map<String, AttributeValue> item) {
            return !condition.holds(item);
        }
    }

    /** {@code left <operator> right}; a missing attribute differs from everything and has no order. */
    record Compare(Operand left, Relation operator, Operand right) implements Condition {
        public Compare {
            if (operator.ordered()) {
                Checks.operandType(operator.symbol(), left, Values::isScalar);
                Checks.operandType(operator.symbol(), right, Values::isScalar);
            }
            Checks.distinct(operator.symbol(), left, List.of(right));
        }

        @Override
        public boolean holds(Map<String, AttributeValue> item) {
            return operator.holds(left.in(item), right.in(item));
        }
    }

    /** {@code value BETWEEN low AND high}, both ends included. */
    record Between(Operand value, Operand low, Operand high) implements Condition {
        public Between {
            for (var operand : List.of(value, low, high)) {
                Checks.operandType("BETWEEN", operand, Values::isScalar);
            }
            Checks.distinct("BETWEEN", value, List.of(low, high));
            if (low instanceof Operand.Literal(var from) && high instanceof Operand.Literal(var to)) {
                requireOrder(from, to);
            }
        }

        private static void requireOrder(AttributeValue low, AttributeValue high) {
            if (!Values.comparable(low, high)) {
                throw Refusals.validation("The BETWEEN operator requires same data type for lower and upper bounds");
            }
            if (Values.compare(low, high) > 0) {
                throw Refusals.validation(
                        "The BETWEEN operator requires upper bound to be greater than or equal to" + " lower bound");
            }
        }

        @Override
        public boolean holds(Map<String, AttributeValue> item) {
            return Relation.AT_LEAST.holds(value.in(item), low.in(item))
                    && Relation.AT_MOST.holds(value.in(item), high.in(item));
        }
    }

    /** {@code value IN (choices)}. */
    record In(Operand value, List<Operand> choices) implements Condition {
        private static final int MOST_CHOICES = 100;

        public In {
            choices = List.copyOf(choices);
            if (choices.size() > MOST_CHOICES) {
                throw Refusals.validation("The IN operator is provided with too many operands");
            }
            Checks.distinct("IN", value, choices);
        }

        @Override
        public boolean holds(Map<String, AttributeValue> item) {
            return choices.stream().anyMatch(choice -> Relation.EQUAL.holds(value.in(item), choice.in(item)));
        }
    }

    /** {@code attribute_exists(path)}. */
    record Exists(Path path) implements Condition {
        @Override
        public boolean holds(Map<String, AttributeValue> item) {
            return path.in(item).isPresent();
        }
    }

    /** {@code attribute_type(path, type)}. */
    record HasType(Path path, Operand type) implements Condition {
        private static final Set<String> TYPES = Set.of("S", "N", "B", "SS", "NS", "BS", "M", "L", "BOOL", "NULL");

        public HasType {
            if (!(type instanceof Operand.Literal(var name)) || name.s() == null || !TYPES.contains(name.s())) {
                throw Refusals.validation("Invalid attribute type name found");
            }
        }

        @Override
        public boolean holds(Map<String, AttributeValue> item) {
            return path.in(item).map(Values::typeName).equals(type.in(item).map(AttributeValue::s));
        }
    }

    /** {@code begins_with(value, prefix)}, of strings or of bytes. */
    record BeginsWith(Operand value, Operand prefix) implements Condition {
        public BeginsWith {
            Checks.operandType("begins_with", value, BeginsWith::fits);
            Checks.operandType("begins_with", prefix, BeginsWith::fits);
            Checks.distinct("begins_with", value, List.of(prefix));
        }

        private static boolean fits(AttributeValue value) {
            return value.s() != null || value.b() != null;
        }

        @Override
        public boolean holds(Map<String, AttributeValue> item) {
            var whole = value.in(item).filter(BeginsWith::fits);
            var start = prefix.in(item).filter(BeginsWith::fits);
            return whole.isPresent()
                    && start.isPresent()
                    && whole.get().type() == start.get().type()
                    && begins(Values.bytes(whole.get()), Values.bytes(start.get()));
        }

        private static boolean begins(byte[] whole, byte[] start) {
            return whole.length >= start.length && Arrays.equals(whole, 0, start.length, start, 0, start.length);
        }
    }

    /** {@code contains(container, part)}: a text in a text, a member of a set, an element of a list. */
    record Contains(Operand container, Operand part) implements Condition {
        public Contains {
            Checks.distinct("contains", container, List.of(part));
        }

        @Override
        public boolean holds(Map<String, AttributeValue> item) {
            var whole = container.in(item);
            var sought = part.in(item);
            return whole.isPresent() && sought.isPresent() && contains(whole.get(), sought.get());
        }

        private static boolean contains(AttributeValue whole, AttributeValue part) {
            return switch (whole.type()) {
                case S -> part.s() != null && whole.s().contains(part.s());
                case SS, NS, BS -> Values.members(whole).contains(part);
                case L -> whole.l().contains(part);
                case B -> part.b() != null && contains(Values.bytes(whole), Values.bytes(part));
                case N, M, BOOL, NUL, UNKNOWN_TO_SDK_VERSION -> false;
            };
        }

        private static boolean contains(byte[] whole, byte[] part) {
            for (var start = 0; start + part.length <= whole.length; start++) {
                if (Arrays.equals(whole, start, start + part.length, part, 0, part.length)) {
                    return true;
                }
            }
            return false;
        }
    }
}
