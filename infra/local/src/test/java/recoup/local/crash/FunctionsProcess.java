package recoup.local.crash;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The functions with their front door, as a process that is killed and started again. It ends by itself when this one ends,
 * however that ends.
 */
final class FunctionsProcess implements AutoCloseable {
    static final String REAL = "recoup.local.Main";
    private static final String END_WITH_PARENT = "--end-with-parent";
    private static final Duration LONGEST_START = Duration.ofSeconds(60);
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(10);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);
    private static final Duration TO_DUMP = Duration.ofSeconds(2);
    private static final int MOST_WORDS = 60_000;
    private static final int MOST_STARTS = 3;

    private final List<String> command;
    private final Map<String, String> variables;
    private final Path output;
    private final int port;
    private Process process;

    private FunctionsProcess(
            List<String> command, Map<String, String> variables, Path output, int port, Process process) {
        this.command = command;
        this.variables = variables;
        this.output = output;
        this.port = port;
        this.process = process;
    }

    /** Starts the program {@code main}, which {@link #REAL} is, with its data in {@code folder}. */
    static FunctionsProcess start(String main, Map<String, String> settings, Path folder) throws IOException {
        var port = freePort();
        var variables = new HashMap<>(settings);
        variables.put("RECOUP_PORT", "" + port);
        variables.put("RECOUP_DEMO", "off");
        variables.put("RECOUP_DATA", folder.resolve("data").toString());
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-classpath",
                System.getProperty("java.class.path"),
                main,
                END_WITH_PARENT));
        var output = folder.resolve("functions.log");
        return new FunctionsProcess(command, variables, output, port, begin(command, variables, output));
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Waits until it can be called. One that lives and cannot is killed as any other, and what it waited for is printed. */
    void awaitUp() throws IOException, InterruptedException {
        for (var start = 1; !comesUp(); start++) {
            var words = lastWords();
            if (!process.isAlive() || start == MOST_STARTS) {
                throw new IllegalStateException("the functions do not start: " + words);
            }
            System.err.println("The functions live and do not answer, " + LONGEST_START.toSeconds()
                    + " s after their start: " + words);
            kill();
            startAgain();
        }
    }

    private boolean comesUp() throws InterruptedException {
        var wire = new Wire(address(), LONGEST_LOOK);
        var end = System.nanoTime() + LONGEST_START.toNanos();
        while (wire.send("GET", "/_local/health", "")
                .filter(answer -> answer.status() == 200)
                .isEmpty()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                return false;
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
        return true;
    }

    /** The end of what it printed; if it lives, that is what each of its threads waits for. */
    private String lastWords() throws IOException, InterruptedException {
        if (process.isAlive()) {
            new ProcessBuilder("kill", "-3", "" + process.pid()).start().waitFor();
            Thread.sleep(TO_DUMP);
        }
        var all = Files.readString(output);
        return all.substring(Math.max(0, all.length() - MOST_WORDS));
    }

    /** kill -9: nothing is closed, nothing is said. Returns when the kernel has taken it away. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** The same program again, on the same port. */
    void startAgain() throws IOException {
        process = begin(command, variables, output);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static Process begin(List<String> command, Map<String, String> variables, Path output) throws IOException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment().putAll(variables);
        return builder.start();
    }

    /** Below the ports that the kernel gives away: while the functions are dead, none of their clients must get theirs. */
    private static int freePort() {
        for (var attempt = 0; attempt < 100; attempt++) {
            var port = ThreadLocalRandom.current().nextInt(20_000, 30_000);
            try (var socket = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"))) {
                return socket.getLocalPort();
            } catch (IOException _) {
                // Taken: another one.
            }
        }
        throw new IllegalStateException("no port is free");
    }
}
