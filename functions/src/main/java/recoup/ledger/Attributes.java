package recoup.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import recoup.model.Amount;
import recoup.model.Asset;
import recoup.model.Expiry;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * One map of DynamoDB attributes, written and read by type. An absent attribute is an empty {@link Optional}, an empty
 * list or 0; what must be there and is not is an {@link IllegalStateException}, for then the item is none of ours.
 */
final class Attributes {
    private final Map<String, AttributeValue> values;

    private Attributes(Map<String, AttributeValue> values) {
        this.values = values;
    }

    static Attributes empty() {
        return new Attributes(new HashMap<>());
    }

    static Attributes of(Map<String, AttributeValue> values) {
        return new Attributes(values);
    }

    Map<String, AttributeValue> values() {
        return Map.copyOf(values);
    }

    Attributes with(Map<String, AttributeValue> more) {
        values.putAll(more);
        return this;
    }

    Attributes text(String name, String value) {
        values.put(name, AttributeValue.fromS(value));
        return this;
    }

    Attributes text(String name, Optional<?> value) {
        value.ifPresent(present -> text(name, present.toString()));
        return this;
    }

    Attributes number(String name, long value) {
        values.put(name, AttributeValue.fromN(Long.toString(value)));
        return this;
    }

    /** Written unless it is 0, which is what an absent number reads as. */
    Attributes numberUnlessZero(String name, long value) {
        return value == 0 ? this : number(name, value);
    }

    Attributes instant(String name, Instant value) {
        return number(name, value.toEpochMilli());
    }

    Attributes instant(String name, Optional<Instant> value) {
        value.ifPresent(present -> instant(name, present));
        return this;
    }

    /** Written only if true. */
    Attributes flag(String name, boolean value) {
        if (value) {
            values.put(name, AttributeValue.fromBool(true));
        }
        return this;
    }

    /** Never is absence. */
    Attributes expiry(String name, Expiry value) {
        return switch (value) {
            case Expiry.Never() -> this;
            case Expiry.On(var lastDay) -> text(name, lastDay.toString());
        };
    }

    /** Written as the asset under {@code assetName} and the units under {@code unitsName}. */
    Attributes amount(String assetName, String unitsName, Amount value) {
        return text(assetName, code(value.asset())).number(unitsName, value.units());
    }

    Attributes map(String name, Attributes value) {
        values.put(name, AttributeValue.fromM(value.values()));
        return this;
    }

    <T> Attributes maps(String name, List<T> list, Function<T, Attributes> write) {
        if (!list.isEmpty()) {
            values.put(
                    name,
                    AttributeValue.fromL(list.stream()
                            .map(each -> AttributeValue.fromM(write.apply(each).values()))
                            .toList()));
        }
        return this;
    }

    Attributes texts(String name, List<String> list) {
        if (!list.isEmpty()) {
            values.put(
                    name,
                    AttributeValue.fromL(
                            list.stream().map(AttributeValue::fromS).toList()));
        }
        return this;
    }

    String text(String name) {
        return present(name).s();
    }

    Optional<String> optionalText(String name) {
        return optional(name).map(AttributeValue::s);
    }

    <E extends Enum<E>> E constant(String name, Class<E> type) {
        return Enum.valueOf(type, text(name));
    }

    long number(String name) {
        return Long.parseLong(present(name).n());
    }

    long numberOrZero(String name) {
        return optionalNumber(name).orElse(0L);
    }

    Optional<Long> optionalNumber(String name) {
        return optional(name).map(value -> Long.parseLong(value.n()));
    }

    Instant instant(String name) {
        return Instant.ofEpochMilli(number(name));
    }

    Optional<Instant> optionalInstant(String name) {
        return optional(name).map(value -> Instant.ofEpochMilli(Long.parseLong(value.n())));
    }

    boolean flag(String name) {
        return values.containsKey(name);
    }

    Expiry expiry(String name) {
        return optionalText(name)
                .<Expiry>map(date -> Expiry.on(LocalDate.parse(date)))
                .orElse(Expiry.NEVER);
    }

    Amount amount(String assetName, String unitsName) {
        return new Amount(asset(text(assetName)), number(unitsName));
    }

    Attributes map(String name) {
        return of(present(name).m());
    }

    Optional<Attributes> optionalMap(String name) {
        return optional(name).map(value -> of(value.m()));
    }

    <T> List<T> maps(String name, Function<Attributes, T> read) {
        return optional(name).map(AttributeValue::l).orElse(List.of()).stream()
                .map(each -> read.apply(of(each.m())))
                .toList();
    }

    List<String> texts(String name) {
        return optional(name).map(AttributeValue::l).orElse(List.of()).stream()
                .map(AttributeValue::s)
                .toList();
    }

    private Optional<AttributeValue> optional(String name) {
        return Optional.ofNullable(values.get(name));
    }

    private AttributeValue present(String name) {
        return optional(name).orElseThrow(() -> new IllegalStateException("an item has no attribute " + name));
    }

    private static String code(Asset asset) {
        return switch (asset) {
            case STORE_CREDIT -> "C";
            case POINTS -> "P";
        };
    }

    private static Asset asset(String code) {
        return switch (code) {
            case "C" -> Asset.STORE_CREDIT;
            case "P" -> Asset.POINTS;
            default -> throw new IllegalStateException("no asset has the code " + code);
        };
    }
}
