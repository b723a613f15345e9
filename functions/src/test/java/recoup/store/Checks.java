package recoup.store;

import java.util.List;
import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What DynamoDB refuses in an expression before it looks at an item, and at the operands of an update. */
final class Checks {
    private Checks() {}

    /** A value that stands in the expression itself must fit its operator. */
    static void operandType(String operator, Operand operand, Predicate<AttributeValue> fits) {
        if (operand instanceof Operand.Literal(var value) && !fits.test(value)) {
            throw Refusals.validation("Incorrect operand type for operator or function; operator or function: "
                    + operator + ", operand type: " + Values.typeName(value));
        }
    }

    static void distinct(String operator, Operand first, List<? extends Operand> others) {
        if (others.contains(first)) {
            throw Refusals.validation("The first operand must be distinct from the remaining operands for this"
                    + " operator or function; operator: " + operator);
        }
    }

    static AttributeValue updatable(AttributeValue value, Predicate<AttributeValue> fits) {
        if (!fits.test(value)) {
            throw Refusals.validation("An operand in the update expression has an incorrect data type");
        }
        return value;
    }
}
