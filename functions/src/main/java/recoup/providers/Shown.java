package recoup.providers;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;

/** What a stranger sent, fit for a log: short words of a provider's own, never free text. */
public final class Shown {
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9._:/+-]{1,64}");
    private static final String UNSHOWN = "?";

    private Shown() {}

    static String of(String word) {
        return WORD.matcher(word).matches() ? word : UNSHOWN;
    }

    public static String of(JsonNode node) {
        return node.isTextual() || node.isIntegralNumber() ? of(node.asText()) : UNSHOWN;
    }
}
