package recoup.capacity;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The figures of {@code docs/cost.md}, between two marks in it. */
final class CostTable {
    /**
     * Dollars for a million request units of DynamoDB, on demand, standard table class, us-east-1: the list prices since
     * the cut of 2024-11-01.
     *
     * @see <a href="https://aws.amazon.com/dynamodb/pricing/on-demand/">the price list</a>
     */
    private static final double DOLLARS_PER_MILLION_READ_UNITS = 0.125;

    private static final double DOLLARS_PER_MILLION_WRITE_UNITS = 0.625;

    private static final String BEGIN = "<!-- made by CostBenchmark, do not edit -->";
    private static final String END = "<!-- end of what CostBenchmark made -->";

    /** One operation at each size of the store. */
    record Row(String operation, List<Usage> usages) {}

    private CostTable() {}

    /** The document with the table of {@code rows} in place of the one it had. */
    static String inserted(String document, List<Integer> storedOrders, List<Row> rows) {
        var begin = document.indexOf(BEGIN);
        var end = document.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException("the document has no place for the table");
        }
        return document.substring(0, begin) + BEGIN + "\n" + table(storedOrders, rows) + document.substring(end);
    }

    private static String table(List<Integer> storedOrders, List<Row> rows) {
        var head = storedOrders.stream()
                .map(stored -> String.format(
                        Locale.ROOT, "%,d orders: round trips | read units | write units | $ per million", stored))
                .collect(Collectors.joining(" | "));
        var lines = rows.stream().map(CostTable::line).collect(Collectors.joining());
        return "| | " + head + " |\n|---|" + "---:|".repeat(4 * storedOrders.size()) + "\n" + lines;
    }

    private static String line(Row row) {
        return "| %s | %s |\n"
                .formatted(
                        row.operation(),
                        row.usages().stream().map(CostTable::cells).collect(Collectors.joining(" | ")));
    }

    private static String cells(Usage usage) {
        return String.format(
                Locale.ROOT,
                "%d | %.1f | %d | %.2f",
                usage.roundTrips(),
                usage.readUnits(),
                usage.writeUnits(),
                dollarsPerMillion(usage));
    }

    private static double dollarsPerMillion(Usage usage) {
        return usage.readUnits() * DOLLARS_PER_MILLION_READ_UNITS
                + usage.writeUnits() * DOLLARS_PER_MILLION_WRITE_UNITS;
    }
}
