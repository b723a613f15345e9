package recoup.local;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * How a stack is started.
 *
 * @param port where it listens on 127.0.0.1; 0 takes any free port
 * @param demo whether an empty ledger gets the demo shop
 * @param data the folder that keeps the ledger, what was published of it, the shops' discounts and the keys between runs; empty keeps nothing
 * @param endpoint another DynamoDB than the one inside; empty takes that one
 * @param queues where other queues are than those inside; empty takes these
 * @param consoleOrigin the origin that browsers may call from
 * @param dynamoDb what the functions' client is wrapped in, to inject faults or to count
 * @param functions the handlers behind routes, queues, stream and schedule
 */
public record Options(
        int port,
        boolean demo,
        Optional<Path> data,
        Optional<URI> endpoint,
        Optional<URI> queues,
        String consoleOrigin,
        UnaryOperator<DynamoDbClient> dynamoDb,
        Functions functions) {
    static final String PORT = "RECOUP_PORT";
    static final String DEMO = "RECOUP_DEMO";
    static final String DATA = "RECOUP_DATA";
    /** The AWS SDKs' own name for it. */
    static final String ENDPOINT = "AWS_ENDPOINT_URL_DYNAMODB";

    static final String QUEUES = "AWS_ENDPOINT_URL_SQS";
    static final String CONSOLE_ORIGIN = "RECOUP_CONSOLE_ORIGIN";

    public static Options defaults() {
        return new Options(
                8787,
                true,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "http://localhost:5173",
                UnaryOperator.identity(),
                Functions.deployed());
    }

    /** Reads the environment's variables; a value that makes no sense is a {@link StartRefused}. */
    static Options of(Map<String, String> variables) {
        var defaults = defaults();
        return defaults.port(port(variables.getOrDefault(PORT, ""), defaults.port()))
                .demo(demo(variables.getOrDefault(DEMO, "")))
                .data(data(variables.getOrDefault(DATA, "")))
                .endpoint(endpoint(ENDPOINT, variables.getOrDefault(ENDPOINT, "")))
                .queues(endpoint(QUEUES, variables.getOrDefault(QUEUES, "")))
                .consoleOrigin(variables.getOrDefault(CONSOLE_ORIGIN, defaults.consoleOrigin()));
    }

    public Options port(int port) {
        return new Options(port, demo, data, endpoint, queues, consoleOrigin, dynamoDb, functions);
    }

    public Options demo(boolean demo) {
        return new Options(port, demo, data, endpoint, queues, consoleOrigin, dynamoDb, functions);
    }

    public Options data(Path data) {
        return data(Optional.of(data));
    }

    private Options data(Optional<Path> data) {
        return new Options(port, demo, data, endpoint, queues, consoleOrigin, dynamoDb, functions);
    }

    public Options endpoint(Optional<URI> endpoint) {
        return new Options(port, demo, data, endpoint, queues, consoleOrigin, dynamoDb, functions);
    }

    public Options queues(Optional<URI> queues) {
        return new Options(port, demo, data, endpoint, queues, consoleOrigin, dynamoDb, functions);
    }

    public Options consoleOrigin(String consoleOrigin) {
        return new Options(port, demo, data, endpoint, queues, consoleOrigin, dynamoDb, functions);
    }

    public Options dynamoDb(UnaryOperator<DynamoDbClient> dynamoDb) {
        return new Options(port, demo, data, endpoint, queues, consoleOrigin, dynamoDb, functions);
    }

    public Options functions(Functions functions) {
        return new Options(port, demo, data, endpoint, queues, consoleOrigin, dynamoDb, functions);
    }

    private static int port(String text, int otherwise) {
        if (text.isBlank()) {
            return otherwise;
        }
        try {
            var port = Integer.parseInt(text.strip());
            if (port >= 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException _) {
            // Refused below, as any other number that is no port.
        }
        throw new StartRefused(PORT + " must be a port from 0 (any free one) to 65535, not \"" + text + "\".");
    }

    private static boolean demo(String text) {
        return switch (text.strip()) {
            case "", "on" -> true;
            case "off" -> false;
            default -> throw new StartRefused(DEMO + " must be on or off, not \"" + text + "\".");
        };
    }

    private static Optional<Path> data(String text) {
        try {
            return text.isBlank() ? Optional.empty() : Optional.of(Path.of(text).toAbsolutePath());
        } catch (InvalidPathException e) {
            throw new StartRefused(DATA + " is no folder's name: " + e.getMessage());
        }
    }

    private static Optional<URI> endpoint(String name, String text) {
        try {
            var uri = Optional.of(text)
                    .filter(it -> !it.isBlank())
                    .map(String::strip)
                    .map(URI::create);
            if (uri.isEmpty() || uri.get().getHost() != null) {
                return uri;
            }
        } catch (IllegalArgumentException _) {
            // Refused below, as any other text that names no host.
        }
        throw new StartRefused(name + " must be a URL such as http://127.0.0.1:8000, not \"" + text + "\".");
    }
}
