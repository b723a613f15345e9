package recoup.local;

import static recoup.local.Deployed.find;
import static recoup.local.Deployed.target;
import static recoup.local.Deployed.text;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** What nobody would see: functions without an alarm or a log of their own, alarms that tell nobody. */
final class WatchFaults {
    private WatchFaults() {}

    static List<String> of(Template template) {
        var deployed = new Deployed(template);
        var logs = deployed.of("AWS::Logs::LogGroup");
        var taken = new HashSet<String>();
        var faults = new ArrayList<String>();
        deployed.functions().forEach((name, function) -> {
            if (deployed.alarms("AWS/Lambda", "Errors", name).findAny().isEmpty()) {
                faults.add(name + " has no alarm on its errors");
            }
            var log = find(function, "LoggingConfig", "LogGroup").flatMap(Deployed::target);
            if (log.filter(logs::containsKey).filter(taken::add).isEmpty()) {
                faults.add(name + " has no log group of its own");
            }
            if (text(function, "Description").isBlank()) {
                faults.add(name + " does not say what it is for");
            }
        });
        logs.forEach((name, log) -> {
            if (log.find("RetentionInDays").isEmpty()) {
                faults.add(name + " is kept for ever");
            }
        });
        deployed.of("AWS::CloudWatch::Alarm").forEach((name, alarm) -> {
            if (!tells(alarm)) {
                faults.add(name + " tells nobody");
            }
        });
        return faults;
    }

    /** If there is a topic for alarms, it goes there. */
    private static boolean tells(Template alarm) {
        return find(alarm, "AlarmActions")
                .filter(actions -> actions.tag().equals(Optional.of("If")))
                .map(Template::items)
                .filter(items -> items.getFirst().text().equals("Alarmed"))
                .map(items -> items.get(1).items().stream()
                        .anyMatch(topic -> target(topic).equals(Optional.of("AlarmTopic"))))
                .orElse(false);
    }
}
