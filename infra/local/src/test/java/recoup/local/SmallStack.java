package recoup.local;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A stack with one queue, the table's stream and a schedule, for tests that bring their own functions. */
final class SmallStack {
    static final Options OPTIONS = Options.defaults().port(0).demo(false).functions((_, _, _) -> Handlers.none());

    static final Template TEMPLATE = Template.parse("""
        Globals:
          Function:
            Timeout: 5
            Environment: { Variables: { RECOUP_TABLE: !Ref Ledger, RECOUP_TOPIC: !Ref Told, RECOUP_DUE_SHARDS: !Ref WorkQueue } }
        Resources:
          HttpApi:
            Type: AWS::Serverless::HttpApi
            Properties:
              CorsConfiguration: { AllowMethods: [GET], AllowHeaders: [], ExposeHeaders: [], MaxAge: 1 }
          Ledger: { Type: AWS::DynamoDB::Table, Properties: {} }
          Told: { Type: AWS::SNS::Topic }
          Worker:
            Type: AWS::Serverless::Function
            Properties:
              Handler: worker
              Events:
                Work: { Type: SQS, Properties: { Queue: !GetAtt WorkQueue.Arn, FunctionResponseTypes: [ReportBatchItemFailures] } }
          Teller:
            Type: AWS::Serverless::Function
            Properties:
              Handler: teller
              Events:
                Journal:
                  Type: DynamoDB
                  Properties:
                    Stream: !GetAtt Ledger.StreamArn
                    BatchSize: 4
                    MaximumRetryAttempts: 2
                    FunctionResponseTypes: [ReportBatchItemFailures]
                    FilterCriteria:
                      Filters: [{ Pattern: '{"eventName":["INSERT"],"dynamodb":{"Keys":{"sk":{"S":[{"prefix":"J#"}]}}}}' }]
          WorkQueue:
            Type: AWS::SQS::Queue
            Properties:
              VisibilityTimeout: 1
              RedrivePolicy: { deadLetterTargetArn: !GetAtt WorkParked.Arn, maxReceiveCount: 1 }
          WorkParked: { Type: AWS::SQS::Queue }
        """);

    private SmallStack() {}

    static LocalStack start(Options options, QueueFunction worker, StreamFunction teller) {
        return LocalStack.start(
                options.functions(options.functions().queue("worker", worker).stream("teller", teller)), TEMPLATE);
    }

    /** Writes an item of the journal, or any other, at {@code sort}. */
    static void write(LocalStack stack, String id, String sort) {
        stack.dynamoDb()
                .putItem(put -> put.tableName(stack.table())
                        .item(Map.of("pk", AttributeValue.fromS(id), "sk", AttributeValue.fromS(sort))));
    }

    static void await(BooleanSupplier what) throws InterruptedException {
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!what.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("waited in vain");
            }
            Thread.sleep(5);
        }
    }
}
