package recoup.fuzz;

import java.util.List;
import java.util.stream.Stream;

/** What may stand where something else was expected, as it is written in JSON; some of it is none. */
final class Raw {
    private static final int DEEP = 3_000;
    private static final int HUGE = 70_000;

    /** Texts that mean something to a store, a path, a shell, a log or a font. */
    static final List<String> TEXTS = List.of(
            "",
            " ",
            "a#b",
            "a/b",
            "..",
            "../../v1/settings",
            "%23",
            "%00",
            "M#acme#C#ann",
            "' OR 1=1 --",
            "{\\\"$gt\\\":\\\"\\\"}",
            ":v0 = :v1",
            "attribute_not_exists(pk)",
            "${jndi:ldap://localhost/a}",
            "<script>alert(1)</script>",
            "a,b",
            "ann ",
            "é",
            "e\\u0301",
            "\\u202eabc\\u202c",
            "\\ud83d\\ude00",
            "\\ud800",
            "\\udc00\\ud83d",
            "\\u0000",
            "a\\u0000b",
            "a\\nb",
            "a\\n",
            "\\u0085",
            "\\u2028",
            "\\u00a0",
            "\\ufeff",
            "\\uffff",
            "\\ufffd",
            "2021-02-30",
            "2021-02-29T00:00:00Z",
            "+12021-01-01",
            "NaN",
            "1",
            "null");

    private static final List<String> NUMBERS = List.of(
            "0",
            "-0",
            "-1",
            "1.0",
            "0.1",
            "1e2",
            "1e400",
            "-1e-400",
            "1e99999999",
            "1e99999999999",
            "9007199254740993",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775809",
            "1000000000001",
            "01",
            "+1",
            ".5",
            "0x10",
            "1_000",
            "NaN",
            "Infinity",
            "9".repeat(1_200));

    private static final List<String> OTHERS = List.of(
            "true",
            "false",
            "[]",
            "{}",
            "[[]]",
            "[null]",
            "[1,\"1\"]",
            "{\"a\":1}",
            "{\"\":{}}",
            "{\"a\":1,\"a\":2}",
            "[".repeat(60) + "]".repeat(60),
            "[".repeat(DEEP) + "]".repeat(DEEP),
            "{\"a\":".repeat(DEEP) + "1" + "}".repeat(DEEP),
            "\"" + "x".repeat(129) + "\"",
            "\"" + "\\ud83d\\ude00".repeat(128) + "\"",
            "\"" + "x".repeat(HUGE) + "\"",
            "[" + "1,".repeat(5_000) + "1]",
            "undefined",
            "'a'",
            "");

    static final List<String> ALL = Stream.of(
                    TEXTS.stream().map(text -> "\"" + text + "\""), NUMBERS.stream(), OTHERS.stream())
            .flatMap(some -> some)
            .toList();

    private Raw() {}
}
