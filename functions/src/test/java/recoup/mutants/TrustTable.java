package recoup.mutants;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The tables of seeded bugs in {@code docs/trust.md}, between two marks in it. */
final class TrustTable {
    private static final String BEGIN = "<!-- made by SeededBugs, do not edit -->";
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

    /** The row that names a bug, but for its seed. */
    static String row(String bug) {
        return "| " + bug + " | ";
    }

    private static String table(String where, Map<String, Long> seeds) {
        var rows = seeds.entrySet().stream()
                .map(each -> row(each.getKey()) + String.format(Locale.ROOT, "%,d |%n", each.getValue()))
                .collect(Collectors.joining());
        return "\n\n| " + where + " | first seed |\n|---|---:|\n" + rows.stripTrailing();
    }
}
