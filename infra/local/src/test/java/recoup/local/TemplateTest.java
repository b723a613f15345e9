package recoup.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import recoup.handlers.Environment;
import recoup.ledger.Table;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;

/** What is deployed fits the code, and gives no more away than it must. */
class TemplateTest {
    private static final Pattern SUBSTITUTION = Pattern.compile("\\$\\{([^!}][^}]*)}");

    private final Template template = Template.read(Template.find());
    private final Deployed deployed = new Deployed(template);

    @Test
    void every_handler_is_a_method_that_lambda_can_call() throws ReflectiveOperationException {
        assertThat(deployed.functions()).isNotEmpty();
        for (var function : deployed.functions().values()) {
            var handler = function.at("Handler").text().split("::", -1);
            assertThat(handler).hasSize(2);
            var type = Class.forName(handler[0]);
            assertThat(Modifier.isPublic(type.getModifiers())).as(handler[0]).isTrue();
            assertThat(type.getConstructor()).as(handler[0] + "()").isNotNull();
            assertThat(type.getMethods())
                    .as(handler[0])
                    .anyMatch(method -> method.getName().equals(handler[1]));
        }
    }

    @Test
    void the_environment_is_exactly_what_the_code_reads() {
        var set = template.at("Globals", "Function", "Environment", "Variables").fields();
        assertThat(set.keySet()).containsExactlyInAnyOrderElementsOf(environmentNames());
        for (var function : deployed.functions().values()) {
            assertThat(function.find("Environment")).as("set once, for all").isEmpty();
        }
    }

    @Test
    void every_reference_resolves() {
        var targets = new HashSet<>(template.at("Resources").fields().keySet());
        targets.addAll(template.at("Parameters").fields().keySet());
        var conditions = template.at("Conditions").fields().keySet();
        var dangling = new ArrayList<String>();
        references(template, reference -> {
            if (!targets.contains(reference) && !reference.startsWith("AWS::")) {
                dangling.add(reference);
            }
        });
        conditions(template, condition -> {
            if (!conditions.contains(condition)) {
                dangling.add("condition " + condition);
            }
        });
        assertThat(dangling).isEmpty();
    }

    @Test
    void a_reference_that_leads_nowhere_would_be_found() {
        var found = new TreeSet<String>();
        references(Template.parse("""
            {a: !Ref A, b: !GetAtt B.Arn, c: !Sub "${C}/${!literal}/${D.Arn}", d: {DependsOn: E}, e: [{Ref: F}],
             f: !Sub ["${g}", {g: !Ref G}], h: !Ref H.Alias}\
            """), found::add);
        assertThat(found).containsExactly("A", "B", "C", "D", "E", "F", "G", "H");
    }

    @Test
    void the_table_is_the_one_that_the_code_makes() {
        var ledger = template.at("Resources", "Ledger", "Properties");
        var made = Table.creation("any");
        assertThat(ledger.at("BillingMode").text()).isEqualTo(made.billingModeAsString());
        assertThat(keys(ledger.at("KeySchema"))).isEqualTo(keys(made.keySchema()));
        assertThat(attributes(ledger.at("AttributeDefinitions"))).isEqualTo(attributes(made.attributeDefinitions()));
        assertThat(ledger.at("StreamSpecification", "StreamViewType").text())
                .isEqualTo(made.streamSpecification().streamViewTypeAsString());
        var indexes = new LinkedHashMap<String, List<String>>();
        for (var index : ledger.at("GlobalSecondaryIndexes").items()) {
            indexes.put(
                    index.at("IndexName").text(),
                    List.of(
                            keys(index.at("KeySchema")).toString(),
                            index.at("Projection", "ProjectionType").text()));
        }
        var madeIndexes = made.globalSecondaryIndexes().stream()
                .collect(Collectors.toMap(
                        index -> index.indexName(),
                        index -> List.of(
                                keys(index.keySchema()).toString(),
                                index.projection().projectionTypeAsString())));
        assertThat(indexes).isEqualTo(madeIndexes);
    }

