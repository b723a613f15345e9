package recoup.local;

import java.util.List;

/**
 * The table's stream, read by Lambda for a function.
 *
 * @param batchSize how many records one call gets at most
 * @param retries how often a record that fails alone is tried again
 * @param filter which records the function gets to see
 */
record StreamSource(DeployedFunction function, int batchSize, int retries, EventFilter filter) {
    private static final String DEFAULT_BATCH = "100";
    private static final String DEFAULT_RETRIES = "10";

    static List<StreamSource> all(Template template) {
        return DeployedFunction.all(template).stream()
                .flatMap(function -> function.events("DynamoDB").map(event -> of(function, event)))
                .toList();
    }

    private static StreamSource of(DeployedFunction function, Template event) {
        return new StreamSource(
                function,
                Integer.parseInt(event.find("BatchSize").map(Template::text).orElse(DEFAULT_BATCH)),
                Integer.parseInt(
                        event.find("MaximumRetryAttempts").map(Template::text).orElse(DEFAULT_RETRIES)),
                EventFilter.of(event));
    }
}
