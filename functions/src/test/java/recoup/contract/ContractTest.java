package recoup.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import recoup.contract.Document.Place;
import recoup.handlers.Shop;
import recoup.handlers.http.Problem;

/** The document says what the project does: all of it, and nothing else. */
class ContractTest {
    private static final Document DOCUMENT = Contract.DOCUMENT;

    /** How a token says each role. */
    private static final Map<String, List<String>> CLAIMS = Map.of(
            "admin", List.of("cognito:groups", "[admin]"),
            "viewer", List.of("cognito:groups", "[viewer]"),
            "platform", List.of("scope", "recoup/platform"));

    /** What no handler answers: the gateway's own message. */
    private static final Set<String> ANSWERED_BY_NO_HANDLER = Set.of("Message.message");

    @Test
    void the_templates_routes_are_the_documents_operations() throws IOException {
        assertThat(documented()).isNotEmpty().isEqualTo(Routes.ofTemplate());
    }

    @Test
    void every_operation_has_one_sample_event_and_every_sample_event_an_operation() throws IOException {
        assertThat(Routes.ofSamples().keySet()).isEqualTo(documented());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void the_function_knows_every_route(String sample) {
        var answer = Asked.by(sample).answer();
        assertThat(answer.status()).as(answer.toString()).isLessThan(500);
    }

    @ParameterizedTest
    @MethodSource("withToken")
    void the_roles_in_the_document_are_those_that_are_let_in(Operation operation) throws IOException {
        var sample =
                Optional.ofNullable(Routes.ofSamples().get(operation.route())).orElseThrow();
        var letIn = CLAIMS.entrySet().stream()
                .filter(role -> as(role.getValue(), sample).status() != 403)
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(letIn)
                .isNotEmpty()
                .isEqualTo(new TreeSet<>(texts(operation.place().at("x-roles"))));
    }

    @Test
    void only_those_who_sign_need_no_token() {
        var withoutToken =
                operations().filter(operation -> !wantsToken(operation)).toList();
        assertThat(withoutToken).singleElement().satisfies(operation -> {
            assertThat(operation.route()).isEqualTo("POST /v1/webhooks/{provider}/{merchantId}");
            assertThat(texts(operation.place().at("x-roles"))).containsExactly("signature");
            assertThat(texts(operation.place().at("x-problem-codes"))).contains("signature-invalid");
        });
    }

    @Test
    void every_operation_has_a_name_of_its_own_a_summary_and_one_of_the_tags() {
        var names = DOCUMENT.operations().stream()
                .map(operation -> operation.place().at("operationId").text())
                .toList();
        var tags = DOCUMENT.root().at("tags").children().stream()
                .map(tag -> tag.at("name").text())
                .toList();
        assertThat(names).doesNotHaveDuplicates();
        assertThat(DOCUMENT.operations()).allSatisfy(operation -> {
            assertThat(operation.place().at("summary").text()).isNotBlank();
            assertThat(texts(operation.place().at("tags"))).hasSize(1).isSubsetOf(tags);
        });
    }

    @ParameterizedTest
    @MethodSource("contents")
    void every_body_has_examples_and_each_is_valid(Place content) {
        var examples = content.at("examples").children();
        assertThat(examples).isNotEmpty();
        assertThat(examples)
                .allSatisfy(example -> assertThat(
                                content.at("schema").faults(example.at("value").json()))
                        .as(example.pointer())
                        .isEmpty());
    }

    @Test
    void every_problem_code_of_an_operation_is_listed() {
        assertThat(DOCUMENT.operations())
                .allSatisfy(operation -> assertThat(texts(operation.place().at("x-problem-codes")))
                        .as(operation.route())
                        .doesNotHaveDuplicates()
                        .containsExactlyInAnyOrderElementsOf(codes(operation)));
    }

    @Test
    void the_problems_of_the_code_are_those_of_the_document_with_their_statuses() {
        var documented = DOCUMENT.root()
                .at("components")
                .at("schemas")
                .steps()
                .filter(schema ->
                        schema.name().endsWith("Problem") && !schema.name().equals("Problem"))
                .map(schema ->
                        constant(schema, "code") + " " + constant(schema, "status") + " " + constant(schema, "type"));
        assertThat(documented)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Problem.Type.values())
                        .map(type -> type.code() + " " + type.status() + " /problems/" + type.code())
                        .toList());
    }

    @Test
    void every_object_names_all_that_it_may_have() {
        var open = DOCUMENT.root()
                .at("components")
                .at("schemas")
                .steps()
                .filter(schema -> schema.find("properties").isPresent()
                        || schema.json().path("type").asText().equals("object"))
                .filter(schema -> !schema.json().path("additionalProperties").equals(BooleanNode.FALSE)
                        && !schema.json().path("unevaluatedProperties").equals(BooleanNode.FALSE))
                .map(Place::name);
        assertThat(open)
                .as("Problem is what the problems have in common, and a message is the gateway's own")
                .containsExactlyInAnyOrder("Problem", "Message");
    }

    @Test
    void every_reference_leads_somewhere_and_every_component_is_referred_to() {
        var references = new TreeSet<>(DOCUMENT.root().json().findValuesAsText("$ref"));
        assertThat(references)
                .allSatisfy(reference -> assertThat(DOCUMENT.root()
                                .json()
                                .at(reference.substring(1))
                                .isMissingNode())
                        .as(reference)
                        .isFalse());
        var components = DOCUMENT.root()
                .at("components")
                .steps()
                .filter(kind -> !kind.name().equals("securitySchemes"))
                .flatMap(Place::steps)
                .map(component -> "#" + component.pointer());
        assertThat(references).containsExactlyInAnyOrderElementsOf(components.toList());
    }

    @Test
    void every_good_answer_and_every_property_is_met_on_a_tour_of_the_samples() {
        var seen = new Seen();
        ScopedValue.where(Contract.WATCHING, seen).run(() -> {
            Tour.everythingSucceeds();
            Tour.problems()
                    .forEach((code, meeting) ->
                            assertThat(meeting.get()).as(code).isNotNull());
        });
        var wanted = new TreeSet<>(Seen.properties(DOCUMENT));
        contents().map(Place::pointer).forEach(wanted::add);
        wanted.removeAll(seen.pointers());
        assertThat(wanted).containsExactlyInAnyOrderElementsOf(ANSWERED_BY_NO_HANDLER);
    }

    @Test
    void every_problem_can_be_met() {
        var problems = Tour.problems();
        assertThat(problems.keySet())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Problem.Type.values())
                        .map(Problem.Type::code)
                        .toList());
        problems.forEach((code, meeting) -> {
            var answer = meeting.get();
            assertThat(answer.code()).as(answer.toString()).isEqualTo(code);
            assertThat(answer.headers().containsKey("Retry-After"))
                    .as(code)
                    .isEqualTo(Set.of("busy", "unavailable").contains(code));
        });
    }

    static Stream<Operation> operations() {
        return DOCUMENT.operations().stream();
    }

    static Stream<Operation> withToken() {
        return operations().filter(ContractTest::wantsToken);
    }

    static Stream<String> samples() throws IOException {
        return Routes.ofSamples().values().stream();
    }

    /** Every body that a request can have, and every one of an answer that is no problem. */
    static Stream<Place> contents() {
        return operations().flatMap(operation -> {
            var bodies = new ArrayList<Place>();
            operation.place().find("requestBody").ifPresent(bodies::add);
            operation.place().at("responses").children().stream()
                    .filter(response -> response.name().startsWith("2"))
                    .forEach(bodies::add);
            return bodies.stream().flatMap(body -> body.at("content").children().stream());
        });
    }

    private static Set<String> documented() {
        return operations().map(Operation::route).collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean wantsToken(Operation operation) {
        return operation
                .place()
                .find("security")
                .map(several -> !several.children().isEmpty())
                .orElse(true);
    }

    private static Shop.Answer as(List<String> claim, String sample) {
        return Asked.by(sample)
                .withoutClaim("cognito:groups")
                .withoutClaim("scope")
                .claim(claim.getFirst(), claim.getLast())
                .answer();
    }

    private static List<String> codes(Operation operation) {
        return operation.place().at("responses").children().stream()
                .flatMap(response -> response.at("content").find("application/problem+json").stream())
                .map(content -> content.at("schema"))
                .flatMap(schema -> schema.find("oneOf")
                        .map(several -> several.children().stream())
                        .orElse(Stream.of(schema)))
                .map(problem -> constant(problem, "code"))
                .toList();
    }

    private static String constant(Place problem, String property) {
        return problem.at("properties").at(property).at("const").text();
    }

    private static List<String> texts(Place list) {
        return StreamSupport.stream(list.json().spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