    @Test
    void the_ledger_is_not_lost_by_mistake() {
        var resource = template.at("Resources", "Ledger");
        var ledger = resource.at("Properties");
        assertThat(resource.at("DeletionPolicy").text()).isEqualTo("Retain");
        assertThat(resource.at("UpdateReplacePolicy").text()).isEqualTo("Retain");
        assertThat(ledger.at("DeletionProtectionEnabled").text()).isEqualTo("true");
        assertThat(ledger.at("PointInTimeRecoverySpecification", "PointInTimeRecoveryEnabled")
                        .text())
                .isEqualTo("true");
        assertThat(ledger.at("SSESpecification", "SSEEnabled").text()).isEqualTo("true");
        assertThat(ledger.at("TimeToLiveSpecification", "AttributeName").text()).isEqualTo("ttl");
        assertThat(ledger.at("TimeToLiveSpecification", "Enabled").text()).isEqualTo("true");
    }

    @Test
    void every_route_is_there_once_and_wants_a_token_unless_its_callers_sign() {
        var routes = Routes.of(template).all();
        assertThat(routes.stream().map(Routes.Route::key))
                .containsExactlyInAnyOrder(
                        "GET /v1/settings",
                        "PUT /v1/settings",
                        "POST /v1/customers/{customerId}/adjustments",
                        "POST /v1/orders",
                        "GET /v1/orders",
                        "GET /v1/orders/{orderId}",
                        "PATCH /v1/orders/{orderId}",
                        "GET /v1/orders/{orderId}/history",
                        "POST /v1/orders/{orderId}/revert",
                        "POST /v1/orders/{orderId}/reapply",
                        "POST /v1/order-cancellations",
                        "GET /v1/verification",
                        "POST /v1/orders/{orderId}/cancellation-preview",
                        "POST /v1/orders/{orderId}/cancel",
                        "GET /v1/customers/{customerId}",
                        "GET /v1/customers/{customerId}/activity",
                        "POST /v1/redemptions",
                        "GET /v1/redemptions",
                        "GET /v1/redemptions/{redemptionId}",
                        "POST /v1/redemptions/{redemptionId}/reversal-preview",
                        "POST /v1/redemptions/{redemptionId}/reverse",
                        "GET /v1/reviews",
                        "POST /v1/reviews/{reviewId}/resolve",
                        "POST /v1/events",
                        "POST /v1/webhooks/{provider}/{merchantId}");
        var auth = template.at("Resources", "HttpApi", "Properties", "Auth");
        assertThat(auth.at("Authorizers").fields())
                .containsKey(auth.at("DefaultAuthorizer").text());
        assertThat(deployed.sources("HttpApi"))
                .allSatisfy(route ->
                        assertThat(route.properties().at("ApiId").text()).isEqualTo("HttpApi"));
        var signed = deployed.sources("HttpApi").stream()
                .filter(route -> route.properties().find("Auth").isPresent())
                .toList();
        assertThat(signed).singleElement().satisfies(route -> {
            assertThat(route.properties().at("Path").text()).isEqualTo("/v1/webhooks/{provider}/{merchantId}");
            assertThat(route.properties().at("Auth", "Authorizer").text()).isEqualTo("NONE");
        });
    }

    @Test
    void a_function_has_the_time_that_its_callers_give_it() {
        var timeouts =
                deployed.functions().keySet().stream().collect(Collectors.toMap(name -> name, deployed::timeout));
        assertThat(timeouts)
                .isEqualTo(Map.of(
                        "AdminApi", 25L,
                        "Intake", 10L,
                        "PartnerEvents", 10L,
                        "PaymentFailures", 30L,
                        "OrderEvents", 30L,
                        "ExpiryCanceller", 55L,
                        "DueShards", 55L,
                        "CodeRevoker", 60L,
                        "Notifier", 30L,
                        "Republisher", 900L));
        Routes.of(template)
                .all()
                .forEach(route -> assertThat(route.limit())
                        .as("less than API Gateway waits")
                        .isLessThan(Duration.ofSeconds(30)));
    }

