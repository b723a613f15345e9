package recoup.local;

import com.typesafe.config.ConfigFactory;
import java.net.URI;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.ActorSystem;
import org.elasticmq.rest.sqs.SQSRestServerBuilder$;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/**
 * The queues of {@code template.yaml}: in an ElasticMQ inside this process, with which ends what waits in them; or wherever
 * somebody speaks SQS.
 */
final class Queues implements AutoCloseable {
    /**
     * A queue.
     *
     * @param name as people see it
     * @param parked the URL of the queue where dead letters go
     */
    record Queue(String name, String url, String arn, Optional<String> parked) {}

    /** How many messages wait, are being worked on or wait for their retry, and are dead. */
    record Depth(long visible, long inFlight, long dead) {
        boolean isIdle() {
            return visible == 0 && inFlight == 0;
        }
    }

    private static final int CLOSING_MILLIS = 300;
    /** It says nothing, holds nobody up, and leaves the end of the process to others. */
    private static final String QUIET = """
        pekko {
          loglevel = OFF
          stdout-loglevel = OFF
          log-dead-letters = off
          log-dead-letters-during-shutdown = off
          daemonic = on
          jvm-exit-on-fatal-error = off
          coordinated-shutdown.run-by-jvm-shutdown-hook = off
          coordinated-shutdown.run-by-actor-system-terminate = off
        }\
        """;

    private final SqsClient client;
    private final Runnable closing;
    private final Map<String, Queue> byId = new LinkedHashMap<>();

    private Queues(SqsClient client, Runnable closing) {
        this.client = client;
        this.closing = closing;
    }

    static Queues open(Options options, List<QueueDefinition> definitions) {
        return options.queues()
                .map(endpoint -> elsewhere(endpoint, definitions))
                .orElseGet(() -> start(definitions));
    }

    /** A queue that is there already is taken as it is. */
    private static Queues elsewhere(URI endpoint, List<QueueDefinition> definitions) {
        var queues = new Queues(LocalAws.client(SqsClient.builder(), endpoint), () -> {});
        try {
            definitions.forEach(queues::take);
            return queues;
        } catch (SdkException e) {
            queues.close();
            throw new StartRefused("There are no queues at " + endpoint + ": " + e.getMessage());
        }
    }

    static Queues start(List<QueueDefinition> definitions) {
        var actors =
                ActorSystem.create("queues", ConfigFactory.parseString(QUIET).withFallback(ConfigFactory.load()));
        var binding = SQSRestServerBuilder$.MODULE$
                .withActorSystem(actors)
                .withInterface("127.0.0.1")
                .withDynamicPort()
                .withAWSRegion(LocalAws.REGION.id())
                .withAWSAccountId(LocalAws.ACCOUNT)
                .start()
                .waitUntilStarted();
        var endpoint = URI.create("http://127.0.0.1:" + binding.localAddress().getPort());
        var queues = new Queues(LocalAws.client(SqsClient.builder(), endpoint), () -> end(actors));
        definitions.forEach(queues::make);
        return queues;
    }

    SqsClient client() {
        return client;
    }

    /** The queue that {@code template.yaml} calls {@code id}; it must be there. */
    Queue byId(String id) {
        return Optional.ofNullable(byId.get(id))
                .orElseThrow(() -> new StartRefused("template.yaml has no queue " + id + "."));
    }

    /** The queues that work comes through; where it is parked is a part of them. */
    List<Queue> all() {
        return byId.values().stream()
                .filter(queue -> queue.parked().isPresent())
                .toList();
    }

    Depth depth(Queue queue) {
        var here = counts(queue.url());
        var dead = queue.parked().map(this::counts).map(Map::values).stream()
                .flatMap(counts -> counts.stream())
                .mapToLong(Long::longValue)
                .sum();
        var visible = count(here, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES);
        var inFlight = count(here, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE)
                + count(here, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED);
        return new Depth(visible, inFlight, dead);
    }

    boolean isUp() {
        try {
            var here = client.listQueues().queueUrls();
            return byId.values().stream().map(Queue::url).allMatch(here::contains);
        } catch (SdkException gone) {
            return false;
        }
    }

    @Override
    public void close() {
        client.close();
        closing.run();
    }

    private static void end(ActorSystem actors) {
        try {
            var _ = actors.terminate();
            var _ = actors.getWhenTerminated().toCompletableFuture().get(CLOSING_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException _) {
            // Its threads end with the process.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void take(QueueDefinition definition) {
        try {
            know(
                    definition,
                    client.getQueueUrl(request -> request.queueName(definition.name()))
                            .queueUrl());
        } catch (QueueDoesNotExistException _) {
            make(definition);
        }
    }

    private void make(QueueDefinition definition) {
        var attributes = new EnumMap<QueueAttributeName, String>(QueueAttributeName.class);
        attributes.putAll(definition.attributes());
        definition
                .redrive()
                .ifPresent(redrive -> attributes.put(QueueAttributeName.REDRIVE_POLICY, """
                    {"deadLetterTargetArn":"%s","maxReceiveCount":%d}\
                    """.formatted(
                                byId(redrive.to()).arn(), redrive.maxReceiveCount())));
        know(
                definition,
                client.createQueue(
                                request -> request.queueName(definition.name()).attributes(attributes))
                        .queueUrl());
    }

    private void know(QueueDefinition definition, String url) {
        var arn = "arn:aws:sqs:" + LocalAws.REGION + ":" + LocalAws.ACCOUNT + ":" + definition.name();
        var parked = definition.redrive().map(redrive -> byId(redrive.to()).url());
        byId.put(definition.id(), new Queue(definition.name(), url, arn, parked));
    }

    private Map<QueueAttributeName, Long> counts(String url) {
        var counts = new EnumMap<QueueAttributeName, Long>(QueueAttributeName.class);
        client.getQueueAttributes(request -> request.queueUrl(url)
                        .attributeNames(
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED))
                .attributes()
                .forEach((name, value) -> counts.put(name, Long.parseLong(value)));
        return counts;
    }

    private static long count(Map<QueueAttributeName, Long> counts, QueueAttributeName name) {
        return Objects.requireNonNullElse(counts.get(name), 0L);
    }
}
