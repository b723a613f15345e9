package recoup.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;

/**
 * Numbers with as many digits as no schema asks about: one of a hundred million digits is to a schema what one of a thousand is,
 * and whoever writes out the first is at it for hours.
 */
final class Magnitudes {
    private static final int ENOUGH = 1_000;

    private Magnitudes() {}

    /** {@code json}, whose numbers are no larger, and no smaller, than it takes to be beyond every bound. */
    static JsonNode bounded(JsonNode json) {
        return switch (json) {
            case ObjectNode object -> {
                object.properties().forEach(field -> field.setValue(bounded(field.getValue())));
                yield object;
            }
            case ArrayNode array -> {
                for (var index = 0; index < array.size(); index++) {
                    array.set(index, bounded(array.get(index)));
                }
                yield array;
            }
            case DecimalNode number -> DecimalNode.valueOf(bounded(number.decimalValue()));
            default -> json;
        };
    }

    private static BigDecimal bounded(BigDecimal number) {
        var digits = (long) number.precision() - number.scale();
        if (Math.abs(digits) <= ENOUGH) {
            return number;
        }
        return BigDecimal.valueOf(number.signum(), digits > 0 ? -ENOUGH : ENOUGH);
    }
}
