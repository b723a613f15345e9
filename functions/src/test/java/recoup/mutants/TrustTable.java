package recoup.mutants;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The tables of seeded bugs in {@code docs/trust.md}, between two marks in it. */
final class TrustTable {
    private static final String BEGIN = "<!-- made by SeededBugs, do not edit -->";
    private static final Pattern ROW = Pattern.compile("^\\| ([^|]+) \\| [\\d,]+ \\|$", Pattern.MULTILINE);
    private static final String END = "<!-- end of what SeededBugs made -->";

    private TrustTable() {}

    /**
     * The document with these tables in place of those it had.
     *
     * @param sources what is wrong in a source, and the first seed that finds it
     * @param around the same of what is broken around the functions
     */
    static String inserted(String document, Map<String, Long> sources, Map<String, Long> around) {
        var begin = document.indexOf(BEGIN);
        var end = document.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException("the document has no place for the tables");
        }
        return document.substring(0, begin)
                + BEGIN
                + table("in a source", sources)
                + table("around the functions", around)
                + "\n"
                + document.substring(end);
    }

    /** The bugs that have a row in the document, in their order. */
    static List<String> rows(String document) {
        return ROW.matcher(document.substring(document.indexOf(BEGIN), document.indexOf(END)))
                .results()
                .map(row -> row.group(1))
                .toList();
    }

    private static String table(String where, Map<String, Long> seeds) {
        var rows = seeds.entrySet().stream()
                .map(each -> String.format(Locale.ROOT, "| %s | %,d |%n", each.getKey(), each.getValue()))
                .collect(Collectors.joining());
        return "\n\n| " + where + " | first seed |\n|---|---:|\n" + rows.stripTrailing();
    }
}
