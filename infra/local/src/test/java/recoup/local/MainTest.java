package recoup.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The stack as a process of its own, as Maven starts it. */
class MainTest {
    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void endWhatWasStarted() {
        started.forEach(process -> {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        });
    }

    @Test
    void a_plain_kill_ends_it_within_two_seconds() throws Exception {
        var port = freePort();
        var stack = start(java(List.of()), Map.of("RECOUP_PORT", "" + port));
        awaitHealth(port);
        stack.destroy();
        assertThat(stack.waitFor(2, TimeUnit.SECONDS)).isTrue();
        assertThat(listens(port)).isFalse();
    }

    @Test
    void it_ends_when_the_process_that_started_it_is_killed() throws Exception {
        var port = freePort();
        // The shell stands in for Maven; the last command keeps it from becoming the stack itself.
        var shell = new ArrayList<>(List.of("/bin/sh", "-c", "\"$@\"; exit 0", "sh"));
        shell.addAll(java(List.of(Main.END_WITH_PARENT)));
        var parent = start(shell, Map.of("RECOUP_PORT", "" + port));
        awaitHealth(port);
        var stack = parent.children().findFirst().orElseThrow();
        parent.destroyForcibly();
        await(Duration.ofSeconds(5), () -> !stack.isAlive());
        assertThat(listens(port)).isFalse();
    }

    @Test
    void without_being_told_it_outlives_the_process_that_started_it() throws Exception {
        var port = freePort();
        var shell = new ArrayList<>(List.of("/bin/sh", "-c", "\"$@\"; exit 0", "sh"));
        shell.addAll(java(List.of()));
        var parent = start(shell, Map.of("RECOUP_PORT", "" + port));
        awaitHealth(port);
        var stack = parent.children().findFirst().orElseThrow();
        parent.destroyForcibly();
        try {
            Thread.sleep(1_000);
            assertThat(stack.isAlive()).isTrue();
        } finally {
            stack.destroyForcibly();
        }
    }

    @Test
    void a_taken_port_is_one_sentence_and_exit_1() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            var port = taken.getLocalPort();
            refused(
                    start(java(List.of()), Map.of("RECOUP_PORT", "" + port)),
                    "Port " + port + " of 127.0.0.1 is taken; choose another one with RECOUP_PORT.\n");
        }
    }

    @Test
    void a_wrong_setting_is_one_sentence_and_exit_1() throws Exception {
        refused(
                start(java(List.of()), Map.of("RECOUP_PORT", "http")),
                "RECOUP_PORT must be a port from 0 (any free one) to 65535, not \"http\".\n");
        refused(
                start(java(List.of("--port=1")), Map.of()),
                "The stack is set by environment variables (RECOUP_PORT, RECOUP_DATA, RECOUP_DEMO), not by"
                        + " --port=1.\n");
    }

    @Test
    void it_prints_where_it_is_a_token_and_a_first_call() throws Exception {
        var stack = start(java(List.of()), Map.of("RECOUP_PORT", "0"));
        var lines = new ArrayList<String>();
        try (var output = stack.inputReader(StandardCharsets.UTF_8)) {
            for (var line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line);
                if (line.startsWith("Ctrl-C")) {
                    break;
                }
            }
        }
        var address = find(lines, "Recoup is up at ").replaceFirst(" .*", "");
        var token = find(lines, "TOKEN=");
        assertThat(find(lines, "curl -s "))
                .startsWith(address + "/v1/settings ")
                .endsWith("$TOKEN\"");
        var answer = new Calls(URI.create(address)).send("GET", "/v1/settings", "", "Authorization", "Bearer " + token);
        assertThat(answer.statusCode()).isNotIn(401, 404);
    }

    private static String find(List<String> lines, String start) {
        return lines.stream()
                .filter(line -> line.startsWith(start))
                .findFirst()
                .orElseThrow()
                .substring(start.length());
    }

    private static void refused(Process process, String sentence) throws Exception {
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo(sentence);
        assertThat(process.getInputStream().readAllBytes()).isEmpty();
    }

    private static List<String> java(List<String> arguments) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:TieredStopAtLevel=1",
                "-classpath",
                System.getProperty("java.class.path"),
                "recoup.local.Main"));
        command.addAll(arguments);
        return command;
    }

    private Process start(List<String> command, Map<String, String> variables) throws IOException {
        var builder = new ProcessBuilder(command);
        builder.environment().putAll(Map.of("DDB_LOCAL_TELEMETRY", "0", "RECOUP_DEMO", "off"));
        builder.environment().putAll(variables);
        var process = builder.start();
        started.add(process);
        return process;
    }

    private static void awaitHealth(int port) throws InterruptedException {
        var calls = new Calls(URI.create("http://127.0.0.1:" + port));
        await(Duration.ofSeconds(30), () -> {
            try {
                return calls.send("GET", "/_local/health", "").statusCode() == 200;
            } catch (UncheckedIOException _) {
                return false;
            }
        });
    }

    private static void await(Duration most, BooleanSupplier what) throws InterruptedException {
        var end = System.nanoTime() + most.toNanos();
        while (!what.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited in vain").isLessThan(end);
            Thread.sleep(50);
        }
    }

    private static boolean listens(int port) {
        try (var _ = new ServerSocket(port, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            return false;
        } catch (IOException _) {
            return true;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
