package recoup.local;

import static recoup.local.Deployed.find;
import static recoup.local.Deployed.number;
import static recoup.local.Deployed.target;
import static recoup.local.Deployed.text;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import recoup.local.Deployed.Source;

/** What is missing so that no message is lost, done twice for want of time, or forgotten without anybody being told. */
final class QueueFaults {
    /** What SQS takes if nothing is said, in seconds. */
    private static final long DEFAULT_VISIBILITY = 30;

    private static final long DEFAULT_RETENTION = 345_600;
    private static final long LONGEST_RETENTION = 1_209_600;

    /** What Lambda asks for, so that a batch does not come back while it is being worked on. */
    private static final long TIMEOUTS_IN_A_VISIBILITY = 6;

    private static final long MOST_RECEIVES = 5;
    /** Its consumer has tries of its own to count, and asks again while somebody else is still at it. */
    private static final Map<String, Long> COUNTED_BY_THE_CONSUMER = Map.of("RevocationsQueue", 100L);

    private final Deployed deployed;
    private final Map<String, Template> queues;
    private final List<String> faults = new ArrayList<>();

    private QueueFaults(Deployed deployed) {
        this.deployed = deployed;
        this.queues = deployed.queues();
    }

    static List<String> of(Template template) {
        var found = new QueueFaults(new Deployed(template));
        found.judge();
        return found.faults;
    }

    private void judge() {
        Set<String> consumed = new HashSet<>();
        for (var source : deployed.sources("SQS")) {
            target(source.properties().at("Queue"))
                    .filter(queues::containsKey)
                    .ifPresentOrElse(
                            name -> {
                                consumed.add(name);
                                consumer(source, name);
                            },
                            () -> faults.add(source.says("has no queue of the template")));
        }
        queues.forEach((name, queue) -> {
            fault(!text(queue, "SqsManagedSseEnabled").equals("true"), name + " is not encrypted");
            if (!consumed.contains(name)) {
                parked(name, queue);
            }
        });
    }

    /** A queue that a function empties. */
    private void consumer(Source source, String name) {
        var queue = deployed.properties(name);
        var visibility = number(queue, DEFAULT_VISIBILITY, "VisibilityTimeout");
        fault(
                visibility < TIMEOUTS_IN_A_VISIBILITY * deployed.timeout(source.function()),
                name + " shows a message again within six timeouts");
        fault(
                !find(source.properties(), "FunctionResponseTypes")
                        .map(Template::texts)
                        .orElse(List.of())
                        .contains("ReportBatchItemFailures"),
                source.says("has no partial batch response"));
        fault(
                find(source.properties(), "ScalingConfig", "MaximumConcurrency").isEmpty(),
                source.says("has no bound on its concurrency"));
        fault(
                deployed.properties(source.function())
                        .find("ReservedConcurrentExecutions")
                        .isPresent(),
                source.says("is throttled by reserved concurrency"));
        fault(
                deployed.alarms("AWS/SQS", "ApproximateAgeOfOldestMessage", name)
                        .findAny()
                        .isEmpty(),
                name + " has no alarm on the age of its oldest message");
        deadLetters(name, queue, visibility);
    }

    private void deadLetters(String name, Template queue, long visibility) {
        Optional<String> dead =
                find(queue, "RedrivePolicy", "deadLetterTargetArn").flatMap(Deployed::target);
        if (dead.filter(queues::containsKey).isEmpty()) {
            faults.add(name + " has no dead-letter queue");
            return;
        }
        var receives = number(queue, 0, "RedrivePolicy", "maxReceiveCount");
        var most = COUNTED_BY_THE_CONSUMER.getOrDefault(name, MOST_RECEIVES);
        fault(receives < 1 || receives > most, name + " is received more than five times");
        var retention = number(queue, DEFAULT_RETENTION, "MessageRetentionPeriod");
        fault(retention < receives * visibility, name + " forgets a message before it is parked");
        fault(
                number(deployed.properties(dead.get()), DEFAULT_RETENTION, "MessageRetentionPeriod") <= retention,
                dead.get() + " keeps a message no longer than " + name);
    }

    /** A queue that waits for a person. */
    private void parked(String name, Template queue) {
        fault(
                number(queue, DEFAULT_RETENTION, "MessageRetentionPeriod") != LONGEST_RETENTION,
                name + " does not keep what is parked for 14 days");
        fault(
                deployed.alarms("AWS/SQS", "ApproximateNumberOfMessagesVisible", name)
                        .noneMatch(QueueFaults::soundsAtOne),
                name + " has no alarm on its first message");
    }

    private static boolean soundsAtOne(Template alarm) {
        return switch (text(alarm, "ComparisonOperator")) {
            case "GreaterThanOrEqualToThreshold" -> number(alarm, 0, "Threshold") == 1;
            case "GreaterThanThreshold" -> number(alarm, 1, "Threshold") == 0;
            default -> false;
        };
    }

    private void fault(boolean there, String what) {
        if (there) {
            faults.add(what);
        }
    }
}
