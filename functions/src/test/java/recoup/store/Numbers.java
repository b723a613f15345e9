package recoup.store;

import java.math.BigDecimal;

/** DynamoDB's numbers: at most 38 significant digits, one spelling for one value. */
final class Numbers {
    private static final int MOST_DIGITS = 38;
    private static final int HIGHEST_EXPONENT = 125;
    private static final int LOWEST_EXPONENT = -130;

    private Numbers() {}

    static String normalised(String number) {
        return normalised(parsed(number));
    }

    static String normalised(BigDecimal number) {
        if (number.signum() == 0) {
            return "0";
        }
        var stripped = number.stripTrailingZeros();
        var exponent = (long) stripped.precision() - stripped.scale() - 1;
        if (exponent > HIGHEST_EXPONENT) {
            throw Refusals.validation(
                    "Number overflow. Attempting to store a number with magnitude larger than" + " supported range");
        }
        if (exponent < LOWEST_EXPONENT) {
            throw Refusals.validation(
                    "Number underflow. Attempting to store a number with magnitude smaller than" + " supported range");
        }
        if (stripped.precision() > MOST_DIGITS) {
            throw Refusals.validation("Attempting to store more than 38 significant digits in a Number");
        }
        return stripped.toPlainString();
    }

    /** What a number weighs in an item: a byte for the exponent, one per two digits, one more for a minus. */
    static int size(String number) {
        var value = new BigDecimal(number).stripTrailingZeros();
        if (value.signum() == 0) {
            return 1;
        }
        var pairs = value.scale() % 2 == 0 ? value : value.setScale(value.scale() + 1);
        return 1 + (pairs.precision() + 1) / 2 + (value.signum() < 0 ? 1 : 0);
    }

    private static BigDecimal parsed(String number) {
        try {
            return new BigDecimal(number);
        } catch (NumberFormatException _) {
            throw Refusals.validation("The parameter cannot be converted to a numeric value: " + number);
        }
    }
}
