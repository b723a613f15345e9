package recoup.fuzz;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import recoup.contract.Contract;
import recoup.handlers.SampleEvents;

/**
 * Whether an answer is one that the document allows, judged without a look at the code: no fault of ours, no status, header or
 * body that is not described, nothing accepted that the schemas refuse, nothing refused as invalid that they allow but for
 * what they cannot say, the field at fault named, nothing written by a refusal or a read, and nothing of the inside shown.
 */
final class Oracle {
    /**
     * What was asked and answered.
     *
     * @param writes how many that took
     * @param silent whether the shop platform was asked in vain
     * @param log what the function logged
     */
    record Answered(
            APIGatewayV2HTTPEvent event, APIGatewayV2HTTPResponse answer, int writes, boolean silent, String log) {}

    private static final Set<Integer> WRITES_NOTHING = Set.of(400, 401, 403, 404, 412, 422, 428, 503);
    private static final Pattern INSIDE = Pattern.compile("recoup\\.[a-z]+\\.|Exception|jackson|software\\.amazon"
            + "|java\\.(lang|util|time|io)|NullPointer|\\tat |\\.java:\\d|Stack ?[Tt]race|com\\.amazonaws");

    private Oracle() {}

    /** What is wrong; empty if nothing is. */
    static List<String> faults(Asking asked, Answered answered) {
        var faults = new ArrayList<String>();
        var answer = answered.answer();
        var status = answer.getStatusCode();
        if (status >= 500 && !(status == 503 && answered.silent())) {
            faults.add("a fault of ours: " + status);
        }
        if (answered.log().contains("\"level\":\"ERROR\"")) {
            faults.add("an error was logged: " + answered.log());
        }
        try {
            Contract.check(answered.event(), answer);
        } catch (AssertionError undocumented) {
            faults.add(String.valueOf(undocumented.getMessage()));
            return faults;
        }
        if (!asked.mayAsk() && status != 403) {
            faults.add("nobody let this caller in, and it was answered with " + status);
        }
        if (INSIDE.matcher(answer.getBody()).find()) {
            faults.add("the inside is shown");
        }
        if (answered.writes() > 0 && (WRITES_NOTHING.contains(status) || reads(asked))) {
            faults.add("it wrote " + answered.writes() + " times");
        }
        if (status == 400) {
            invalid(asked, answered, SampleEvents.json(answer.getBody()), faults);
        }
        return faults;
    }

    private static boolean reads(Asking asked) {
        return asked.operation().route().startsWith("GET ") || asked.name().startsWith("preview");
    }

    private static void invalid(Asking asked, Answered answered, JsonNode problem, List<String> faults) {
        if (!problem.path("code").asText().equals("validation")) {
            return;
        }
        var byDocument = Contract.faults(answered.event());
        if (byDocument.isEmpty()) {
            problem.path("errors").forEach(error -> {
                var field = error.path("field").asText();
                if (Unsaid.why(
                                field,
                                error.path("message").asText(),
                                asked.body().orElse(""))
                        .isEmpty()) {
                    faults.add("it was refused, and the document allows it: " + error);
                }
            });
        }
        var named = new ArrayList<String>();
        problem.path("errors").forEach(error -> named.add(error.path("field").asText()));
        if (!byDocument.isEmpty()
                && asked.field().isPresent()
                && named.stream()
                        .noneMatch(name ->
                                isAbout(name, asked.field().orElseThrow()) || isFoundByDocument(name, byDocument))) {
            faults.add("what was touched is not named: " + named + " of " + byDocument);
        }
    }

    /** What was touched may put another field in the wrong: what is taken has no date. */
    private static boolean isFoundByDocument(String named, List<String> byDocument) {
        var pointer = "/" + named.replace('.', '/') + ": ";
        return byDocument.stream().anyMatch(fault -> fault.startsWith(pointer));
    }

    /** A problem names the field itself, one within, or one that holds it; of what is no JSON it can only name the body. */
    private static boolean isAbout(String named, String field) {
        return named.equals(field)
                || named.equals("body")
                || named.startsWith(field + ".")
                || field.startsWith(named + ".");
    }
}
