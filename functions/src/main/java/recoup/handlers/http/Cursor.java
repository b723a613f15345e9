package recoup.handlers.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import recoup.model.Fingerprint;

/**
 * Where a page of a list ended, as a text that means nothing to the client. It is bound to what was listed, merchant and
 * filter included, by a fingerprint. That guards against mistakes; against malice it need not, because the partition that
 * is read always comes from the token.
 */
final class Cursor {
    private static final int SEAL = 16;

    private Cursor() {}

    static String sealed(String position, List<String> listed) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((seal(position, listed) + position).getBytes(StandardCharsets.UTF_8));
    }

    /** The position; empty if the cursor was altered or belongs to another list. */
    static Optional<String> opened(String cursor, List<String> listed) {
        try {
            var text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            return Optional.of(text)
                    .filter(whole -> whole.length() > SEAL)
                    .map(whole -> whole.substring(SEAL))
                    .filter(position -> sealed(position, listed).equals(cursor));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private static String seal(String position, List<String> listed) {
        return Fingerprint.of(position, Fingerprint.of(listed)).substring(0, SEAL);
    }
}
