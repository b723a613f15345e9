package recoup.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is planted between a shop and whoever asks is found within one shop's life. */
class OracleTest {
    private static final long SEED = 3;
    private static final int LENGTH = 200;

    /** What a mistake makes of an answer. */
    private interface Mistake
            extends BiFunction<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse, APIGatewayV2HTTPResponse> {}

    @Test
    void nothing_is_found_where_nothing_is_planted() {
        assertThatCode(() -> new Life(SEED, UnaryOperator.identity()).live(LENGTH))
                .doesNotThrowAnyException();
    }

    @Test
    void a_fault_of_ours_is_found() {
        isFound((_, answer) -> with(answer, 500, answer.getBody()), "a fault of ours: 500");
    }

    @Test
    void a_status_that_is_not_documented_is_found() {
        isFound(
                (_, answer) -> answer.getStatusCode() == 200 ? with(answer, 204, answer.getBody()) : answer,
                "no such status");
    }

    @Test
    void an_answer_that_violates_its_schema_is_found() {
        isFound(
                (_, answer) ->
                        with(answer, answer.getStatusCode(), answer.getBody().replace("customerId", "customer")),
                "customer");
    }

    @Test
    void a_problem_without_its_code_is_found() {
        isFound(
                (_, answer) -> with(
                        answer, answer.getStatusCode(), answer.getBody().replaceFirst(",\"code\":\"[a-z-]+\"", "")),
                "code");
    }

    @Test
    void an_inside_that_is_shown_is_found() {
        isFound(
                (_, answer) -> with(
                        answer,
                        answer.getStatusCode(),
                        answer.getBody().replaceFirst("\"detail\":\"", "\"detail\":\"recoup.ledger.Ledger: ")),
                "the inside is shown");
    }

    @Test
    void a_field_at_fault_that_is_not_named_is_found() {
        isFound(
                (_, answer) -> with(
                        answer,
                        answer.getStatusCode(),
                        answer.getBody().replaceAll("\"field\":\"[^\"]*\"", "\"field\":\"something\"")),
                "is not named");
    }

    @Test
    void what_is_invalid_and_accepted_is_found() {
        isFound(answeredAsIfRight(400), "infra/openapi.yaml says otherwise");
    }

    @Test
    void what_is_valid_and_refused_is_found() {
        isFound((_, answer) -> answer.getStatusCode() == 200 ? invalid() : answer, "the document allows it");
    }

    @Test
    void a_caller_whom_nobody_let_in_is_found() {
        isFound(answeredAsIfRight(403), "nobody let this caller in");
    }

    @Test
    void a_read_that_writes_is_found() {
        var gifts = new ArrayDeque<APIGatewayV2HTTPEvent>();
        isMade(
                shop -> event -> {
                    var answer = shop.apply(event);
                    if (answer.getStatusCode() == 201 && event.getRouteKey().endsWith("/adjustments")) {
                        gifts.add(event);
                    } else if (event.getRouteKey().equals("GET /v1/settings") && !gifts.isEmpty()) {
                        var gift = gifts.peek();
                        gift.setHeaders(Map.of("idempotency-key", "another " + gifts.size()));
                        var _ = shop.apply(gift);
                    }
                    return answer;
                },
                "it wrote");
    }

    @Test
    void a_refusal_that_queues_something_is_found() {
        isFound(
                (event, answer) -> event.getRouteKey().equals("POST /v1/events") && answer.getStatusCode() == 202
                        ? invalid()
                        : answer,
                "it wrote");
    }

    @Test
    void an_answer_that_changes_when_it_is_asked_for_once_more_is_found() {
        isFound(
                (_, answer) -> answer.getHeaders().containsKey("Idempotency-Replayed")
                        ? with(answer, answer.getStatusCode(), answer.getBody() + " ")
                        : answer,
                "once more");
    }

    /** Only what no schema can say excuses a refusal, and only where it can be the reason. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        currency  | must be a currency of ISO 4217, like USD   | {"currency":"ABC"}           | true
        amount    | must be a whole number from 1 to 9         | {"amount":1.0}               | true
        amount    | must be a whole number from 1 to 9         | {"amount":1}                 | false
        note      | must be a text of 1 to 9 characters        | {"note":"\\ud800"}           | true
        note      | must be a text of 1 to 9 characters        | {"note":"plain"}             | false
        note      | must be a text of 1 to 9 characters        | {"note":"👩‍💻"}               | true
        expiresOn | must be a date, YYYY-MM-DD                 | {"expiresOn":"2021-02-30"}   | true
        expiresOn | 2020-12-31 is over: today is 2021-01-02    | {"expiresOn":"2020-12-31"}   | true
        amount    | 2020-12-31 is over: today is 2021-01-02    | {"expiresOn":"2020-12-31"}   | false
        expiresOn | must be a date, YYYY-MM-DD                 | {"expiresOn":"2021-02-03"}   | false
        reason    | is required for another amount             | {}                           | true
        status    | must be one of PENDING, CONFIRMED          | {"status":"PENDING"}         | false
        """)
    void what_no_schema_can_say_is_listed(String field, String message, String body, boolean listed) {
        assertThat(Unsaid.why(field, message, body).isPresent()).isEqualTo(listed);
    }

    /** Whatever was answered with {@code status} is answered as another request of its route was that succeeded. */
    private static Mistake answeredAsIfRight(int status) {
        var right = new HashMap<String, APIGatewayV2HTTPResponse>();
        return (event, answer) -> {
            if (answer.getStatusCode() < 300) {
                right.put(event.getRouteKey(), answer);
            }
            return answer.getStatusCode() == status ? right.getOrDefault(event.getRouteKey(), answer) : answer;
        };
    }

    private static void isFound(Mistake mistake, String saying) {
        isMade(shop -> event -> mistake.apply(event, shop.apply(event)), saying);
    }

    private static void isMade(
            UnaryOperator<Function<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse>> planted, String saying) {
        var life = new Life(SEED, planted);
        assertThatThrownBy(() -> life.live(LENGTH))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("-Dfuzz.seed=" + SEED)
                .hasMessageContaining(saying);
    }

    private static APIGatewayV2HTTPResponse invalid() {
        return APIGatewayV2HTTPResponse.builder()
                .withStatusCode(400)
                .withHeaders(Map.of("Content-Type", "application/problem+json", "Cache-Control", "no-store"))
                .withBody("""
                    {"type":"/problems/validation","title":"Not valid","status":400,"detail":"One field.","code":"validation",\
                    "errors":[{"field":"total","message":"is too odd"}]}\
                    """)
                .build();
    }

    private static APIGatewayV2HTTPResponse with(APIGatewayV2HTTPResponse answer, int status, String body) {
        return APIGatewayV2HTTPResponse.builder()
                .withStatusCode(status)
                .withHeaders(answer.getHeaders())
                .withBody(body)
                .build();
    }
}
