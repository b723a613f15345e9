package recoup.simulation;

import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** Queues that take everything and keep nothing. */
final class ForgetfulSqs implements SqsClient {
    @Override
    public SendMessageResponse sendMessage(SendMessageRequest request) {
        return SendMessageResponse.builder().build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
