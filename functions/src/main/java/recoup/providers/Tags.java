package recoup.providers;

import java.util.Arrays;
import java.util.List;
import recoup.model.Order;
import recoup.model.PlainText;

/** Shopify's tags: one text with commas. The bounds are those of the settings that tags are compared with. */
final class Tags {
    /** All of them together must fit into one event; Shopify's own bound is 40 a tag. */
    static final int MOST_CHARACTERS = 25_000;

    private Tags() {}

    static List<String> read(String text, Findings findings) {
        var all = Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(tag -> !tag.isBlank())
                .toList();
        var read = all.subList(0, Math.min(Order.MOST_TAGS, all.size()));
        var tellable = read.stream().filter(Tags::canBeTold).toList();
        var good = tellable.subList(0, fitting(tellable));
        leftOut(all.size() - read.size(), "beyond " + Order.MOST_TAGS, findings);
        leftOut(read.size() - tellable.size(), "that are too long or no text", findings);
        leftOut(tellable.size() - good.size(), "beyond " + MOST_CHARACTERS + " characters", findings);
        return good;
    }

    private static void leftOut(int many, String why, Findings findings) {
        if (many > 0) {
            findings.remark("left out " + many + " tags " + why);
        }
    }

    /** How many of {@code tags}, from the first, are not too much. */
    private static int fitting(List<String> tags) {
        var characters = 0;
        var count = 0;
        while (count < tags.size() && characters + tags.get(count).length() <= MOST_CHARACTERS) {
            characters += tags.get(count).length();
            count++;
        }
        return count;
    }

    /** Neither too long nor with control characters or half surrogates, which no event may have. */
    private static boolean canBeTold(String tag) {
        return tag.length() <= Order.LONGEST_TAG && PlainText.isPlain(tag);
    }
}
