package recoup.providers;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An amount in whole smallest units of its currency, from 0 to the contract's 10^12. What cannot be exact means nothing:
 * a rounded refund is a wrong one.
 *
 * @param currency empty if it is not told
 */
record Money(long amount, String currency) {
    private static final long MOST = 1_000_000_000_000L;
    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,18}(\\.[0-9]{1,18})?");
    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,18}");
    /** Of an amount whose currency is not told: then it is the order's own, and of those nearly all have two. */
    private static final int USUAL_DIGITS = 2;

    private static final Pattern CODE = Pattern.compile("[A-Za-z]{3}");

    Money {
        digits(currency);
        if (amount < 0 || amount > MOST) {
            throw new MeansNothing("an amount out of range");
        }
    }

    /** Smallest units already, as Stripe and Adyen count; Stripe writes currencies in lower case. */
    static Money units(String whole, String currency) {
        if (!WHOLE.matcher(whole).matches()) {
            throw new MeansNothing("no whole amount");
        }
        return new Money(Long.parseLong(whole), currency.toUpperCase(Locale.ROOT));
    }

    /** A decimal text without a sign, such as "29.35", as the shops write. */
    static Money decimal(String text, String currency) {
        if (!DECIMAL.matcher(text).matches()) {
            throw new MeansNothing("no decimal amount");
        }
        try {
            return new Money(
                    new BigDecimal(text).movePointRight(digits(currency)).longValueExact(), currency);
        } catch (ArithmeticException inexact) {
            throw new MeansNothing("an amount that is not exact");
        }
    }

    /** Itself, if it is something. */
    Money positive() {
        if (amount == 0) {
            throw new MeansNothing("an amount of nothing");
        }
        return this;
    }

    Money plus(Money other) {
        if (!currency.equals(other.currency)) {
            throw new MeansNothing("amounts of several currencies");
        }
        return new Money(amount + other.amount, currency);
    }

    private static int digits(String currency) {
        if (currency.isEmpty()) {
            return USUAL_DIGITS;
        }
        try {
            var digits = CODE.matcher(currency).matches()
                    ? Currency.getInstance(currency).getDefaultFractionDigits()
                    : -1;
            if (digits >= 0) {
                return digits;
            }
        } catch (IllegalArgumentException unknown) {
            // said below, with the codes that are no money
        }
        throw new MeansNothing("no known currency");
    }
}
