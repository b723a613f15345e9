package recoup.simulation;

import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An item in one line, its names in order, so that a run prints the same bytes wherever and whenever it is played. */
final class Printed {
    private Printed() {}

    static String item(Map<String, AttributeValue> item) {
        return new TreeMap<>(item)
                .entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + value(entry.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String value(AttributeValue value) {
        return switch (value.type()) {
            case S -> value.s();
            case N -> value.n();
            case B -> HexFormat.of().formatHex(value.b().asByteArray());
            case BOOL -> value.bool().toString();
            case M -> item(value.m());
            case L -> value.l().stream().map(Printed::value).collect(Collectors.joining(", ", "[", "]"));
            case SS, NS, BS, NUL, UNKNOWN_TO_SDK_VERSION -> throw new AssertionError("no item has a " + value.type());
        };
    }
}
