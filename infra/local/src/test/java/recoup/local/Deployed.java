package recoup.local;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What {@code template.yaml} deploys, asked for by kind. */
record Deployed(Template template) {
    private static final String DEFAULT_TIMEOUT = "3";

    /** A function's source of events, and whose it is. */
    record Source(String function, String name, Template properties) {
        String says(String fault) {
            return function + "." + name + " " + fault;
        }
    }

    /** The properties of every resource of {@code type}, by the resource's name. */
    Map<String, Template> of(String type) {
        return template.resources(type);
    }

    /** The properties of the resource {@code name}, which must be there. */
    Template properties(String name) {
        return template.at("Resources", name, "Properties");
    }

    Map<String, Template> functions() {
        return of("AWS::Serverless::Function");
    }

    Map<String, Template> queues() {
        return of("AWS::SQS::Queue");
    }

    /** Every event source of {@code type}, such as {@code SQS}. */
    List<Source> sources(String type) {
        return functions().entrySet().stream()
                .flatMap(function -> function.getValue().find("Events").stream()
                        .flatMap(events -> events.fields().entrySet().stream())
                        .filter(event -> event.getValue().at("Type").text().equals(type))
                        .map(event -> new Source(
                                function.getKey(),
                                event.getKey(),
                                event.getValue().at("Properties"))))
                .toList();
    }

    /** How many seconds a function may run. */
    long timeout(String function) {
        return Long.parseLong(properties(function)
                .find("Timeout")
                .or(() -> find(template, "Globals", "Function", "Timeout"))
                .map(Template::text)
                .orElse(DEFAULT_TIMEOUT));
    }

    /** The alarms on a metric of one thing: {@code !Ref} or {@code !GetAtt} of it is the value of the one dimension. */
    Stream<Template> alarms(String namespace, String metric, String of) {
        return of("AWS::CloudWatch::Alarm").values().stream()
                .filter(alarm -> text(alarm, "Namespace").equals(namespace)
                        && text(alarm, "MetricName").equals(metric))
                .filter(alarm -> find(alarm, "Dimensions").map(Template::items).orElse(List.of()).stream()
                        .anyMatch(dimension -> target(dimension.at("Value")).equals(Optional.of(of))));
    }

    /** The resource that {@code !Ref}, {@code !GetAtt} or {@code !Sub} names first; empty, if the value is plain. */
    static Optional<String> target(Template value) {
        return value.tag().filter(_ -> value.isText()).map(_ -> value.text().split("\\.", 2)[0]);
    }

    static Optional<Template> find(Template part, String... keys) {
        var found = Optional.of(part);
        for (var key : keys) {
            found = found.flatMap(it -> it.find(key));
        }
        return found;
    }

    /** The text under these keys; empty text, if there is none. */
    static String text(Template part, String... keys) {
        return find(part, keys).filter(Template::isText).map(Template::text).orElse("");
    }

    /** The number under these keys, or what it is if left out. */
    static long number(Template part, long leftOut, String... keys) {
        return find(part, keys).map(it -> Long.parseLong(it.text())).orElse(leftOut);
    }
}
