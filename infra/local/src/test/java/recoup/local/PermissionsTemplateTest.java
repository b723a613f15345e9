package recoup.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What each function may do: what its operations need, action by action, and nothing else. What SAM adds for an event source
 * (reading the queue or the stream, its log, its traces) is not here.
 */
class PermissionsTemplateTest {
    private static final String EVERY_MERCHANTS_SECRETS =
            "arn:${AWS::Partition}:ssm:${AWS::Region}:${AWS::AccountId}:parameter/recoup/*";

    private static final String ALLOWED = """
        AdminApi         dynamodb:GetItem             Ledger.Arn
        AdminApi         dynamodb:BatchGetItem        Ledger.Arn
        AdminApi         dynamodb:Query               Ledger.Arn
        AdminApi         dynamodb:Query               ${Ledger.Arn}/index/orders
        AdminApi         dynamodb:Query               ${Ledger.Arn}/index/customers
        AdminApi         dynamodb:Query               ${Ledger.Arn}/index/wallets
        AdminApi         dynamodb:PutItem             Ledger.Arn
        AdminApi         ssm:GetParameter             arn:${AWS::Partition}:ssm:${AWS::Region}:${AWS::AccountId}:parameter/recoup/*
        Intake           ssm:GetParameter             arn:${AWS::Partition}:ssm:${AWS::Region}:${AWS::AccountId}:parameter/recoup/*
        Intake           sqs:SendMessage              PaymentFailuresQueue.Arn
        Intake           sqs:SendMessage              OrderEventsQueue.Arn
        PartnerEvents    sqs:SendMessage              PaymentFailuresQueue.Arn
        PartnerEvents    sqs:SendMessage              OrderEventsQueue.Arn
        PaymentFailures  dynamodb:GetItem             Ledger.Arn
        PaymentFailures  dynamodb:BatchGetItem        Ledger.Arn
        PaymentFailures  dynamodb:PutItem             Ledger.Arn
        PaymentFailures  sqs:SendMessage              PaymentFailuresParked.Arn
        PaymentFailures  sqs:ChangeMessageVisibility  PaymentFailuresQueue.Arn
        OrderEvents      dynamodb:GetItem             Ledger.Arn
        OrderEvents      dynamodb:BatchGetItem        Ledger.Arn
        OrderEvents      dynamodb:PutItem             Ledger.Arn
        OrderEvents      sqs:SendMessage              OrderEventsParked.Arn
        OrderEvents      sqs:ChangeMessageVisibility  OrderEventsQueue.Arn
        ExpiryCanceller  dynamodb:Query               ${Ledger.Arn}/index/due
        ExpiryCanceller  dynamodb:GetItem             Ledger.Arn
        ExpiryCanceller  dynamodb:BatchGetItem        Ledger.Arn
        ExpiryCanceller  dynamodb:PutItem             Ledger.Arn
        ExpiryCanceller  dynamodb:UpdateItem          Ledger.Arn
        ExpiryCanceller  sqs:SendMessage              DueShardsQueue.Arn
        DueShards        dynamodb:Query               ${Ledger.Arn}/index/due
        DueShards        dynamodb:GetItem             Ledger.Arn
        DueShards        dynamodb:BatchGetItem        Ledger.Arn
        DueShards        dynamodb:PutItem             Ledger.Arn
        DueShards        dynamodb:UpdateItem          Ledger.Arn
        CodeRevoker      dynamodb:GetItem             Ledger.Arn
        CodeRevoker      dynamodb:BatchGetItem        Ledger.Arn
        CodeRevoker      dynamodb:PutItem             Ledger.Arn
        CodeRevoker      ssm:GetParameter             arn:${AWS::Partition}:ssm:${AWS::Region}:${AWS::AccountId}:parameter/recoup/*
        CodeRevoker      sqs:SendMessage              RevocationsParked.Arn
        CodeRevoker      sqs:ChangeMessageVisibility  RevocationsQueue.Arn
        Notifier         sns:Publish                  Notifications
        Notifier         sqs:SendMessage              RevocationsQueue.Arn
        Notifier         sqs:SendMessage              NotificationsParked.Arn
        Republisher      dynamodb:BatchGetItem        Ledger.Arn
        Republisher      dynamodb:Query               Ledger.Arn
        Republisher      dynamodb:Query               ${Ledger.Arn}/index/wallets
        Republisher      dynamodb:Query               ${Ledger.Arn}/index/orders
        Republisher      sns:Publish                  Notifications
        Republisher      sqs:SendMessage              RevocationsQueue.Arn
        """;

    private final Deployed deployed = new Deployed(Template.read(Template.find()));

    @Test
    void each_function_may_do_these_things_and_nothing_else() {
        assertThat(permissions(deployed))
                .containsExactlyInAnyOrderElementsOf(ALLOWED.lines()
                        .map(line -> line.trim().replaceAll(" +", " "))
                        .toList());
    }

    @Test
    void nothing_is_allowed_by_a_wildcard_but_the_secrets_of_every_merchant() {
        assertThat(permissions(deployed))
                .filteredOn(permission -> permission.contains("*"))
                .containsExactlyInAnyOrder(
                        "AdminApi ssm:GetParameter " + EVERY_MERCHANTS_SECRETS,
                        "Intake ssm:GetParameter " + EVERY_MERCHANTS_SECRETS,
                        "CodeRevoker ssm:GetParameter " + EVERY_MERCHANTS_SECRETS);
        assertThat(permissions(deployed)).noneMatch(permission -> permission.matches("\\S+ \\S*\\*.*"));
    }

    @Test
    void every_statement_allows_and_says_what_for() {
        statements(deployed.template()).forEach(statement -> {
            assertThat(statement.at("Effect").text()).isEqualTo("Allow");
            assertThat(statement.at("Sid").text()).isNotBlank();
            assertThat(statement.fields()).doesNotContainKeys("NotAction", "NotResource");
        });
    }

    @Test
    void one_action_more_would_be_found() {
        var more = new Deployed(Template.parse("""
            Resources:
              Work:
                Type: AWS::Serverless::Function
                Properties:
                  Policies:
                    - Statement:
                        - {Action: "dynamodb:*", Resource: [!GetAtt Ledger.Arn, !Sub "${Ledger.Arn}/index/*"]}
            """));
        assertThat(permissions(more))
                .containsExactly("Work dynamodb:* Ledger.Arn", "Work dynamodb:* ${Ledger.Arn}/index/*");
    }

    /** Each as function, action, resource. */
    private static List<String> permissions(Deployed deployed) {
        var found = new ArrayList<String>();
        deployed.functions()
                .forEach((name, function) -> ofFunction(function)
                        .forEach(statement -> oneOrMore(statement.at("Action"))
                                .forEach(action -> oneOrMore(statement.at("Resource"))
                                        .forEach(resource -> found.add(name + " " + action + " " + resource)))));
        return found;
    }

    private static Stream<Template> statements(Template template) {
        return new Deployed(template).functions().values().stream().flatMap(PermissionsTemplateTest::ofFunction);
    }

    /** A policy that is not spelled out, such as one of SAM's by name, fails here. */
    private static Stream<Template> ofFunction(Template function) {
        return function.at("Policies").items().stream().flatMap(policy -> policy.at("Statement").items().stream());
    }

    private static List<String> oneOrMore(Template part) {
        return part.isText() ? List.of(part.text()) : part.texts();
    }
}
