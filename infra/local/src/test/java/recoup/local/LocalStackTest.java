package recoup.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class LocalStackTest {
    private static final Options ECHO = Options.defaults()
            .port(0)
            .demo(false)
            .functions(Functions.deployed().http("recoup.handlers.AdminApi::handleRequest", Echo::claims));

    @Test
    void it_answers_when_it_has_started_and_no_more_when_it_is_closed() {
        var stack = LocalStack.start(ECHO);
        var calls = new Calls(stack.address());
        assertThat(stack.address().toString()).matches("http://127\\.0\\.0\\.1:\\d+");
        assertThat(calls.send("GET", "/_local/health", "").statusCode()).isEqualTo(200);
        stack.close();
        assertThatThrownBy(() -> calls.send("GET", "/_local/health", "")).hasRootCauseInstanceOf(IOException.class);
    }

    @Test
    void it_ends_within_two_seconds_though_functions_still_run() throws InterruptedException {
        var begun = new AtomicInteger();
        var stack = SmallStack.start(
                SmallStack.OPTIONS,
                (_, _) -> {
                    begun.incrementAndGet();
                    sleep();
                    return null;
                },
                (_, _) -> {
                    begun.incrementAndGet();
                    sleep();
                    return null;
                });
        stack.sqs()
                .sendMessage(
                        message -> message.queueUrl(stack.queueUrl("WorkQueue")).messageBody("any"));
        SmallStack.write(stack, "any", "J#1");
        SmallStack.await(() -> begun.get() == 2);
        var began = System.nanoTime();
        stack.close();
        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .as("it does not wait for what runs")
                .isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void two_stacks_in_one_process_do_not_share_a_ledger() {
        try (var one = LocalStack.start(ECHO);
                var two = LocalStack.start(ECHO)) {
            put(one, "a");
            assertThat(count(one)).isEqualTo(1);
            assertThat(count(two)).isZero();
        }
    }

    @Test
    void functions_get_the_client_that_the_options_wrap() {
        var calls = new AtomicInteger();
        var options = ECHO.dynamoDb(client -> counting(client, calls)).functions((environment, clients, time) -> {
            clients.dynamoDb().describeTable(request -> request.tableName(environment.table()));
            return ECHO.functions().make(environment, clients, time);
        });
        try (var stack = LocalStack.start(options)) {
            put(stack, "past the wrapper");
            assertThat(calls).hasValue(1);
        }
    }

    @Test
    void a_data_folder_keeps_ledger_and_tokens_from_run_to_run(@TempDir Path folder) throws IOException {
        var data = folder.resolve("not/there/yet");
        String token;
        try (var first = LocalStack.start(ECHO.data(data))) {
            put(first, "kept");
            token = first.token("m", Role.ADMIN);
            assertThatThrownBy(() -> LocalStack.start(ECHO.data(data)))
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining("in use by another stack");
        }
        try (var second = LocalStack.start(ECHO.data(data))) {
            assertThat(count(second)).isEqualTo(1);
            var answer =
                    new Calls(second.address()).send("GET", "/v1/settings", "", "Authorization", "Bearer " + token);
            assertThat(answer.statusCode()).isEqualTo(200);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("issuer-key.json"))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                .isEqualTo("rwx------");
    }

    @Test
    void a_data_folder_that_cannot_be_used_is_one_clear_sentence(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> LocalStack.start(ECHO.data(file)))
                .isInstanceOf(StartRefused.class)
                .hasMessage("RECOUP_DATA must name a folder, and " + file + " is none.");
        Files.writeString(folder.resolve(Store.FILE), "not a database, ".repeat(500));
        assertThatThrownBy(() -> LocalStack.start(ECHO.data(folder)))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("The ledger in " + folder + " cannot be opened");
    }

    @Test
    void tokens_of_another_stack_are_refused() {
        try (var one = LocalStack.start(ECHO);
                var two = LocalStack.start(ECHO)) {
            var stranger = "Bearer " + one.token("m", Role.ADMIN);
            assertThat(new Calls(two.address())
                            .send("GET", "/v1/settings", "", "Authorization", stranger)
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void a_taken_port_is_one_clear_sentence() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            assertThatThrownBy(() -> LocalStack.start(ECHO.port(taken.getLocalPort())))
                    .isInstanceOf(StartRefused.class)
                    .hasMessage("Port " + taken.getLocalPort()
                            + " of 127.0.0.1 is taken; choose another one with RECOUP_PORT.");
        }
    }

    @Test
    void a_route_without_its_function_does_not_start() {
        assertThatThrownBy(() -> LocalStack.start(ECHO.functions((_, _, _) -> Handlers.none())))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("template.yaml sends")
                .hasMessageContaining("which is not here");
    }

    @Test
    void options_come_from_the_environment() {
        assertThat(Options.of(Map.of()).port()).isEqualTo(8787);
        assertThat(Options.of(Map.of()).demo()).isTrue();
        assertThat(Options.of(Map.of()).data()).isEmpty();
        var set = Options.of(Map.of(
                "RECOUP_PORT", "9000",
                "RECOUP_DEMO", "off",
                "RECOUP_DATA", "some/folder",
                "RECOUP_CONSOLE_ORIGIN", "https://console"));
        assertThat(set.port()).isEqualTo(9000);
        assertThat(set.demo()).isFalse();
        assertThat(set.data()).contains(Path.of("some/folder").toAbsolutePath());
        assertThat(set.consoleOrigin()).isEqualTo("https://console");
        for (var port : new String[] {"x", "-1", "65536", "8787.5", "99999999999"}) {
            assertThatThrownBy(() -> Options.of(Map.of("RECOUP_PORT", port)))
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining("RECOUP_PORT");
        }
        assertThatThrownBy(() -> Options.of(Map.of("RECOUP_DEMO", "no"))).isInstanceOf(StartRefused.class);
    }

    private static void sleep() {
        try {
            Thread.sleep(30_000);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void put(LocalStack stack, String id) {
        stack.dynamoDb()
                .putItem(request -> request.tableName(stack.table())
                        .item(Map.of("pk", AttributeValue.fromS(id), "sk", AttributeValue.fromS("x"))));
    }

    private static int count(LocalStack stack) {
        return stack.dynamoDb()
                .scan(request -> request.tableName(stack.table()))
                .count();
    }

    private static DynamoDbClient counting(DynamoDbClient client, AtomicInteger calls) {
        return (DynamoDbClient) Proxy.newProxyInstance(
                DynamoDbClient.class.getClassLoader(),
                new Class<?>[] {DynamoDbClient.class},
                (_, method, arguments) -> {
                    calls.incrementAndGet();
                    return method.invoke(client, arguments);
                });
    }
}
