package recoup.providers;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import recoup.model.PlainText;
import recoup.model.Reward;

/** The discount codes that a shop's order was placed with. Most are of campaigns; which is of a redemption the ledger knows. */
final class UsedCodes {
    private UsedCodes() {}

    /**
     * Tells each of {@code lines} once, in their order.
     *
     * @param telling what the order says under a name of its own for each
     */
    static void tell(JsonNode lines, Function<String, Telling> telling, Findings findings) {
        if (lines.size() > Findings.MOST) {
            findings.remark("more than " + Findings.MOST + " codes");
            return;
        }
        var told = new TreeSet<String>();
        for (var line : lines) {
            var code = code(line);
            if (code.isEmpty()) {
                findings.remark("a code that no redemption can have");
            } else if (told.add(code.get())) {
                findings.event(() -> telling.apply("code:" + told.size()).used(code.get()));
            }
        }
    }

    private static Optional<String> code(JsonNode line) {
        return Read.text(line.path("code"))
                .filter(code -> code.length() <= Reward.LONGEST_CODE)
                .filter(PlainText::isPlain);
    }
}
