package recoup.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No message is lost, worked on twice for want of time, or given up without anybody being told. */
class QueueTemplateTest {
    /** The least that has nothing wrong. */
    private static final String GOOD = """
        Globals:
          Function: {Timeout: 25}
        Resources:
          Work:
            Type: AWS::Serverless::Function
            Properties:
              Timeout: 30
              Events:
                Messages:
                  Type: SQS
                  Properties:
                    Queue: !GetAtt Tasks.Arn
                    FunctionResponseTypes: [ReportBatchItemFailures]
                    ScalingConfig: {MaximumConcurrency: 2}
          Tasks:
            Type: AWS::SQS::Queue
            Properties:
              SqsManagedSseEnabled: true
              VisibilityTimeout: 180
              MessageRetentionPeriod: 900
              RedrivePolicy: {deadLetterTargetArn: !GetAtt Parked.Arn, maxReceiveCount: 5}
          Parked:
            Type: AWS::SQS::Queue
            Properties: {SqsManagedSseEnabled: true, MessageRetentionPeriod: 1209600}
          TasksTooOld:
            Type: AWS::CloudWatch::Alarm
            Properties:
              Namespace: AWS/SQS
              MetricName: ApproximateAgeOfOldestMessage
              Dimensions: [{Name: QueueName, Value: !GetAtt Tasks.QueueName}]
          ParkedFilled:
            Type: AWS::CloudWatch::Alarm
            Properties:
              Namespace: AWS/SQS
              MetricName: ApproximateNumberOfMessagesVisible
              Dimensions: [{Name: QueueName, Value: !GetAtt Parked.QueueName}]
              ComparisonOperator: GreaterThanOrEqualToThreshold
              Threshold: 1
        """;

    @Test
    void every_queue_has_what_keeps_its_messages() {
        var template = Template.read(Template.find());
        assertThat(new Deployed(template).sources("SQS"))
                .extracting(Deployed.Source::function)
                .containsExactlyInAnyOrder("PaymentFailures", "OrderEvents", "DueShards", "CodeRevoker");
        assertThat(QueueFaults.of(template)).isEmpty();
    }

    @Test
    void the_least_that_is_good_has_no_fault() {
        assertThat(QueueFaults.of(Template.parse(GOOD))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        deadLetterTargetArn: !GetAtt Parked.Arn, | ''                                  | Tasks has no dead-letter queue
        deadLetterTargetArn: !GetAtt Parked.Arn  | deadLetterTargetArn: !GetAtt Lost.Arn | Tasks has no dead-letter queue
        maxReceiveCount: 5                       | maxReceiveCount: 6                  | Tasks is received more than five times
        , maxReceiveCount: 5                     | ''                                  | Tasks is received more than five times
        MessageRetentionPeriod: 900              | MessageRetentionPeriod: 899         | Tasks forgets a message before it is parked
        MessageRetentionPeriod: 900              | MessageRetentionPeriod: 1209600     | Parked keeps a message no longer than Tasks
        MessageRetentionPeriod: 1209600          | MessageRetentionPeriod: 1209599     | Parked does not keep what is parked for 14 days
        VisibilityTimeout: 180                   | VisibilityTimeout: 179              | Tasks shows a message again within six timeouts
        VisibilityTimeout: 180                   | DelaySeconds: 0                     | Tasks shows a message again within six timeouts
        Timeout: 30                              | Timeout: 31                         | Tasks shows a message again within six timeouts
        [ReportBatchItemFailures]                | []                                  | Work.Messages has no partial batch response
        ScalingConfig: {MaximumConcurrency: 2}   | BatchSize: 10                       | Work.Messages has no bound on its concurrency
        Queue: !GetAtt Tasks.Arn                 | Queue: !GetAtt Other.Arn            | Work.Messages has no queue of the template
        ApproximateAgeOfOldestMessage            | NumberOfMessagesSent                | Tasks has no alarm on the age of its oldest message
        !GetAtt Tasks.QueueName                  | !GetAtt Parked.QueueName            | Tasks has no alarm on the age of its oldest message
        ApproximateNumberOfMessagesVisible       | NumberOfMessagesSent                | Parked has no alarm on its first message
        Threshold: 1                             | Threshold: 2                        | Parked has no alarm on its first message
        GreaterThanOrEqualToThreshold            | GreaterThanThreshold                | Parked has no alarm on its first message
        {SqsManagedSseEnabled: true,             | {SqsManagedSseEnabled: false,       | Parked is not encrypted
        """)
    void what_is_missing_would_be_found(String was, String is, String fault) {
        var mutant = GOOD.replace(was, is);
        assertThat(mutant).isNotEqualTo(GOOD);
        assertThat(QueueFaults.of(Template.parse(mutant))).contains(fault);
    }

    @Test
    void reserved_concurrency_beside_a_queue_would_be_found() {
        var mutant = GOOD.replace("      Timeout: 30\n", "      Timeout: 30\n      ReservedConcurrentExecutions: 2\n");
        assertThat(QueueFaults.of(Template.parse(mutant)))
                .containsExactly("Work.Messages is throttled by reserved concurrency");
    }
}
