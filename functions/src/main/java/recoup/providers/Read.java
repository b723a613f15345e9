package recoup.providers;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import recoup.model.Ids;

/** One value of a provider's body as what it should be; empty if it is something else. */
final class Read {
    private static final int LONGEST_TIME = 64;
    private static final Pattern TIME = Pattern.compile(
            "(\\d{4}-\\d{2}-\\d{2}[Tt ]\\d{2}:\\d{2}:\\d{2})(?:\\.(\\d{1,9})\\d*)?([Zz]|[+-]\\d{2}:\\d{2})?");

    /** What can be written with a year of four digits. */
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    private Read() {}

    static Optional<String> text(JsonNode node) {
        return Optional.of(node)
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .filter(text -> !text.isEmpty());
    }

    static Optional<Long> whole(JsonNode node) {
        return Optional.of(node)
                .filter(number -> number.isIntegralNumber() && number.canConvertToLong())
                .map(JsonNode::longValue);
    }

    /** An id that must be there. */
    static String id(JsonNode node, String missing) {
        return text(node).filter(Ids::wellFormed).orElseThrow(() -> new MeansNothing(missing));
    }

    /** The shops number what they have; as text it is an id. */
    static String number(JsonNode node, String missing) {
        return whole(node)
                .filter(number -> number > 0)
                .map(number -> Long.toString(number))
                .orElseThrow(() -> new MeansNothing(missing));
    }

    /** An id that need not be there; a text that is no id is worse than none. */
    static Optional<String> idIfAny(JsonNode node, String malformed) {
        return text(node).map(_ -> id(node, malformed));
    }

    /** An instant as RFC 3339 writes it; one without a zone is UTC. To the millisecond, which is what the ledger keeps. */
    static Optional<Instant> instant(JsonNode node) {
        return text(node)
                .filter(text -> text.length() <= LONGEST_TIME)
                .map(TIME::matcher)
                .filter(matcher -> matcher.matches())
                .flatMap(found -> instant(
                        found.group(1).toUpperCase(Locale.ROOT).replace(' ', 'T'),
                        Optional.ofNullable(found.group(2)).orElse("0"),
                        Optional.ofNullable(found.group(3)).orElse("Z").toUpperCase(Locale.ROOT)));
    }

    private static Optional<Instant> instant(String toTheSecond, String fraction, String zone) {
        try {
            return within(OffsetDateTime.parse(toTheSecond + "." + fraction + zone)
                    .toInstant()
                    .truncatedTo(ChronoUnit.MILLIS));
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }

    /** Seconds since 1970, as Stripe counts. */
    static Optional<Instant> epoch(JsonNode node) {
        return whole(node)
                .filter(second -> second >= EARLIEST.getEpochSecond() && second <= LATEST.getEpochSecond())
                .map(Instant::ofEpochSecond);
    }

    private static Optional<Instant> within(Instant instant) {
        return instant.isBefore(EARLIEST) || instant.isAfter(LATEST) ? Optional.empty() : Optional.of(instant);
    }
}
