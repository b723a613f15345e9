package recoup.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import recoup.handlers.SampleEvents;

/** Does one thing to a request that was as it should be: to its body, a header, a parameter or its caller. */
final class Wrongs {
    private static final List<String> ROLES = List.of("admin", "viewer", "platform", "nobody");
    private static final List<String> MERCHANTS = List.of("", " ", "a#b", "acme,other", "é", "x".repeat(129));
    private static final List<String> KEYS =
            List.of("", " ", "é", "tab\there", "x".repeat(255), "x".repeat(256), "a,b", "\u0000", "' OR 1=1 --");
    private static final List<String> TAGS =
            List.of("", " ", "*", "W/\"x\"", "\"a\", \"b\"", "\"", "é", "\"*\"", ",", "x".repeat(5_000));
    private static final List<String> TYPES =
            List.of("text/plain", "application/x-www-form-urlencoded", "", "application/json; charset=utf-16", "é");

    private final Dice dice;
    private final BodyWrongs bodies;

    Wrongs(Dice dice) {
        this.dice = dice;
        this.bodies = new BodyWrongs(dice);
    }

    void bend(Asking asking) {
        switch (dice.below(asking.json().isPresent() ? 20 : 8)) {
            case 0, 1 -> header(asking);
            case 2, 3 -> path(asking);
            case 4, 5, 6 -> query(asking);
            case 7 -> caller(asking);
            case 8, 9, 10 -> body(asking);
            default -> bodies.bend(asking);
        }
    }

    private void header(Asking asking) {
        var names = asking.operation().parameters().stream()
                .filter(parameter -> parameter.at("in").text().equals("header"))
                .map(parameter -> parameter.at("name").text())
                .toList();
        if (names.isEmpty() || dice.percent(10)) {
            asking.wrong("content type");
            asking.headers().put("content-type", dice.of(TYPES));
            return;
        }
        var name = dice.of(names);
        asking.wrong("header " + name);
        asking.field(name);
        if (dice.percent(30)) {
            asking.headers().remove(name.toLowerCase(Locale.ROOT));
        } else {
            asking.parameter("header", name, dice.of(name.equals("If-Match") ? TAGS : KEYS));
        }
    }

    private void path(Asking asking) {
        var names = List.copyOf(asking.path().keySet());
        if (names.isEmpty()) {
            query(asking);
            return;
        }
        var name = dice.of(names);
        asking.wrong("path");
        asking.field(name);
        asking.path().put(name, text());
    }

    private void query(Asking asking) {
        var names = asking.operation().parameters().stream()
                .filter(parameter -> parameter.at("in").text().equals("query"))
                .map(parameter -> parameter.at("name").text())
                .toList();
        var name =
                names.isEmpty() || dice.percent(20) ? dice.of(List.of("merchantId", "Limit", "é", "")) : dice.of(names);
        asking.wrong("query");
        asking.field(name);
        asking.query().put(name, dice.percent(10) ? "1,1" : text());
    }

    /** One of the awkward texts as a parameter has it: nothing is escaped. */
    private String text() {
        var texts = Raw.TEXTS;
        var text = SampleEvents.json("\"" + dice.of(texts) + "\"").textValue();
        return dice.percent(5) ? "x".repeat(129) : text;
    }

    private void caller(Asking asking) {
        var letIn = new TreeSet<String>();
        asking.operation().place().at("x-roles").children().forEach(role -> letIn.add(role.text()));
        if (letIn.equals(Set.of("signature"))) {
            asking.wrong("signature");
            asking.headers().replaceAll((_, value) -> value + "0");
            return;
        }
        asking.wrong("caller");
        asking.mayNotAsk();
        if (dice.percent(40)) {
            asking.claims().put("custom:merchant_id", dice.of(MERCHANTS));
        } else {
            Requests.as(
                    asking,
                    dice.of(ROLES.stream().filter(role -> !letIn.contains(role)).toList()));
        }
    }

    private void body(Asking asking) {
        var text = asking.body().orElse("");
        asking.wrong("body as a whole");
        switch (dice.below(16)) {
            case 0 -> asking.noBody();
            case 1 -> asking.body(text.substring(0, dice.below(text.length())));
            case 2 -> asking.body(text + text);
            case 3 -> asking.body("[" + text + "]");
            case 4 -> asking.body("\ufeff" + text);
            case 5 -> asking.body("/**/" + text);
            case 6 -> asking.body(" \n\t" + text + " ".repeat(1 << 18));
            case 7 -> asking.body(text.replace('"', '\''));
            case 8 -> asking.body(dice.of(Raw.ALL));
            case 9 -> asking.base64(base64(text.getBytes(UTF_8)));
            case 10 -> asking.base64(base64(text.getBytes(UTF_16)));
            case 11 -> asking.base64(base64(("{\"é\":1," + text.substring(1)).getBytes(ISO_8859_1)));
            case 12 -> asking.base64(text);
            case 13 -> asking.body("\"" + "x".repeat(1 << 18) + "\"");
            case 14 -> asking.body(flipped(text));
            default -> asking.body("");
        }
    }

    /** With one character changed by one bit. */
    private String flipped(String text) {
        var at = dice.below(text.length());
        return text.substring(0, at) + (char) (text.charAt(at) ^ (1 << dice.below(7))) + text.substring(at + 1);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
