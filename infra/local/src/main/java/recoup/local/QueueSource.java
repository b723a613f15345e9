package recoup.local;

import java.util.ArrayList;
import java.util.List;

/**
 * A queue that Lambda reads for a function.
 *
 * @param queue the queue's name in the template
 * @param batchSize how many messages one call gets at most
 * @param concurrency how many calls run at once at most
 * @param reportsFailures whether the function says which messages of a batch are not done
 */
record QueueSource(DeployedFunction function, String queue, int batchSize, int concurrency, boolean reportsFailures) {
    private static final String DEFAULT_BATCH = "10";
    /** As many as Lambda begins with. */
    private static final int DEFAULT_CONCURRENCY = 5;
    /** What one receive brings at most. */
    private static final int MOST_AT_ONCE = 10;

    static List<QueueSource> all(Template template) {
        var sources = new ArrayList<QueueSource>();
        for (var function : DeployedFunction.all(template)) {
            function.events("SQS").forEach(event -> sources.add(of(function, event, template)));
        }
        return sources;
    }

    private static QueueSource of(DeployedFunction function, Template event, Template template) {
        var batch = event.find("BatchSize").map(Template::text).orElse(DEFAULT_BATCH);
        var concurrency = event.find("ScalingConfig")
                .map(scaling -> Integer.parseInt(template.value(scaling.at("MaximumConcurrency"))))
                .orElse(DEFAULT_CONCURRENCY);
        return new QueueSource(
                function,
                event.at("Queue").resource(),
                Math.min(MOST_AT_ONCE, Integer.parseInt(batch)),
                concurrency,
                reportsFailures(event));
    }

    static boolean reportsFailures(Template event) {
        return event.find("FunctionResponseTypes")
                .map(Template::texts)
                .orElse(List.of())
                .contains("ReportBatchItemFailures");
    }
}
