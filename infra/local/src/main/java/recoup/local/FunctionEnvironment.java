package recoup.local;

import java.util.HashMap;
import java.util.Map;
import recoup.handlers.Environment;
import recoup.handlers.http.TokenClaims;

/** The functions' environment as {@code template.yaml} sets it, with the names that things have on this machine. */
final class FunctionEnvironment {
    private FunctionEnvironment() {}

    /** How tokens say who calls; the local issuer writes them so. */
    static TokenClaims claims() {
        return Environment.of(Map.of(Environment.TABLE, Store.TABLE)).claims();
    }

    /** A variable that names a parameter is left out: what the code takes then is the parameter's default, too. */
    static Environment of(Template template, Queues queues) {
        var here = new HashMap<String, String>();
        template.resources("AWS::DynamoDB::Table").keySet().forEach(id -> here.put(id, Store.TABLE));
        template.resources("AWS::SNS::Topic").keySet().forEach(id -> here.put(id, Topic.ARN));
        template.resources("AWS::SQS::Queue")
                .keySet()
                .forEach(id -> here.put(id, queues.byId(id).url()));
        var variables = new HashMap<>(Map.of(Environment.TABLE, Store.TABLE));
        template.at("Globals", "Function", "Environment", "Variables").fields().forEach((name, value) -> {
            if (value.isText() && here.containsKey(value.text())) {
                variables.put(name, here.get(value.text()));
            }
        });
        return Environment.of(variables);
    }
}
