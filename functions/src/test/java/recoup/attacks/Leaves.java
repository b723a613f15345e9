package recoup.attacks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Where in the bytes of a JSON body its values stand. */
final class Leaves {
    /** A text, number, truth or null, from its first byte to before its last; a text without its quotes. */
    record Leaf(String name, int from, int to) {
        /** The same bytes with one bit of this value turned. */
        byte[] turned(byte[] body, int bit) {
            return Leaves.turned(body, from * Byte.SIZE + bit % ((to - from) * Byte.SIZE));
        }

        int bits() {
            return (to - from) * Byte.SIZE;
        }
    }

    private static final JsonFactory JSON = new JsonFactory();

    private Leaves() {}

    /** Every value that has a byte. */
    static List<Leaf> of(byte[] body) {
        var leaves = new ArrayList<Leaf>();
        try (var parser = JSON.createParser(body)) {
            for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token.isScalarValue()) {
                    var from = Math.toIntExact(parser.currentTokenLocation().getByteOffset());
                    var _ = parser.getText(); // reads it to its end
                    var to = Math.toIntExact(parser.currentLocation().getByteOffset());
                    var quote = token == JsonToken.VALUE_STRING ? 1 : 0;
                    if (to - quote > from + quote) {
                        leaves.add(new Leaf(
                                Objects.requireNonNullElse(parser.currentName(), ""), from + quote, to - quote));
                    }
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return leaves;
    }

    /** The same bytes with one bit turned, counted from the first byte's lowest. */
    static byte[] turned(byte[] body, int bit) {
        var turned = body.clone();
        turned[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
        return turned;
    }
}
