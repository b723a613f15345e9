package recoup.local.shop;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The words and signs of a GraphQL document, one after the other. */
final class QueryTokens {
    private static final Pattern IGNORED = Pattern.compile("(?:[\\s,\\x{FEFF}]+|#[^\\n\\r]*)*+");
    private static final Pattern TOKEN = Pattern.compile("\\.\\.\\.|[_A-Za-z]\\w*|\"(?!\"\")(?:[^\"\\\\\\n"
            + "\\r"
            + "]|\\\\.)*+\"|-?\\d++(?:\\.\\d++)?+(?:[eE][+-]?\\d++)?+|[!$():=@\\[\\]{}|&]");
    private static final Pattern NAME = Pattern.compile("[_A-Za-z]\\w*");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> tokens;
    private int next;

    private QueryTokens(List<String> tokens) {
        this.tokens = tokens;
    }

    static QueryTokens of(String text) {
        var tokens = new ArrayList<String>();
        var ignored = IGNORED.matcher(text);
        var token = TOKEN.matcher(text);
        var at = 0;
        while (true) {
            at = ignored.region(at, text.length()).lookingAt() ? ignored.end() : at;
            if (at == text.length()) {
                return new QueryTokens(tokens);
            }
            if (!token.region(at, text.length()).lookingAt()) {
                throw QueryRefused.saying("Parse error on \"" + text.charAt(at) + "\"");
            }
            tokens.add(token.group());
            at = token.end();
        }
    }

    boolean atEnd() {
        return next == tokens.size();
    }

    boolean sees(String sign) {
        return !atEnd() && tokens.get(next).equals(sign);
    }

    /** Goes past the sign, if it is there. */
    boolean skips(String sign) {
        if (!sees(sign)) {
            return false;
        }
        next++;
        return true;
    }

    void expect(String sign) {
        if (!skips(sign)) {
            throw unexpected();
        }
    }

    String name() {
        return named().orElseThrow(this::unexpected);
    }

    /** The name that comes next, if it is one. */
    Optional<String> named() {
        if (atEnd() || !NAME.matcher(tokens.get(next)).matches()) {
            return Optional.empty();
        }
        return Optional.of(tokens.get(next++));
    }

    /** A text or a number. */
    JsonNode literal() {
        try {
            if (!atEnd() && (sees("\"\"") || tokens.get(next).matches("[\"\\d-].*"))) {
                return JSON.readTree(tokens.get(next++));
            }
        } catch (JsonProcessingException _) {
            // Refused below, as any other sign that is out of place.
        }
        throw unexpected();
    }

    QueryRefused unexpected() {
        return QueryRefused.saying(
                atEnd() ? "Parse error on end of document" : "Parse error on \"" + tokens.get(next) + "\"");
    }
}
