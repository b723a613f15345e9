package recoup.handlers;

import static recoup.handlers.http.Role.ADMIN;
import static recoup.handlers.http.Role.PLATFORM;
import static recoup.handlers.http.Role.VIEWER;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.time.InstantSource;
import java.util.function.Function;
import recoup.handlers.http.Call;
import recoup.handlers.http.CustomerRoutes;
import recoup.handlers.http.Door;
import recoup.handlers.http.OrderLists;
import recoup.handlers.http.OrderRoutes;
import recoup.handlers.http.Priming;
import recoup.handlers.http.Problem;
import recoup.handlers.http.ProblemException;
import recoup.handlers.http.RedemptionRoutes;
import recoup.handlers.http.Responses;
import recoup.handlers.http.ReviewRoutes;
import recoup.handlers.http.Role;
import recoup.handlers.http.SettingsRoutes;
import recoup.handlers.http.VerificationRoutes;
import recoup.ledger.Ledger;
import recoup.ledger.LedgerUnavailable;
import recoup.ledger.OrderIndex;
import recoup.ledger.RedemptionIndex;
import recoup.ledger.ReviewIndex;
import recoup.operations.Attempts;
import recoup.operations.CodeShop;
import recoup.operations.Moment;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The HTTP API of the admin's console and of the shop's back end. API Gateway has matched the path and checked the token. */
public final class AdminApi implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    private final InstantSource businessTime;
    private final InstantSource realTime;
    private final Function<Context, Attempts> attempts;
    private final Door door;
    private final OrderRoutes orders;
    private final CustomerRoutes customers;
    private final OrderLists lists;
    private final RedemptionRoutes redemptions;
    private final ReviewRoutes reviews;
    private final SettingsRoutes settings;
    private final VerificationRoutes verification;

    /** On Lambda: everything from the environment, and what a first request needs is loaded for the snapshot. */
    public AdminApi() {
        this(
                Environment.of(System.getenv()),
                AwsClients.dynamoDb(),
                AwsClients.shops(Environment.of(System.getenv())),
                InstantSource.system());
        Priming.run();
    }

    /** With a store, shops and a business time of one's own. */
    public AdminApi(Environment environment, DynamoDbClient dynamoDb, CodeShop shops, InstantSource businessTime) {
        this(environment, dynamoDb, shops, businessTime, InstantSource.system(), JitteredAttempts::within);
    }

    /** With a real time and a pace of one's own, too. */
    public AdminApi(
            Environment environment,
            DynamoDbClient dynamoDb,
            CodeShop shops,
            InstantSource businessTime,
            InstantSource realTime,
            Function<Context, Attempts> attempts) {
        var ledger = new Ledger(dynamoDb, environment.table());
        this.businessTime = businessTime;
        this.realTime = realTime;
        this.attempts = attempts;
        this.door = new Door(environment.claims());
        this.orders = new OrderRoutes(ledger);
        this.customers = new CustomerRoutes(ledger);
        this.lists = new OrderLists(ledger, new OrderIndex(dynamoDb, environment.table()));
        this.redemptions =
                new RedemptionRoutes(ledger, new RedemptionIndex(dynamoDb, environment.table()), shops, businessTime);
        this.reviews = new ReviewRoutes(ledger, new ReviewIndex(dynamoDb, environment.table()));
        this.settings = new SettingsRoutes(ledger);
        this.verification = new VerificationRoutes(ledger);
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        try {
            return route(event, context);
        } catch (ProblemException refused) {
            return Responses.problem(refused.problem());
        } catch (LedgerUnavailable unavailable) {
            log(event, context, unavailable);
            return Responses.unanswered();
        } catch (RuntimeException fault) {
            log(event, context, fault);
            return Responses.problem(Problem.of(Problem.Type.INTERNAL, "It has been logged."));
        }
    }

    private APIGatewayV2HTTPResponse route(APIGatewayV2HTTPEvent event, Context context) {
        return switch (event.getRouteKey()) {
            case "GET /v1/settings" -> settings.read(call(event, context, ADMIN, VIEWER));
            case "PUT /v1/settings" -> settings.save(call(event, context, ADMIN));
            case "POST /v1/orders" -> orders.place(call(event, context, PLATFORM));
            case "GET /v1/orders" -> lists.orders(call(event, context, ADMIN, VIEWER));
            case "POST /v1/order-cancellations" -> orders.cancelMany(call(event, context, ADMIN));
            case "PATCH /v1/orders/{orderId}" -> orders.move(call(event, context, ADMIN, PLATFORM));
            case "GET /v1/orders/{orderId}/history" -> lists.history(call(event, context, ADMIN, VIEWER));
            case "POST /v1/orders/{orderId}/revert" -> orders.revert(call(event, context, ADMIN));
            case "POST /v1/orders/{orderId}/reapply" -> orders.reapply(call(event, context, ADMIN));
            case "POST /v1/redemptions" -> redemptions.redeem(call(event, context, PLATFORM));
            case "GET /v1/redemptions" -> redemptions.list(call(event, context, ADMIN, VIEWER));
            case "GET /v1/redemptions/{redemptionId}" -> redemptions.read(call(event, context, ADMIN, VIEWER));
            case "POST /v1/redemptions/{redemptionId}/reversal-preview" ->
                redemptions.previewReversal(call(event, context, ADMIN, VIEWER));
            case "POST /v1/redemptions/{redemptionId}/reverse" -> redemptions.reverse(call(event, context, ADMIN));
            case "GET /v1/reviews" -> reviews.list(call(event, context, ADMIN, VIEWER));
            case "POST /v1/reviews/{reviewId}/resolve" -> reviews.resolve(call(event, context, ADMIN));
            case "GET /v1/verification" -> verification.verify(call(event, context, ADMIN));
            case "GET /v1/orders/{orderId}" -> orders.read(call(event, context, ADMIN, VIEWER));
            case "POST /v1/orders/{orderId}/cancellation-preview" ->
                orders.previewCancellation(call(event, context, ADMIN, VIEWER));
            case "POST /v1/orders/{orderId}/cancel" -> orders.cancel(call(event, context, ADMIN));
            case "GET /v1/customers/{customerId}" -> customers.read(call(event, context, ADMIN, VIEWER));
            case "GET /v1/customers/{customerId}/activity" -> customers.activity(call(event, context, ADMIN, VIEWER));
            case "POST /v1/customers/{customerId}/adjustments" ->
                customers.adjust(call(event, context, ADMIN, PLATFORM));
            default ->
                throw new IllegalStateException(
                        "template.yaml routes here what AdminApi does not know: " + event.getRouteKey());
        };
    }

    private static void log(APIGatewayV2HTTPEvent event, Context context, RuntimeException fault) {
        var log = new FunctionLog("admin-api", context);
        log.error(log.line().put("route", event.getRouteKey()), fault);
    }

    private Call call(APIGatewayV2HTTPEvent event, Context context, Role... roles) {
        var moment = new Moment(businessTime.instant(), realTime.instant());
        return door.open(event, moment, attempts.apply(context), roles);
    }
}
