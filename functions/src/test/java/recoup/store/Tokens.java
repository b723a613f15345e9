package recoup.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An expression cut into words, and the place where its reader stands. */
final class Tokens {
    private static final Pattern TOKEN =
            Pattern.compile("\\s*(?:(?<word>[A-Za-z][A-Za-z0-9_]*)|(?<name>#[A-Za-z0-9_]+)|(?<value>:[A-Za-z0-9_]+)"
                    + "|(?<integer>[0-9]+)|(?<symbol><>|<=|>=|[=<>()\\[\\].,+-]))");

    /** What a token is. */
    enum Kind {
        WORD,
        NAME,
        VALUE,
        INTEGER,
        SYMBOL,
        END
    }

    /** A word of an expression. */
    record Token(Kind kind, String text) {}

    private static final Token END = new Token(Kind.END, "<EOF>");

    private final List<Token> tokens;
    private int next;

    Tokens(String expression) {
        tokens = cut(expression);
    }

    Token peek() {
        return peek(0);
    }

    Token peek(int ahead) {
        return next + ahead < tokens.size() ? tokens.get(next + ahead) : END;
    }

    Token take() {
        var token = peek();
        next++;
        return token;
    }

    /** Whether the symbol stood there; then it is behind the reader. */
    boolean took(String symbol) {
        var there = peek().equals(new Token(Kind.SYMBOL, symbol));
        if (there) {
            next++;
        }
        return there;
    }

    /** Whether the keyword, in any case, stood there; then it is behind the reader. */
    boolean tookWord(String keyword) {
        var there = isWord(keyword);
        if (there) {
            next++;
        }
        return there;
    }

    boolean isWord(String keyword) {
        return peek().kind() == Kind.WORD
                && peek().text().toUpperCase(Locale.ROOT).equals(keyword);
    }

    boolean isCall(String function) {
        return peek().equals(new Token(Kind.WORD, function)) && peek(1).text().equals("(");
    }

    void require(String symbol) {
        if (!took(symbol)) {
            throw unexpected();
        }
    }

    void requireWord(String keyword) {
        if (!tookWord(keyword)) {
            throw unexpected();
        }
    }

    void requireEnd() {
        if (peek().kind() != Kind.END) {
            throw unexpected();
        }
    }

    RuntimeException unexpected() {
        return Refusals.validation("Syntax error; token: \"" + peek().text() + "\"");
    }

    private static List<Token> cut(String expression) {
        var tokens = new ArrayList<Token>();
        var matcher = TOKEN.matcher(expression);
        var end = expression.stripTrailing().length();
        var position = 0;
        while (position < end) {
            if (!matcher.region(position, end).lookingAt()) {
                throw Refusals.validation("Syntax error; token: \"" + expression.charAt(position) + "\"");
            }
            tokens.add(token(matcher));
            position = matcher.end();
        }
        return tokens;
    }

    private static Token token(Matcher matcher) {
        for (var kind : List.of(Kind.WORD, Kind.NAME, Kind.VALUE, Kind.INTEGER, Kind.SYMBOL)) {
            var text = matcher.group(kind.name().toLowerCase(Locale.ROOT));
            if (text != null) {
                return new Token(kind, text);
            }
        }
        throw new IllegalStateException("a token of no kind");
    }
}
