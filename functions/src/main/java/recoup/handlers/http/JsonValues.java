package recoup.handlers.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import recoup.model.Ids;
import recoup.model.PlainText;

/** One JSON value as what a field may hold; empty if it is something else. */
final class JsonValues {
    private static final int LONGEST_TIME = 64;
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern INSTANT =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?([Zz]|[+-]\\d{2}:\\d{2})");

    /** More digits than a nanosecond has. */
    private static final Pattern FRACTION = Pattern.compile("(\\.\\d{9})\\d+");
    /** What can be written with a year of four digits, in any zone. */
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    private JsonValues() {}

    static Optional<String> id(JsonNode node) {
        return text(node, Ids.LONGEST).filter(Ids::wellFormed);
    }

    static Optional<Long> integer(JsonNode node) {
        return Optional.of(node)
                .filter(number -> number.isIntegralNumber() && number.canConvertToLong())
                .map(JsonNode::longValue);
    }

    static Optional<Boolean> bool(JsonNode node) {
        return Optional.of(node).filter(JsonNode::isBoolean).map(JsonNode::booleanValue);
    }

    /** Every element, if each can be read. */
    static <T> Optional<List<T>> list(JsonNode node, int most, Function<JsonNode, Optional<T>> read) {
        if (!node.isArray() || node.size() > most) {
            return Optional.empty();
        }
        var items = new ArrayList<T>();
        for (var each : node) {
            read.apply(each).ifPresent(items::add);
        }
        return items.size() == node.size() ? Optional.of(items) : Optional.empty();
    }

    static Optional<String> text(JsonNode node, int longest) {
        return Optional.of(node)
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .filter(text -> !text.isBlank() && text.length() <= longest && PlainText.isPlain(text));
    }

    static <E extends Enum<E>> Optional<E> constant(JsonNode node, Class<E> type, Function<E, String> written) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> node.isTextual() && written.apply(constant).equals(node.textValue()))
                .findFirst();
    }

    static <E extends Enum<E>> String names(Class<E> type, Function<E, String> written) {
        return Arrays.stream(type.getEnumConstants()).map(written).collect(Collectors.joining(", "));
    }

    static Optional<LocalDate> date(JsonNode node) {
        try {
            return text(node, LONGEST_TIME).filter(DATE.asMatchPredicate()).map(LocalDate::parse);
        } catch (DateTimeException notADate) {
            return Optional.empty();
        }
    }

    static Optional<Instant> instant(JsonNode node) {
        try {
            return text(node, LONGEST_TIME)
                    .filter(INSTANT.asMatchPredicate())
                    .map(text -> FRACTION.matcher(text).replaceFirst("$1"))
                    .map(text -> OffsetDateTime.parse(text.toUpperCase(Locale.ROOT)))
                    .map(read -> read.toInstant().truncatedTo(ChronoUnit.MILLIS))
                    .filter(read -> !read.isBefore(EARLIEST) && !read.isAfter(LATEST));
        } catch (DateTimeException notAnInstant) {
            return Optional.empty();
        }
    }
}