    @Test
    void a_browser_may_send_and_read_what_the_contract_says() {
        var cors = template.at("Resources", "HttpApi", "Properties", "CorsConfiguration");
        assertThat(cors.at("AllowHeaders").texts())
                .containsExactlyInAnyOrder("Authorization", "Content-Type", "Idempotency-Key", "If-Match");
        assertThat(cors.at("ExposeHeaders").texts()).containsExactlyInAnyOrder("ETag", "Idempotency-Replayed");
        assertThat(new TreeSet<>(cors.at("AllowMethods").texts()))
                .isEqualTo(Routes.of(template).all().stream()
                        .map(Routes.Route::method)
                        .collect(Collectors.toCollection(TreeSet::new)));
        assertThat(cors.at("AllowOrigins").items()).singleElement().satisfies(origin -> {
            assertThat(origin.tag()).contains("Ref");
            assertThat(origin.text()).isEqualTo("ConsoleOrigin");
        });
    }

    @Test
    void functions_run_on_java_25_from_a_snapshot_behind_an_alias() {
        var defaults = template.at("Globals", "Function");
        assertThat(defaults.at("Runtime").text()).isEqualTo("java25");
        assertThat(defaults.at("Architectures").texts()).containsExactly("arm64");
        assertThat(defaults.at("SnapStart", "ApplyOn").text()).isEqualTo("PublishedVersions");
        assertThat(defaults.at("AutoPublishAlias").text()).isEqualTo("live");
        assertThat(Integer.parseInt(defaults.at("Timeout").text()))
                .as("less than API Gateway waits")
                .isBetween(10, 29);
        assertThat(Integer.parseInt(defaults.at("MemorySize").text())).isBetween(1024, 2048);
        for (var function : deployed.functions().values()) {
            assertThat(function.fields())
                    .doesNotContainKeys("Runtime", "Architectures", "SnapStart", "AutoPublishAlias", "CodeUri");
            assertThat(function.at("AutoPublishAliasAllProperties").text()).isEqualTo("true");
        }
    }

    @Test
    void the_access_log_holds_no_personal_data() {
        var format = template.at("Resources", "HttpApi", "Properties", "AccessLogSettings", "Format")
                .text();
        assertThat(format)
                .doesNotContain("sourceIp", "userAgent", "$context.path", "authorizer", "identity", "domainName");
    }

    /** What a forged token meets in production is API Gateway's authorizer: it must know whose tokens they are, and for whom. */
    @Test
    void every_token_is_judged_by_its_issuer_and_its_audience() {
        var auth = template.at("Resources", "HttpApi", "Properties", "Auth");
        var name = auth.at("DefaultAuthorizer").text();
        assertThat(auth.at("Authorizers").fields()).containsOnlyKeys(name);
        var tokens = auth.at("Authorizers", name);
        assertThat(tokens.at("IdentitySource").text()).isEqualTo("$request.header.Authorization");
        var issuer = tokens.at("JwtConfiguration", "issuer").items();
        assertThat(issuer.get(0).text()).isEqualTo("OwnIssuer");
        assertThat(issuer.get(1).text()).isEqualTo("IssuerUrl");
        assertThat(issuer.get(2).text()).startsWith("https://cognito-idp.").endsWith("/${UserPool}");
        var audience = tokens.at("JwtConfiguration", "audience").items();
        assertThat(audience.get(1).text()).isEqualTo("Audiences");
        assertThat(audience.get(2).items().get(1).texts())
                .containsExactly("ConsoleUserPoolClient", "PlatformUserPoolClient");
        assertThat(audience.get(2).items().get(2).texts()).containsExactly("ConsoleUserPoolClient");
        assertThat(template.at("Parameters", "IssuerUrl", "AllowedPattern").text())
                .as("keys are fetched from it")
                .contains("https://");
    }

    @Test
    void only_a_machine_gets_the_scope_of_the_shops_back_end() {
        var clients = deployed.of("AWS::Cognito::UserPoolClient");
        assertThat(clients).containsOnlyKeys("ConsoleUserPoolClient", "PlatformUserPoolClient");
        assertThat(deployed.properties("ConsoleUserPoolClient")
                        .at("AllowedOAuthScopes")
                        .texts())
                .containsExactly("openid", "email");
        assertThat(deployed.properties("PlatformUserPoolClient")
                        .at("AllowedOAuthScopes")
                        .texts())
                .containsExactly("recoup/platform");
        assertThat(deployed.properties("PlatformUserPoolClient")
                        .at("AllowedOAuthFlows")
                        .texts())
                .containsExactly("client_credentials");
    }

