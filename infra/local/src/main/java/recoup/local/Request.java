package recoup.local;

import java.util.Map;
import java.util.Optional;

/**
 * What came in over HTTP.
 *
 * @param path as it was sent, still percent-encoded
 * @param query as it was sent, without the question mark; may be empty
 * @param headers by lower-cased name; a header that was sent twice is joined by a comma
 */
@SuppressWarnings("ArrayRecordComponent") // Bytes in transit: nobody compares two of them.
record Request(
        String method,
        String path,
        String query,
        String protocol,
        Map<String, String> headers,
        byte[] body,
        String sourceIp) {
    Request {
        headers = Map.copyOf(headers);
    }

    Optional<String> header(String lowerCasedName) {
        return Optional.ofNullable(headers.get(lowerCasedName));
    }
}
