package recoup.attacks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Something that must not be told, and how it would look: as it is, and as it may be written. */
final class Traces {
    private static final int IN_A_GROUP = 3;

    private final String secret;
    private final List<String> written;

    Traces(String secret) {
        this.secret = secret.toLowerCase(Locale.ROOT);
        var hex = HexFormat.of().formatHex(secret.getBytes(UTF_8));
        this.written = Stream.of(
                        Stream.of("", "-", "--").map(before -> base64(before, secret)),
                        Stream.of(hex, URLEncoder.encode(secret, UTF_8)))
                .flatMap(each -> each)
                .toList();
    }

    /** Whether {@code text} tells it. */
    boolean in(String text) {
        return text.toLowerCase(Locale.ROOT).contains(secret)
                || written.stream().anyMatch(text::contains);
    }

    /** Behind some other bytes, without the characters at either end that its neighbours have a part in. */
    private static String base64(String before, String secret) {
        var text = before + secret;
        var whole = Base64.getEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
        var from = before.isEmpty() ? 0 : before.length() + 1;
        return whole.substring(from, whole.length() - (text.length() % IN_A_GROUP == 0 ? 0 : 1));
    }
}
