package recoup.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever fails is seen: each function has a log and an alarm of its own, and every alarm can tell somebody. */
class WatchTemplateTest {
    /** The least that has nothing wrong. */
    private static final String GOOD = """
        Resources:
          Work:
            Type: AWS::Serverless::Function
            Properties: {Description: Works., LoggingConfig: {LogGroup: !Ref WorkLog}}
          Rest:
            Type: AWS::Serverless::Function
            Properties: {Description: Rests., LoggingConfig: {LogGroup: !Ref RestLog}}
          WorkLog:
            Type: AWS::Logs::LogGroup
            Properties: {RetentionInDays: 7}
          RestLog:
            Type: AWS::Logs::LogGroup
            Properties: {RetentionInDays: !Ref Days}
          WorkErrors:
            Type: AWS::CloudWatch::Alarm
            Properties:
              Namespace: AWS/Lambda
              MetricName: Errors
              Dimensions: [{Name: FunctionName, Value: !Ref Work}]
              AlarmActions: !If [Alarmed, [!Ref AlarmTopic], !Ref "AWS::NoValue"]
          RestErrors:
            Type: AWS::CloudWatch::Alarm
            Properties:
              Namespace: AWS/Lambda
              MetricName: Errors
              Dimensions: [{Name: FunctionName, Value: !Ref Rest}]
              AlarmActions: !If [Alarmed, [!Ref AlarmTopic], !Ref "AWS::NoValue"]
        """;

    private final Template template = Template.read(Template.find());
    private final Deployed deployed = new Deployed(template);

    @Test
    void every_function_is_watched() {
        assertThat(deployed.functions()).hasSize(10);
        assertThat(WatchFaults.of(template)).isEmpty();
    }

    /** What the sweeps write is what the alarm hears, and silence is an alarm. */
    @Test
    void an_order_that_nobody_cancels_is_heard_of() {
        var filters = deployed.of("AWS::Logs::MetricFilter").values();
        assertThat(filters.stream().map(filter -> filter.at("LogGroupName").text()))
                .containsExactlyInAnyOrder("ExpiryCancellerLog", "DueShardsLog");
        var late = deployed.properties("SweepTooLate");
        assertThat(filters).allSatisfy(filter -> {
            assertThat(filter.at("FilterPattern").text()).isEqualTo("{ $.lagSeconds >= 0 }");
            var metric = filter.at("MetricTransformations").items().getFirst();
            assertThat(metric.at("MetricValue").text()).isEqualTo("$.lagSeconds");
            assertThat(metric.at("MetricName").text())
                    .isEqualTo(late.at("MetricName").text());
            assertThat(metric.at("MetricNamespace").text())
                    .isEqualTo(late.at("Namespace").text());
        });
        assertThat(late.at("TreatMissingData").text()).isEqualTo("breaching");
    }

    @Test
    void the_api_is_watched_too() {
        var alarms = deployed.of("AWS::CloudWatch::Alarm").values().stream()
                .collect(Collectors.groupingBy(alarm -> Deployed.text(alarm, "MetricName"), Collectors.counting()));
        assertThat(alarms)
                .isEqualTo(Map.of(
                        "5xx", 1L,
                        "Errors", 10L,
                        "IteratorAge", 1L,
                        "SweepLagSeconds", 1L,
                        "ApproximateAgeOfOldestMessage", 4L,
                        "ApproximateNumberOfMessagesVisible", 7L));
    }

    @Test
    void the_least_that_is_good_has_no_fault() {
        assertThat(WatchFaults.of(Template.parse(GOOD))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        Value: !Ref Rest                 | Value: !Ref Work        | Rest has no alarm on its errors
        LogGroup: !Ref RestLog           | LogGroup: !Ref WorkLog  | Rest has no log group of its own
        , LoggingConfig: {LogGroup: !Ref RestLog} | ''             | Rest has no log group of its own
        RetentionInDays: 7               | LogGroupClass: STANDARD | WorkLog is kept for ever
        Description: Works.              | MemorySize: 128         | Work does not say what it is for
        [Alarmed, [!Ref AlarmTopic],     | [Alarmed, [],           | WorkErrors tells nobody
        AlarmActions: !If                | OKActions: !If          | WorkErrors tells nobody
        """)
    void what_nobody_would_see_would_be_found(String was, String is, String fault) {
        var mutant = GOOD.replace(was, is);
        assertThat(mutant).isNotEqualTo(GOOD);
        assertThat(WatchFaults.of(Template.parse(mutant))).contains(fault);
    }
}
