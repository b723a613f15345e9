package recoup.local;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** Invokes functions by their handler's name, as the schedule does, or somebody by hand. */
record Invoker(List<DeployedFunction> functions, Map<String, InvokedFunction> handlers, Invocations invocations) {
    boolean knows(String handler) {
        return functions.stream().anyMatch(function -> function.handler().equals(handler));
    }

    Map<String, Object> invoke(String handler, Map<String, Object> event) {
        var function = functions.stream()
                .filter(each -> each.handler().equals(handler))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("template.yaml has no function " + handler));
        var target = Handlers.find(handlers, handler, "an event");
        var context = new LocalContext(function.name(), UUID.randomUUID().toString(), function.limit());
        try {
            return invocations.call(function.name(), function.limit(), () -> target.handleRequest(event, context));
        } catch (TimeoutException _) {
            throw new IllegalStateException(
                    function.name() + " took longer than " + function.limit().toSeconds() + " s");
        } catch (ExecutionException e) {
            throw new IllegalStateException(function.name() + " threw", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(function.name() + " was interrupted", e);
        }
    }
}
