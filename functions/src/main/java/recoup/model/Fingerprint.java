package recoup.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;

/** Short names for content: equal parts give equal digits, and nothing else does, as far as SHA-256 can tell. */
public final class Fingerprint {
    private static final int DIGITS = 32;

    private Fingerprint() {}

    /** 32 hex digits that name {@code parts}, by their text and in their order. */
    public static String of(Object... parts) {
        return of(List.of(parts));
    }

    /** The same, of a list. */
    public static String of(Collection<?> parts) {
        var text = new StringBuilder();
        for (var part : parts) {
            var written = part.toString();
            text.append(written.length()).append(':').append(written); // so that "ab","c" is not "a","bc"
        }
        return HexFormat.of().formatHex(sha256(text.toString())).substring(0, DIGITS);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }
}
