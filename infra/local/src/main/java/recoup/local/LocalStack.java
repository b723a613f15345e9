package recoup.local;

import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import recoup.handlers.Environment;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The whole stack in this process. When {@link #start} has returned, everything is up; {@link #close} ends it.
 *
 * <pre>{@code
 * try (var stack = LocalStack.start(Options.defaults().port(0).demo(false))) {
 *     var token = stack.token("shop", Role.ADMIN);
 *     call(stack.address().resolve("/v1/settings"), token);
 * }
 * }</pre>
 */
public final class LocalStack implements AutoCloseable {
    private final FrontDoor frontDoor;
    private final Store store;
    private final LocalIssuer issuer;
    private final BusinessClock clock;

    private LocalStack(FrontDoor frontDoor, Store store, LocalIssuer issuer, BusinessClock clock) {
        this.frontDoor = frontDoor;
        this.store = store;
        this.issuer = issuer;
        this.clock = clock;
    }

    /** Starts everything, or nothing: then it is a {@link StartRefused}, and what was started is closed again. */
    public static LocalStack start(Options options) {
        var template = Template.read(Template.find());
        var frontDoor = FrontDoor.take(options.port());
        try {
            var store = Store.open(options);
            try {
                return assemble(options, template, frontDoor, store);
            } catch (RuntimeException e) {
                store.close();
                throw e;
            }
        } catch (RuntimeException e) {
            frontDoor.close();
            throw e;
        }
    }

    /** Where it answers, such as {@code http://127.0.0.1:8787}. */
    public URI address() {
        return frontDoor.address();
    }

    /** A token that is verified like any other, valid for a day of real time. */
    public String token(String merchantId, Role role) {
        return issuer.token(merchantId, role, Optional.empty());
    }

    public BusinessClock clock() {
        return clock;
    }

    /** The store itself, past every fault that the options inject. */
    public DynamoDbClient dynamoDb() {
        return store.client();
    }

    public String table() {
        return Store.TABLE;
    }

    @Override
    public void close() {
        frontDoor.close();
        store.close();
    }

    private static LocalStack assemble(Options options, Template template, FrontDoor frontDoor, Store store) {
        var environment = Environment.of(Map.of(Environment.TABLE, Store.TABLE));
        var issuer = LocalIssuer.open(options.data(), environment.claims());
        var clock = new BusinessClock();
        var functions = options.functions().make(environment, options.dynamoDb().apply(store.client()), clock);
        var gateway = new ApiGateway(Routes.of(template), authorizer(issuer), functions);
        if (options.demo() && store.isEmpty()) {
            new DemoShop(gateway, issuer, clock).open();
        }
        var local = new LocalRoutes(store::isUp, issuer, clock);
        frontDoor.open(
                Cors.of(template, options.consoleOrigin()),
                request -> LocalRoutes.serves(request) ? local.answer(request) : gateway.answer(request));
        return new LocalStack(frontDoor, store, issuer, clock);
    }

    private static JwtAuthorizer authorizer(LocalIssuer issuer) {
        return new JwtAuthorizer(
                issuer.publicKey(),
                LocalIssuer.URL,
                Set.of(LocalIssuer.CONSOLE_CLIENT, LocalIssuer.PLATFORM_CLIENT),
                InstantSource.system());
    }
}
