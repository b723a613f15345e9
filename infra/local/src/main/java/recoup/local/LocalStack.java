package recoup.local;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import recoup.handlers.ExpiryCanceller;
import recoup.ledger.Ledger;
import recoup.local.shop.Book;
import recoup.local.shop.ShopServer;
import recoup.local.shop.Shops;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

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
    private static final String EXPIRY = Functions.name(ExpiryCanceller.class);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Parts parts;
    private final FrontDoor frontDoor;
    private final Store store;
    private final Queues queues;
    private final LocalIssuer issuer;
    private final BusinessClock clock;
    private final Invoker invoker;

    private LocalStack(
            Parts parts,
            FrontDoor frontDoor,
            Store store,
            Queues queues,
            LocalIssuer issuer,
            BusinessClock clock,
            Invoker invoker) {
        this.parts = parts;
        this.frontDoor = frontDoor;
        this.store = store;
        this.queues = queues;
        this.issuer = issuer;
        this.clock = clock;
        this.invoker = invoker;
    }

    /** Starts everything, or nothing: then it is a {@link StartRefused}, and what was started is closed again. */
    public static LocalStack start(Options options) {
        return start(options, Template.read(Template.find()));
    }

    static LocalStack start(Options options, Template template) {
        var frontDoor = FrontDoor.take(options.port());
        var parts = new Parts();
        try {
            return assemble(options, template, frontDoor, parts);
        } catch (RuntimeException e) {
            frontDoor.close();
            parts.close();
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

    public SqsClient sqs() {
        return queues.client();
    }

    /** The URL of the queue that {@code template.yaml} calls {@code id}. */
    public String queueUrl(String id) {
        return queues.byId(id).url();
    }

    /** Invokes a function by hand, such as {@code recoup.handlers.Republisher::handleRequest}. */
    public Map<String, Object> invoke(String handler, Map<String, Object> event) {
        return invoker.invoke(handler, event);
    }

    /** Ends the front door first, then who works by itself, then what they work on. */
    @Override
    public void close() {
        parts.close();
    }

    private static LocalStack assemble(Options options, Template template, FrontDoor frontDoor, Parts parts) {
        var opening = parts.start("store", () -> Store.open(options));
        var taking = parts.start("topic", Topic::take);
        var filling = parts.start("queues", () -> Queues.open(options, QueueDefinition.all(template)));
        var building = parts.start("shops", ShopServer::take);
        // The store makes the data folder, where the others keep what they have.
        var store = opening.get();
        var issuer = LocalIssuer.open(options.data(), FunctionEnvironment.claims());
        var clock = new BusinessClock();
        var shopServer = building.get();
        var secrets = LocalSecrets.open(options.data(), shopServer.address());
        var shops = Shops.open(discounts(options.data()), clock, InstantSource.system());
        shopServer.open(shops, secrets::shopKeys);
        var inbox = Inbox.open(options.data());
        var topic = taking.get();
        topic.open(inbox);
        var queues = filling.get();
        var environment = FunctionEnvironment.of(template, queues);
        var clients = new Clients(options.dynamoDb().apply(store.client()), queues.client(), topic.client(), secrets);
        var handlers = options.functions().make(environment, clients, clock);
        var gateway = new ApiGateway(Routes.of(template), authorizer(issuer), handlers.http());

        var invocations = new Invocations();
        var background = parts.add(new Background(invocations));
        background.readStream(StreamSource.all(template), store.stream(options.data()), handlers.stream());
        background.readQueues(QueueSource.all(template), queues, handlers.queue());
        var invoker = new Invoker(DeployedFunction.all(template), handlers.invoked(), invocations);
        if (options.demo() && store.isEmpty()) {
            new DemoShop(gateway, issuer, clock).open();
        }
        if (invoker.knows(EXPIRY)) {
            parts.add(Schedule.start(MINUTE, clock, () -> invoker.invoke(EXPIRY, Map.of())));
        }
        var local = new LocalRoutes(
                () -> store.isUp() && queues.isUp() && background.isUp(),
                issuer,
                clock,
                background.drain(queues),
                inbox,
                secrets,
                () -> invoker.invoke(EXPIRY, Map.of()),
                new DiscountRoutes(shops, new RemovedSources(new Ledger(clients.dynamoDb(), Store.TABLE), clock)));
        frontDoor.open(
                Cors.of(template, options.consoleOrigin()),
                request -> LocalRoutes.serves(request) ? local.answer(request) : gateway.answer(request));
        parts.add(frontDoor);
        return new LocalStack(parts, frontDoor, store, queues, issuer, clock, invoker);
    }

    private static Book discounts(Optional<Path> data) {
        return data.<Book>map(folder -> KeptLines.open(folder.resolve("discounts.jsonl")))
                .orElse(Book.NONE);
    }

    private static JwtAuthorizer authorizer(LocalIssuer issuer) {
        return new JwtAuthorizer(
                issuer.publicKey(),
                LocalIssuer.URL,
                Set.of(LocalIssuer.CONSOLE_CLIENT, LocalIssuer.PLATFORM_CLIENT),
                InstantSource.system());
    }
}
