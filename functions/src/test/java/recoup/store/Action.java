package recoup.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What an update does at the end of one path. */
sealed interface Action {
    /** What stands there afterwards; none if nothing does. */
    Optional<AttributeValue> on(Optional<AttributeValue> before, Map<String, AttributeValue> item);

    /** {@code SET path = value}. */
    record Set(Operand value) implements Action {
        @Override
        public Optional<AttributeValue> on(Optional<AttributeValue> before, Map<String, AttributeValue> item) {
            return Optional.of(value.required(item));
        }
    }

    /** {@code REMOVE path}. */
    record Remove() implements Action {
        @Override
        public Optional<AttributeValue> on(Optional<AttributeValue> before, Map<String, AttributeValue> item) {
            return Optional.empty();
        }
    }

    /** {@code ADD path value}: to a number or to a set. */
    record Add(AttributeValue added) implements Action {
        public Add {
            Checks.operandType("ADD", new Operand.Literal(added), value -> value.n() != null || Values.isSet(value));
        }

        @Override
        public Optional<AttributeValue> on(Optional<AttributeValue> before, Map<String, AttributeValue> item) {
            return Optional.of(before.map(this::sum).orElse(added));
        }

        private AttributeValue sum(AttributeValue before) {
            Checks.updatable(before, value -> value.type() == added.type());
            if (added.n() != null) {
                return new Operand.Arithmetic(new Operand.Literal(before), true, new Operand.Literal(added))
                        .required(Map.of());
            }
            var members = new ArrayList<>(Values.members(before));
            members.addAll(Values.members(added));
            return Values.setOf(members).orElseThrow();
        }
    }

    /** {@code DELETE path set}: takes members out of a set; an emptied set is gone. */
    record Delete(AttributeValue deleted) implements Action {
        public Delete {
            Checks.operandType("DELETE", new Operand.Literal(deleted), Values::isSet);
        }

        @Override
        public Optional<AttributeValue> on(Optional<AttributeValue> before, Map<String, AttributeValue> item) {
            return before.flatMap(this::rest);
        }

        private Optional<AttributeValue> rest(AttributeValue before) {
            Checks.updatable(before, value -> value.type() == deleted.type());
            List<AttributeValue> members = new ArrayList<>(Values.members(before));
            members.removeAll(Values.members(deleted));
            return Values.setOf(members);
        }
    }
}