    @Test
    void nobody_signs_up_by_themselves() {
        var pools = deployed.of("AWS::Cognito::UserPool");
        assertThat(pools.values())
                .singleElement()
                .satisfies(pool -> assertThat(pool.at("AdminCreateUserConfig", "AllowAdminCreateUserOnly")
                                .text())
                        .isEqualTo("true"));
    }

    @Test
    void a_user_cannot_choose_the_merchant() {
        var clients = template.at("Resources").fields().values().stream()
                .filter(resource -> resource.at("Type").text().equals("AWS::Cognito::UserPoolClient"))
                .toList();
        assertThat(clients)
                .isNotEmpty()
                .allSatisfy(client -> assertThat(
                                client.at("Properties", "WriteAttributes").texts())
                        .isNotEmpty()
                        .doesNotContain("custom:merchant_id"));
    }

    /** The constants of {@link Environment}: each is a variable's name. */
    private static Set<String> environmentNames() {
        return Arrays.stream(Environment.class.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == String.class)
                .map(field -> {
                    try {
                        return String.valueOf(field.get(null));
                    } catch (IllegalAccessException e) {
                        throw new AssertionError(e);
                    }
                })
                .collect(Collectors.toSet());
    }

    /** Every resource or parameter that {@code part} names, in the short form or the long one. */
    private static void references(Template part, Consumer<String> found) {
        switch (part.tag().orElse("")) {
            case "Ref" -> found.accept(beforeDot(part.text()));
            case "GetAtt" ->
                found.accept(
                        part.isText() ? beforeDot(part.text()) : part.texts().getFirst());
            case "Sub" -> substitutions(part, found);
            default ->
                part.fields().forEach((name, value) -> {
                    switch (name) {
                        case "Ref" -> found.accept(value.text());
                        case "Fn::GetAtt" -> found.accept(value.texts().getFirst());
                        case "Fn::Sub" -> substitutions(value, found);
                        case "DependsOn" -> oneOrMore(value).forEach(found);
                        default -> {}
                    }
                });
        }
        part.fields().values().forEach(value -> references(value, found));
        part.items().forEach(item -> references(item, found));
    }

    private static void substitutions(Template sub, Consumer<String> found) {
        var text = sub.isText() ? sub.text() : sub.items().getFirst().text();
        var local = sub.isText() ? Set.of() : sub.items().get(1).fields().keySet();
        SUBSTITUTION
                .matcher(text)
                .results()
                .map(match -> beforeDot(match.group(1)))
                .filter(name -> !local.contains(name))
                .forEach(found);
    }

    private static void conditions(Template part, Consumer<String> found) {
        switch (part.tag().orElse("")) {
            case "If" -> found.accept(part.items().getFirst().text());
            case "Condition" -> found.accept(part.text());
            default -> part.find("Condition").filter(Template::isText).ifPresent(it -> found.accept(it.text()));
        }
        part.fields().values().forEach(value -> conditions(value, found));
        part.items().forEach(item -> conditions(item, found));
    }

    private static String beforeDot(String reference) {
        return reference.contains(".") ? reference.substring(0, reference.indexOf('.')) : reference;
    }

    private static List<String> oneOrMore(Template part) {
        return part.isText() ? List.of(part.text()) : part.texts();
    }

    private static List<String> keys(Template keySchema) {
        return keySchema.items().stream()
                .map(key ->
                        key.at("AttributeName").text() + " " + key.at("KeyType").text())
                .toList();
    }

    private static List<String> keys(List<KeySchemaElement> keySchema) {
        return keySchema.stream()
                .map(key -> key.attributeName() + " " + key.keyTypeAsString())
                .toList();
    }

    private static Map<String, String> attributes(Template definitions) {
        return definitions.items().stream()
                .collect(Collectors.toMap(
                        it -> it.at("AttributeName").text(),
                        it -> it.at("AttributeType").text()));
    }

    private static Map<String, String> attributes(List<AttributeDefinition> definitions) {
        return definitions.stream()
                .collect(Collectors.toMap(
                        AttributeDefinition::attributeName, AttributeDefinition::attributeTypeAsString));
    }
}
