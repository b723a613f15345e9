package recoup.local;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import recoup.ledger.Table;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;

/**
 * DynamoDB Local inside this process, without a socket, in memory or in a file of the data folder; or whatever speaks
 * DynamoDB at an endpoint.
 */
final class Store implements AutoCloseable {
    static final String TABLE = "recoup-local";
    static final String FILE = "ledger.db";

    /** It opens within 2 s; a file that it cannot read it would try to open for ever. */
    private static final Duration OPENING = Duration.ofSeconds(20);
    /** More than it needs to write the rest; Ctrl-C ends within 2 s. */
    private static final Duration CLOSING = Duration.ofMillis(1500);
    /** Kept here because the JDK holds loggers weakly. It would print every attempt to open a file. */
    private static final Logger SQLITE = Logger.getLogger("com.almworks.sqlite4java");

    static {
        // A filter, because the library sets the level itself.
        SQLITE.setFilter(_ -> false);
    }

    private final DynamoDbClient client;
    private final DynamoDbStreamsClient streams;
    private final Runnable closing;

    private Store(DynamoDbClient client, DynamoDbStreamsClient streams, Runnable closing) {
        this.client = client;
        this.streams = streams;
        this.closing = closing;
    }

    static Store open(Options options) {
        var lock = options.data().map(Store::lock);
        return options.endpoint()
                .map(endpoint -> elsewhere(endpoint, lock))
                .orElseGet(() -> here(options.data(), lock));
    }

    private static Store elsewhere(URI endpoint, Optional<FileChannel> lock) {
        var client = LocalAws.client(DynamoDbClient.builder(), endpoint);
        var streams = LocalAws.client(DynamoDbStreamsClient.builder(), endpoint);
        Runnable closing = () -> {
            streams.close();
            client.close();
            lock.ifPresent(Store::release);
        };
        try {
            makeTable(client);
            return new Store(client, streams, closing);
        } catch (SdkException e) {
            closing.run();
            throw new StartRefused("There is no DynamoDB at " + endpoint + ": " + e.getMessage());
        }
    }

    private static Store here(Optional<Path> data, Optional<FileChannel> lock) {
        var others = writers();
        var opening = new FutureTask<>(() -> {
            var local = data.map(folder ->
                            DynamoDBEmbedded.create(folder.resolve(FILE).toFile()))
                    .orElseGet(DynamoDBEmbedded::create);
            makeTable(local.dynamoDbClient());
            return local;
        });
        Thread.ofPlatform().daemon().name("store").start(opening);
        try {
            var local = opening.get(OPENING.toMillis(), TimeUnit.MILLISECONDS);
            var writers = writers();
            writers.removeAll(others);
            var client = data.isPresent() ? KeptDynamoDb.over(local.dynamoDbClient(), TABLE) : local.dynamoDbClient();
            return new Store(client, local.dynamoDbStreamsClient(), () -> close(local, writers, lock));
        } catch (TimeoutException | InterruptedException _) {
            throw new StartRefused("The ledger in " + data.map(Path::toString).orElse("memory") + " cannot be opened.");
        } catch (ExecutionException e) {
            throw new StartRefused("The ledger in " + data.map(Path::toString).orElse("memory") + " cannot be opened: "
                    + e.getMessage());
        }
    }

    DynamoDbClient client() {
        return client;
    }

    /** The ledger's stream; empty, if the store keeps none. */
    Optional<TableStream> stream(Optional<Path> data) {
        try {
            var arn = client.describeTable(request -> request.tableName(TABLE))
                    .table()
                    .latestStreamArn();
            if (arn != null) {
                streams.describeStream(request -> request.streamArn(arn));
                return Optional.of(new TableStream(streams, arn, Checkpoints.open(data)));
            }
        } catch (SdkException _) {
            // It knows tables only.
        }
        System.err.println("The ledger has no stream here, so no notification is published.");
        return Optional.empty();
    }

    boolean isUp() {
        try {
            return client.describeTable(request -> request.tableName(TABLE)).table() != null;
        } catch (SdkException gone) {
            return false;
        }
    }

    boolean isEmpty() {
        return client.scan(request -> request.tableName(TABLE).limit(1)).items().isEmpty();
    }

    @Override
    public void close() {
        closing.run();
    }

    private static void close(AmazonDynamoDBLocal local, Set<Thread> writers, Optional<FileChannel> lock) {
        local.shutdown();
        if (lock.isPresent()) {
            writers.forEach(Store::await);
            release(lock.get());
        }
    }

    /** The threads that write a ledger's file; of other stacks, too, and of a file that could not be opened. */
    private static Set<Thread> writers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("SQLiteQueue[" + FILE + "]"))
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** Shutting down only asks the thread that writes the file to end. */
    private static void await(Thread writer) {
        try {
            var _ = writer.join(CLOSING);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void makeTable(DynamoDbClient client) {
        if (!client.listTables().tableNames().contains(TABLE)) {
            client.createTable(Table.creation(TABLE));
        }
    }

    private static FileChannel lock(Path data) {
        if (Files.exists(data) && !Files.isDirectory(data)) {
            throw new StartRefused(Options.DATA + " must name a folder, and " + data + " is none.");
        }
        try {
            OwnerOnly.folder(data);
            var channel =
                    FileChannel.open(data.resolve("in-use.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() != null) {
                return channel;
            }
            channel.close();
        } catch (OverlappingFileLockException _) {
            // In use by another stack of this process: refused below.
        } catch (IOException e) {
            throw new StartRefused("The data folder " + data + " cannot be used: " + e.getMessage());
        }
        throw new StartRefused("The data folder " + data + " is in use by another stack.");
    }

    private static void release(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            System.err.println("The data folder's lock was not released: " + e.getMessage());
        }
    }
}
