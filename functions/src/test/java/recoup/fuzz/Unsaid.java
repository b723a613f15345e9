package recoup.fuzz;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What no schema of the document can say: only for these reasons may a request that it allows be refused as invalid. Each is
 * known by the field that the problem names, by its message, and by what stands in the body.
 */
enum Unsaid {
    /** Three capitals are not yet a currency. */
    NO_SUCH_CURRENCY(".*", "must be a currency of ISO 4217.*", ""),
    /** A text is not yet a zone of the tz database. */
    NO_SUCH_ZONE("timeZone", "must be a time zone of the tz database.*", ""),
    /** The 30th of February. */
    NO_SUCH_DAY(".*", "must be a date, YYYY-MM-DD", "-(0[2469]|11)-(29|3\\d)"),
    /** The same in an instant, or an offset that no place has, or a year without a date in it. */
    NO_SUCH_INSTANT(".*", "must be an instant as RFC 3339 writes it.*", ""),
    /** What is given must not have expired. */
    PASSED("expiresOn", "\\d{4}-\\d\\d-\\d\\d is over: today is .*", ""),
    /** Of another list, or altered. */
    ANOTHER_CURSOR("cursor", "must be the nextCursor of a page of this list", ""),
    /** To a schema 1.0 is a whole number; here whole numbers are written without a point. */
    WRITTEN_WITH_A_POINT(
            ".*", "must be a whole number from .*|must be the shop's number of the discount", "\\d[.eE][-+]?\\d"),
    /** Half surrogates, code points that are no characters, and blanks of Unicode alone. */
    NOT_PLAIN(".*", "must be .*texts?.*", "\\\\u(d[89a-f]|fff[ef]|2028|feff)"),
    /** To a schema a character beyond the first 65,536 is one; here, as in a browser, it is two. */
    COUNTED_IN_HALVES(".*", "must be .*texts? of 1 to .*", "[\\x{10000}-\\x{10FFFF}]"),
    /** All events together. */
    TOO_MUCH("body", "must be at most 256 KB", ".{200000}"),
    /** Of a list of events each is judged by itself; only if none is one, all of it is refused. */
    NOT_ONE_EVENT_OF_A_LIST("\\[\\d+\\]\\..*", ".*", "^\\s*\\["),
    /** Another amount than was spent needs a reason. */
    ANOTHER_AMOUNT("reason", "is required for another amount", ""),
    /** At most twice what was spent. */
    MORE_THAN_TWICE("points", "must be at most twice the points spent, .*", "");

    private final Pattern field;
    private final Pattern message;
    private final Pattern body;

    Unsaid(String field, String message, String body) {
        this.field = Pattern.compile(field);
        this.message = Pattern.compile(message);
        this.body = Pattern.compile(body, Pattern.DOTALL);
    }

    static Optional<Unsaid> why(String field, String message, String body) {
        return Arrays.stream(values())
                .filter(each -> each.field.matcher(field).matches()
                        && each.message.matcher(message).matches()
                        && each.body.matcher(body).find())
                .findFirst();
    }
}
