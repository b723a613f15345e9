package recoup.contract;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.time.Instant;
import java.util.Map;
import recoup.handlers.Environment;
import recoup.handlers.Intake;
import recoup.handlers.OneCall;
import recoup.queues.Parameters;
import recoup.queues.SimulatedSqs;

/** The way in for callbacks and events, for one merchant, whose secrets are those that the samples are signed with. */
final class Callbacks {
    /** When the samples were signed. */
    private static final Instant NOW = Instant.ofEpochSecond(1_609_632_000);

    private static final String SECRETS = """
        {"stripe":{"webhookSecrets":["whsec_test_secret"]},
         "adyen":{"webhookSecrets":["44782DEF547AAA06C910C43932B1EB0C71FC68D9D0C057550C48EC2ACF6BA056"]}}
        """;

    private static final Environment ENVIRONMENT = Environment.of(Map.of(
            Environment.TABLE, "none",
            Environment.PAYMENT_FAILURES, "payment-failures",
            Environment.ORDER_EVENTS, "order-events"));

    private final Intake intake;

    Callbacks() {
        var parameters = new Parameters();
        parameters.put("/recoup/acme", SECRETS);
        this.intake = new Intake(ENVIRONMENT, parameters, new SimulatedSqs(), () -> NOW);
    }

    APIGatewayV2HTTPResponse answer(APIGatewayV2HTTPEvent event) {
        return intake.handleRequest(event, new OneCall());
    }
}
