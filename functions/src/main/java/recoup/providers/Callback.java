package recoup.providers;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One HTTP request of a provider, as it came.
 *
 * @param headers by their names in lower case
 * @param body the raw bytes, which are what was signed
 */
@SuppressWarnings("ArrayRecordComponent") // it is read once and never compared
public record Callback(Map<String, String> headers, byte[] body) {
    public Callback {
        var lower = new TreeMap<String, String>();
        headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
        headers = Collections.unmodifiableMap(lower);
    }

    /** The header {@code name}, which is written in lower case. */
    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }
}
