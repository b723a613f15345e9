package recoup.handlers.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import recoup.handlers.http.Problem.FieldError;
import recoup.model.Expiry;
import recoup.model.Ids;
import recoup.model.Order;
import recoup.model.PlainText;

/**
 * Reads a JSON object field by field and remembers everything that is wrong with it. A field at fault reads as absent;
 * nothing may be made of what was read before {@link #check()} has passed.
 */
public final class Fields {
    /** A body that is all mistakes is answered with the first of them. */
    private static final int MOST_ERRORS = 100;

    private static final Set<String> CURRENCIES =
            Currency.availableCurrencies().map(Currency::getCurrencyCode).collect(Collectors.toUnmodifiableSet());

    private final ObjectNode object;
    private final String path;
    private final List<FieldError> errors;
    private final Set<String> known = new HashSet<>();
    private final Predicate<String> others;

    public Fields(ObjectNode object) {
        this(object, "", new ArrayList<>(), _ -> false);
    }

    private Fields(ObjectNode object, String path, List<FieldError> errors, Predicate<String> others) {
        this.object = object;
        this.path = path;
        this.errors = errors;
        this.others = others;
    }

    /** The fields of an object that may have {@code others}, too; {@code path} comes before their names. */
    public static Fields open(ObjectNode object, String path, Predicate<String> others) {
        return new Fields(object, path, new ArrayList<>(), others);
    }

    /** Throws the 400 that lists every field at fault, those that nobody asked for among them. */
    public void check() {
        reportUnknown();
        if (!errors.isEmpty()) {
            throw new ProblemException(Problem.invalid(errors.subList(0, Math.min(MOST_ERRORS, errors.size()))));
        }
    }

    public boolean has(String name) {
        known.add(name);
        return object.has(name);
    }

    /** Whether it is there and null, where the contract gives null a meaning. */
    boolean isNull(String name) {
        return has(name) && object.path(name).isNull();
    }

    /** Refuses the object that these are the fields of. */
    void refuseItself(String message) {
        errors.add(new FieldError(path.substring(0, path.length() - 1), message));
    }

    public void refuse(String name, String message) {
        errors.add(new FieldError(path + name, message));
    }

    /** What {@code read} found; absence is a fault of its own. */
    public <T> Optional<T> required(String name, Function<String, Optional<T>> read) {
        if (!has(name)) {
            refuse(name, "is required");
            return Optional.empty();
        }
        return read.apply(name);
    }

    public Optional<String> text(String name, int longest) {
        return value(
                name,
                "must be a text of 1 to " + longest + " characters, none of them a control character",
                node -> JsonValues.text(node, longest));
    }

    public <T> Optional<T> id(String name, Function<String, T> make) {
        return value(
                name, "must be an id: " + Ids.SHAPE, node -> JsonValues.id(node).map(make));
    }

    <T> Optional<List<T>> ids(String name, int most, Function<String, T> make) {
        return value(
                name,
                "must be a list of 1 to " + most + " ids, each " + Ids.SHAPE,
                node -> JsonValues.list(node, most, each -> JsonValues.id(each).map(make))
                        .filter(ids -> !ids.isEmpty()));
    }

    public Optional<Long> integer(String name, long least, long most) {
        return value(
                name,
                "must be a whole number from " + least + " to " + most,
                node -> JsonValues.integer(node).filter(number -> number >= least && number <= most));
    }

    public Optional<Boolean> bool(String name) {
        return value(name, "must be true or false", JsonValues::bool);
    }

    Optional<LocalDate> date(String name) {
        return value(name, "must be a date, YYYY-MM-DD", JsonValues::date);
    }

    /** Null is never. */
    public Optional<Expiry> expiry(String name) {
        return isNull(name) ? Optional.of(Expiry.NEVER) : date(name).map(Expiry::on);
    }

    /** To the millisecond, which is what the ledger keeps. */
    public Optional<Instant> instant(String name) {
        return value(
                name, "must be an instant as RFC 3339 writes it, such as 2021-01-03T08:00:00Z", JsonValues::instant);
    }

    <E extends Enum<E>> Optional<E> constant(String name, Class<E> type) {
        return constant(name, type, Enum::name);
    }

    public <E extends Enum<E>> Optional<E> constant(String name, Class<E> type, Function<E, String> written) {
        return value(
                name,
                "must be one of " + JsonValues.names(type, written),
                node -> JsonValues.constant(node, type, written));
    }

    <E extends Enum<E>> Optional<E> constant(String name, List<E> allowed) {
        var names = allowed.stream().map(Enum::name).collect(Collectors.joining(", "));
        return value(
                name,
                "must be one of " + names,
                node -> allowed.stream()
                        .filter(constant -> constant.name().equals(node.textValue()))
                        .findFirst());
    }

    <E extends Enum<E>> List<E> constants(String name, Class<E> type) {
        return list(
                name,
                type.getEnumConstants().length,
                "must be a list out of " + JsonValues.names(type, Enum::name),
                node -> JsonValues.constant(node, type, Enum::name));
    }

    List<String> texts(String name, int most, int longest) {
        return list(
                name,
                most,
                "must be at most " + most + " texts of 1 to " + longest + " characters",
                node -> JsonValues.text(node, longest));
    }

    /** Tags as a shop gives them. */
    public List<String> tags(String name) {
        return texts(name, Order.MOST_TAGS, Order.LONGEST_TAG);
    }

    public Optional<String> currency(String name) {
        return value(
                name,
                "must be a currency of ISO 4217, like USD",
                node -> Optional.of(node.asText()).filter(code -> node.isTextual() && CURRENCIES.contains(code)));
    }

    /** One of some words. */
    public Optional<String> oneOf(String name, List<String> words) {
        return value(
                name,
                "must be one of " + String.join(", ", words),
                node -> Optional.of(node.asText()).filter(text -> node.isTextual() && words.contains(text)));
    }

    /** An object whose fields somebody else will read. */
    public Optional<ObjectNode> json(String name) {
        return value(
                name,
                "must be an object",
                node -> node instanceof ObjectNode inner ? Optional.of(inner) : Optional.empty());
    }

    /** An object within; its faults are counted with these. */
    public <T> Optional<T> object(String name, Function<Fields, Optional<T>> read) {
        return json(name).flatMap(inner -> {
            var fields = new Fields(inner, path + name + ".", errors, _ -> false);
            var result = read.apply(fields);
            fields.reportUnknown();
            return result;
        });
    }

    private void reportUnknown() {
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name) && !others.test(name) && errors.size() < MOST_ERRORS) {
                errors.add(unknown(name));
            }
        });
    }

    private FieldError unknown(String name) {
        if (!PlainText.isPlain(name)) {
            return new FieldError(
                    path.isEmpty() ? "body" : path.substring(0, path.length() - 1), "has a key that is no text");
        }
        var shown = name.length() > Ids.LONGEST ? name.substring(0, Ids.LONGEST) + "…" : name;
        return new FieldError(path + shown, "is not a field of this request");
    }

    <T> Optional<T> value(String name, String message, Function<JsonNode, Optional<T>> read) {
        if (!has(name)) {
            return Optional.empty();
        }
        var value = read.apply(object.path(name));
        if (value.isEmpty()) {
            refuse(name, message);
        }
        return value;
    }

    private <T> List<T> list(String name, int most, String message, Function<JsonNode, Optional<T>> read) {
        return this.<List<T>>value(name, message, node -> JsonValues.list(node, most, read))
                .orElse(List.of());
    }
}
