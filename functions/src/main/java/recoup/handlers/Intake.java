package recoup.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.InstantSource;
import recoup.handlers.events.Envelope;
import recoup.handlers.events.EventsBody;
import recoup.handlers.http.Call;
import recoup.handlers.http.Door;
import recoup.handlers.http.Problem;
import recoup.handlers.http.ProblemException;
import recoup.handlers.http.Responses;
import recoup.handlers.http.Role;
import recoup.model.Trigger;
import recoup.operations.Moment;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/**
 * The way in for callbacks of payment providers and shop platforms, and for events: verify, queue, answer. What becomes of
 * them is nobody's business here; a provider that was answered with 2xx will not come again.
 */
public final class Intake implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    private final InstantSource businessTime;
    private final InstantSource realTime;
    private final Door door;
    private final EventQueues queues;
    private final Webhooks webhooks;

    /** On Lambda: everything from the environment, and what a first callback needs is loaded for the snapshot. */
    public Intake() {
        this(Environment.of(System.getenv()), AwsClients.ssm(), AwsClients.sqs(), InstantSource.system());
        Webhooks.prime();
    }

    /** With clients and a business time of one's own; the age of signatures is judged by it. */
    public Intake(Environment environment, SsmClient ssm, SqsClient sqs, InstantSource businessTime) {
        this(environment, ssm, sqs, businessTime, InstantSource.system());
    }

    /** With a real time of one's own, too: secrets are forgotten by it. */
    public Intake(
            Environment environment, SsmClient ssm, SqsClient sqs, InstantSource businessTime, InstantSource realTime) {
        this.businessTime = businessTime;
        this.realTime = realTime;
        this.door = new Door(environment.claims());
        this.queues = new EventQueues(sqs, environment);
        this.webhooks = new Webhooks(new MerchantParameters(ssm, realTime), queues);
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        var log = new FunctionLog("intake", context);
        try {
            return route(event, log);
        } catch (ProblemException refused) {
            return Responses.problem(refused.problem());
        } catch (SdkException | NotTaken unavailable) {
            log.error(log.line().put("route", event.getRouteKey()), unavailable);
            return Responses.problem(Problem.of(Problem.Type.UNAVAILABLE, "It was not taken. Send it again."));
        } catch (RuntimeException fault) {
            log.error(log.line().put("route", event.getRouteKey()), fault);
            return Responses.problem(Problem.of(Problem.Type.INTERNAL, "It has been logged."));
        }
    }

    private APIGatewayV2HTTPResponse route(APIGatewayV2HTTPEvent event, FunctionLog log) {
        var moment = new Moment(businessTime.instant(), realTime.instant());
        return switch (event.getRouteKey()) {
            case "POST /v1/events" -> events(door.open(event, moment, () -> false, Role.PLATFORM), moment, log);
            case "POST /v1/webhooks/{provider}/{merchantId}" -> webhooks.receive(event, moment.now(), log);
            default ->
                throw new UnsupportedOperationException(
                        "template.yaml routes here what Intake does not know: " + event.getRouteKey());
        };
    }

    private APIGatewayV2HTTPResponse events(Call call, Moment moment, FunctionLog log) {
        var body = EventsBody.read(call.rawBody());
        var caller = call.caller();
        queues.send(body.events().stream()
                .map(event -> new Envelope(caller.merchant(), caller.actor(), moment.now(), event))
                .toList());
        log.info(log.line()
                .put("merchantId", caller.merchant().value())
                .put("trigger", Trigger.PLATFORM.name())
                .put("outcome", "queued")
                .put("accepted", body.events().size())
                .put("rejected", body.rejected().size()));
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("accepted", body.events().size());
        var rejected = json.putArray("rejected");
        for (var why : body.rejected()) {
            rejected.addObject().put("id", why.id().orElse(null)).put("code", why.code());
        }
        return Responses.accepted(json);
    }
}
