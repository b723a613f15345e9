package recoup.local;

import static recoup.local.Deployed.find;
import static recoup.local.Deployed.number;
import static recoup.local.Deployed.target;
import static recoup.local.Deployed.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import recoup.local.Deployed.Source;

/** What is wrong with the schedule and the stream: a run or a record that fails must hold up nothing, and be told. */
final class SourceFaults {
    /** What they are if nothing is said: a day of tries, and tries without end. */
    private static final long SCHEDULERS_RETRIES = 185;

    private static final long LAMBDAS_RETRIES = 2;
    private static final long WITHOUT_END = -1;
    private static final long MOST_RETRIES = 10;
    private static final Pattern RATE = Pattern.compile("rate\\((\\d+) minutes?\\)");

    private final Deployed deployed;
    private final List<String> faults = new ArrayList<>();

    private SourceFaults(Deployed deployed) {
        this.deployed = deployed;
    }

    static List<String> of(Template template) {
        var found = new SourceFaults(new Deployed(template));
        found.deployed.sources("ScheduleV2").forEach(found::schedule);
        found.deployed.sources("DynamoDB").forEach(found::stream);
        return found.faults;
    }

    private void schedule(Source source) {
        var schedule = source.properties();
        fault(!text(schedule, "FlexibleTimeWindow", "Mode").equals("OFF"), source, "may begin late");
        fault(
                number(schedule, SCHEDULERS_RETRIES, "RetryPolicy", "MaximumRetryAttempts") > 1,
                source,
                "is tried again though it comes again");
        var function = deployed.properties(source.function());
        fault(
                number(function, LAMBDAS_RETRIES, "EventInvokeConfig", "MaximumRetryAttempts") > 0,
                source,
                "is repeated by Lambda when it fails");
        fault(isNoQueue(find(schedule, "DeadLetterConfig", "Arn")), source, "has no dead-letter queue");
        fault(!text(schedule, "OmitName").equals("true"), source, "has the same name in every stack");
        fault(
                deployed.timeout(source.function()) >= period(text(schedule, "ScheduleExpression")),
                source,
                "begins before the last run has to end");
    }

    private void stream(Source source) {
        var stream = source.properties();
        fault(!text(stream, "StartingPosition").equals("TRIM_HORIZON"), source, "skips what is there");
        fault(!text(stream, "BisectBatchOnFunctionError").equals("true"), source, "fails a whole batch for one record");
        fault(
                !find(stream, "FunctionResponseTypes")
                        .map(Template::texts)
                        .orElse(List.of())
                        .contains("ReportBatchItemFailures"),
                source,
                "has no partial batch response");
        var retries = number(stream, WITHOUT_END, "MaximumRetryAttempts");
        fault(retries < 0 || retries > MOST_RETRIES, source, "is held up by a record that fails");
        fault(
                isNoQueue(find(stream, "DestinationConfig", "OnFailure", "Destination")),
                source,
                "forgets what it gives up");
        fault(
                deployed.alarms("AWS/Lambda", "IteratorAge", source.function())
                        .findAny()
                        .isEmpty(),
                source,
                "has no alarm on its age");
    }

    private boolean isNoQueue(Optional<Template> arn) {
        return arn.flatMap(it -> target(it))
                .filter(deployed.queues()::containsKey)
                .isEmpty();
    }

    /** In seconds; 0 for what is no rate. */
    private static long period(String expression) {
        var rate = RATE.matcher(expression);
        return rate.matches() ? 60 * Long.parseLong(rate.group(1)) : 0;
    }

    private void fault(boolean there, Source source, String what) {
        if (there) {
            faults.add(source.says(what));
        }
    }
}
