package recoup.local;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A function as {@code template.yaml} deploys it.
 *
 * @param name its name in the template
 * @param handler its class and method
 * @param limit how long it may run
 * @param events what calls it
 */
record DeployedFunction(String name, String handler, Duration limit, List<Event> events) {
    /** One of the things that call a function. */
    record Event(String type, Template properties) {}

    DeployedFunction {
        events = List.copyOf(events);
    }

    static List<DeployedFunction> all(Template template) {
        var functions = new ArrayList<DeployedFunction>();
        template.resources("AWS::Serverless::Function")
                .forEach((name, properties) -> functions.add(of(name, properties, template)));
        return functions;
    }

    Stream<Template> events(String type) {
        return events.stream().filter(event -> event.type().equals(type)).map(Event::properties);
    }

    private static DeployedFunction of(String name, Template function, Template template) {
        var timeout = function.find("Timeout")
                .orElseGet(() -> template.at("Globals", "Function").at("Timeout"));
        var events = new ArrayList<Event>();
        function.find("Events")
                .ifPresent(all -> all.fields()
                        .values()
                        .forEach(event -> events.add(new Event(event.at("Type").text(), event.at("Properties")))));
        return new DeployedFunction(
                name, function.at("Handler").text(), Duration.ofSeconds(Long.parseLong(timeout.text())), events);
    }
}
