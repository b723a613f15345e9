package recoup.local;

import java.util.HashMap;
import java.util.Map;

/**
 * The handlers, each under the name that {@code template.yaml} calls it by, and by what calls them.
 *
 * @param http behind the HTTP API
 * @param queue behind a queue
 * @param stream behind the table's stream
 * @param invoked by the schedule, by a rule or by hand
 */
public record Handlers(
        Map<String, HttpFunction> http,
        Map<String, QueueFunction> queue,
        Map<String, StreamFunction> stream,
        Map<String, InvokedFunction> invoked) {
    public Handlers {
        http = Map.copyOf(http);
        queue = Map.copyOf(queue);
        stream = Map.copyOf(stream);
        invoked = Map.copyOf(invoked);
    }

    public static Handlers none() {
        return new Handlers(Map.of(), Map.of(), Map.of(), Map.of());
    }

    public Handlers http(String name, HttpFunction function) {
        return new Handlers(with(http, name, function), queue, stream, invoked);
    }

    public Handlers queue(String name, QueueFunction function) {
        return new Handlers(http, with(queue, name, function), stream, invoked);
    }

    public Handlers stream(String name, StreamFunction function) {
        return new Handlers(http, queue, with(stream, name, function), invoked);
    }

    public Handlers invoked(String name, InvokedFunction function) {
        return new Handlers(http, queue, stream, with(invoked, name, function));
    }

    /** The one of that name, which the template sends {@code what} to. */
    static <F> F find(Map<String, F> handlers, String name, String what) {
        var found = handlers.get(name);
        if (found == null) {
            throw new StartRefused("template.yaml sends " + what + " to " + name + ", which is not here.");
        }
        return found;
    }

    private static <F> Map<String, F> with(Map<String, F> handlers, String name, F function) {
        var more = new HashMap<>(handlers);
        more.put(name, function);
        return more;
    }
}
