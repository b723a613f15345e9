package recoup.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Supplier;

/** Texts that a pattern of the document allows. A pattern that nobody taught it is an error, so that none is left out. */
final class Texts {
    private static final List<String> CURRENCIES = List.of("USD", "USD", "USD", "EUR", "TWD", "JPY");
    private static final List<String> DAYS = List.of("12-31", "02-29", "01-01", "06-30", "02-28");
    private static final List<String> ZONES =
            List.of("UTC", "Asia/Taipei", "America/New_York", "Pacific/Apia", "Asia/Kathmandu", "Africa/Casablanca");
    private static final List<String> OFFSETS = List.of("Z", "z", "+08:00", "-11:00", "+00:00", "+14:00");
    private static final List<String> WORDS = List.of(
            "vip",
            "keep points",
            "zu spät 字",
            "e\u0301te\u0301",
            "\u202eסוף\u202c",
            "\ud83d\udc69\u200d\ud83d\udcbb",
            "' OR 1=1 --",
            "\ufeffmark",
            "${a}",
            "<b>",
            "fraud");

    private final Dice dice;
    private final Supplier<Instant> now;

    Texts(Dice dice, Supplier<Instant> now) {
        this.dice = dice;
        this.now = now;
    }

    String matching(JsonNode schema) {
        return switch (schema.path("pattern").asText()) {
            case "^[A-Za-z0-9._:~@-]+$" -> id(schema.path("maxLength").intValue());
            case "^[A-Z]{3}$" -> dice.of(CURRENCIES);
            case "^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$" -> date();
            case "^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])T([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d{1,9})?Z$" ->
                now.get().toString();
            case "^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])[Tt]([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d+)?([Zz]|[+-]\\d{2}:\\d{2})$" ->
                instant();
            case "^(02-(0[1-9]|[12]\\d)|(0[469]|11)-(0[1-9]|[12]\\d|30)|(0[13578]|1[02])-(0[1-9]|[12]\\d|3[01]))$" ->
                dice.of(DAYS);
            case "^[A-Za-z0-9+_/-]+$" -> dice.of(ZONES);
            case "^[1-9]\\d{0,17}$" -> Long.toString(dice.between(1, 999_999_999_999L));
            case "^(?=[\\s\\S]*\\S)[^\\u0000-\\u001F\\u007F-\\u009F]+$" ->
                text(schema.path("maxLength").intValue());
            case "^(?=.*[!-~])[ -~]+$" -> "key " + dice.between(0, Long.MAX_VALUE);
            case "" -> dice.of(WORDS);
            default -> throw new AssertionError("nobody taught the fuzzer to draw a text of " + schema.path("pattern"));
        };
    }

    private String id(int longest) {
        return dice.percent(5) ? "x".repeat(longest) : dice.percent(10) ? "~.:@_-" : "id-" + dice.between(0, 999);
    }

    private String text(int longest) {
        var word = dice.of(WORDS);
        return dice.percent(5) ? word + "x".repeat(longest - word.length()) : word;
    }

    /** Today or later, mostly: what has passed is a fault that no schema can tell. */
    private String date() {
        var today = LocalDate.ofInstant(now.get(), ZoneOffset.UTC);
        return today.plusDays(dice.percent(5) ? -dice.between(1, 40) : dice.between(1, 60))
                .toString();
    }

    private String instant() {
        var at = now.get().plusSeconds(dice.between(-100_000, 100_000)).toString();
        var offset = dice.of(OFFSETS);
        var fraction = dice.percent(10) ? "." + "123456789".repeat(1 + dice.below(3)) : "";
        return at.substring(0, 19) + fraction + offset;
    }
}
