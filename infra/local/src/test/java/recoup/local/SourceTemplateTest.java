package recoup.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The schedule and the stream: a run or a record that fails holds up nothing, and somebody is told. */
class SourceTemplateTest {
    /** The least that has nothing wrong. */
    private static final String GOOD = """
        Resources:
          Sweep:
            Type: AWS::Serverless::Function
            Properties:
              Timeout: 59
              EventInvokeConfig: {MaximumRetryAttempts: 0}
              Events:
                Tick:
                  Type: ScheduleV2
                  Properties:
                    OmitName: true
                    ScheduleExpression: rate(1 minute)
                    FlexibleTimeWindow: {Mode: "OFF"}
                    RetryPolicy: {MaximumRetryAttempts: 0}
                    DeadLetterConfig: {Arn: !GetAtt Parked.Arn}
          Publish:
            Type: AWS::Serverless::Function
            Properties:
              Events:
                Journal:
                  Type: DynamoDB
                  Properties:
                    StartingPosition: TRIM_HORIZON
                    MaximumRetryAttempts: 10
                    BisectBatchOnFunctionError: true
                    FunctionResponseTypes: [ReportBatchItemFailures]
                    DestinationConfig: {OnFailure: {Destination: !GetAtt Parked.Arn}}
          Parked:
            Type: AWS::SQS::Queue
            Properties: {}
          Late:
            Type: AWS::CloudWatch::Alarm
            Properties:
              Namespace: AWS/Lambda
              MetricName: IteratorAge
              Dimensions: [{Name: FunctionName, Value: !Ref Publish}]
        """;

    private final Template template = Template.read(Template.find());
    private final Deployed deployed = new Deployed(template);

    @Test
    void the_schedule_and_the_stream_are_held_up_by_nothing() {
        assertThat(deployed.sources("ScheduleV2"))
                .extracting(Deployed.Source::function)
                .containsExactly("ExpiryCanceller");
        assertThat(deployed.sources("DynamoDB"))
                .extracting(Deployed.Source::function)
                .containsExactly("Notifier");
        assertThat(SourceFaults.of(template)).isEmpty();
    }

    @Test
    void the_notifier_is_called_for_journal_items_alone() {
        var stream = deployed.sources("DynamoDB").getFirst().properties();
        assertThat(stream.at("Stream").text()).isEqualTo("Ledger.StreamArn");
        assertThat(stream.at("FilterCriteria", "Filters").items())
                .singleElement()
                .satisfies(filter -> assertThat(filter.at("Pattern").text()).isEqualTo("""
                    {"eventName":["INSERT"],"dynamodb":{"Keys":{"sk":{"S":[{"prefix":"J#"}]}}}}\
                    """));
    }

    @Test
    void a_partners_event_comes_with_the_merchant_of_its_rule_and_is_parked_if_nothing_else_helps() {
        assertThat(deployed.of("AWS::Events::Rule").keySet()).containsExactlyInAnyOrder("StripeRule", "ShopifyRule");
        for (var partner : new String[] {"Stripe", "Shopify"}) {
            var rule = deployed.properties(partner + "Rule");
            assertThat(rule.at("EventBusName").text()).isEqualTo(partner + "PartnerSource");
            assertThat(rule.at("EventPattern", "source").texts()).containsExactly(partner + "PartnerSource");
            var goal = rule.at("Targets").items().getFirst();
            assertThat(goal.at("Arn").text()).isEqualTo("PartnerEvents.Alias");
            assertThat(goal.at("InputTransformer", "InputTemplate").text())
                    .isEqualTo("{\"merchantId\":\"${" + partner + "Merchant}\",\"event\":<aws.events.event.json>}");
            assertThat(goal.at("DeadLetterConfig", "Arn").text()).isEqualTo("PartnerEventsParked.Arn");
            var invokes = deployed.properties(partner + "RuleInvokes");
            assertThat(invokes.at("FunctionName").text()).isEqualTo("PartnerEvents.Alias");
            assertThat(invokes.at("SourceArn").text()).isEqualTo(partner + "Rule.Arn");
        }
        var function = deployed.properties("PartnerEvents");
        assertThat(function.at("EventInvokeConfig", "DestinationConfig", "OnFailure", "Destination")
                        .text())
                .isEqualTo("PartnerEventsParked.Arn");
    }

    @Test
    void the_least_that_is_good_has_no_fault() {
        assertThat(SourceFaults.of(Template.parse(GOOD))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        Mode: "OFF"                              | Mode: FLEXIBLE              | Sweep.Tick may begin late
        RetryPolicy: {MaximumRetryAttempts: 0}   | State: ENABLED              | Sweep.Tick is tried again though it comes again
        RetryPolicy: {MaximumRetryAttempts: 0}   | RetryPolicy: {MaximumRetryAttempts: 2} | Sweep.Tick is tried again though it comes again
        EventInvokeConfig: {MaximumRetryAttempts: 0} | MemorySize: 128         | Sweep.Tick is repeated by Lambda when it fails
        DeadLetterConfig: {Arn: !GetAtt Parked.Arn} | State: ENABLED           | Sweep.Tick has no dead-letter queue
        OmitName: true                           | OmitName: false             | Sweep.Tick has the same name in every stack
        Timeout: 59                              | Timeout: 60                 | Sweep.Tick begins before the last run has to end
        TRIM_HORIZON                             | LATEST                      | Publish.Journal skips what is there
        BisectBatchOnFunctionError: true         | BisectBatchOnFunctionError: false | Publish.Journal fails a whole batch for one record
        [ReportBatchItemFailures]                | []                          | Publish.Journal has no partial batch response
        MaximumRetryAttempts: 10                 | MaximumRetryAttempts: 11    | Publish.Journal is held up by a record that fails
        MaximumRetryAttempts: 10                 | BatchSize: 10               | Publish.Journal is held up by a record that fails
        OnFailure: {Destination: !GetAtt Parked.Arn} | OnFailure: {}           | Publish.Journal forgets what it gives up
        IteratorAge                              | Errors                      | Publish.Journal has no alarm on its age
        """)
    void what_is_missing_would_be_found(String was, String is, String fault) {
        var mutant = GOOD.replace(was, is);
        assertThat(mutant).isNotEqualTo(GOOD);
        assertThat(SourceFaults.of(Template.parse(mutant))).contains(fault);
    }
}
