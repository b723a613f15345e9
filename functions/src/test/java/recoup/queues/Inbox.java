package recoup.queues;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;

/** A topic that keeps what was published. */
public final class Inbox implements SnsClient {
    /** What a subscriber gets. */
    public record Published(String topic, String message, Map<String, String> attributes) {}

    /** What becomes of one message. */
    public enum Fate {
        TAKEN,
        REFUSED,
        /** It is taken, and whoever sent it does not learn that. */
        ANSWER_LOST
    }

    private final List<Published> published = new ArrayList<>();
    private Supplier<Fate> fates = () -> Fate.TAKEN;
    private int refusals;

    /** The next {@code number} messages are not taken. */
    public void refuse(int number) {
        refusals = number;
    }

    /** From now on, this decides about each message. */
    public void fates(Supplier<Fate> newFates) {
        fates = newFates;
    }

    @Override
    public PublishResponse publish(PublishRequest request) {
        if (refusals > 0) {
            refusals--;
            throw noAnswer();
        }
        var fate = fates.get();
        if (fate == Fate.REFUSED) {
            throw noAnswer();
        }
        var attributes = new TreeMap<String, String>();
        request.messageAttributes().forEach((name, value) -> attributes.put(name, value.stringValue()));
        published.add(new Published(request.topicArn(), request.message(), attributes));
        if (fate == Fate.ANSWER_LOST) {
            throw noAnswer();
        }
        return PublishResponse.builder().build();
    }

    private static SdkClientException noAnswer() {
        return SdkClientException.create("SNS does not answer");
    }

    public List<Published> published() {
        return List.copyOf(published);
    }

    @Override
    public String serviceName() {
        return SnsClient.SERVICE_NAME;
    }

    @Override
    public void close() {}
}
