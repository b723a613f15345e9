package recoup.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What items weigh, in bytes, by DynamoDB's published rule: the names count as well as the values. */
public final class Sizes {
    static final int LARGEST_ITEM = 400 * 1024;
    static final int LARGEST_PAGE = 1024 * 1024;
    static final int LARGEST_BATCH = 16 * 1024 * 1024;
    static final int LARGEST_TRANSACTION = 4 * 1024 * 1024;
    private static final int DOCUMENT = 3;
    private static final int PER_ELEMENT = 1;
    private static final char LAST_OF_ONE_BYTE = 0x7F;

    private Sizes() {}

    public static int of(Map<String, AttributeValue> item) {
        var size = 0;
        for (var entry : item.entrySet()) {
            size += of(entry.getKey()) + of(entry.getValue());
        }
        return size;
    }

    private static int elements(List<AttributeValue> list) {
        var size = 0;
        for (var element : list) {
            size += of(element) + PER_ELEMENT;
        }
        return size;
    }

    private static int of(String text) {
        for (var index = 0; index < text.length(); index++) {
            if (text.charAt(index) > LAST_OF_ONE_BYTE) {
                return text.getBytes(UTF_8).length;
            }
        }
        return text.length();
    }

    private static int of(SdkBytes bytes) {
        return bytes.asByteArrayUnsafe().length;
    }

    private static int of(AttributeValue value) {
        return switch (value.type()) {
            case S -> of(value.s());
            case N -> Numbers.size(value.n());
            case B -> of(value.b());
            case BOOL, NUL -> 1;
            case SS -> value.ss().stream().mapToInt(Sizes::of).sum();
            case NS -> value.ns().stream().mapToInt(Numbers::size).sum();
            case BS -> value.bs().stream().mapToInt(Sizes::of).sum();
            case L -> DOCUMENT + elements(value.l());
            case M -> DOCUMENT + of(value.m()) + value.m().size() * PER_ELEMENT;
            case UNKNOWN_TO_SDK_VERSION -> throw new IllegalArgumentException("no value");
        };
    }
}
