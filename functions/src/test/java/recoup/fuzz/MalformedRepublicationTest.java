package recoup.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import recoup.handlers.OneCall;
import recoup.handlers.Republisher;
import recoup.handlers.Roads;
import recoup.handlers.SampleEvents;
import recoup.handlers.Shop;
import recoup.handlers.http.Problem;
import recoup.handlers.http.ProblemException;
import recoup.queues.Inbox;
import recoup.queues.SimulatedSqs;

/** A republication that somebody asks for by hand, and mistypes: the answer says what is wrong, and nothing is published. */
class MalformedRepublicationTest {
    private static final int ROUNDS = 1_500;
    private static final String REPUBLICATION = """
        {"merchantId":"acme","from":"2021-01-01T00:00:00Z","to":"2021-01-02T00:00:00Z","cursor":"wallets/0"}\
        """;

    private final Shop shop = new Shop();

    @BeforeEach
    void something_to_publish() {
        shop.give("ann", "POINTS", 100, "null");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "merchantId | acme | 7",
                "merchantId | acme | \"\"",
                "merchantId | acme | \"a b\"",
                "merchantId | acme | null",
                "from | 2021-01-01T00:00:00Z | \"yesterday\"",
                "from | 2021-01-01T00:00:00Z | 1609459200000",
                "from | 2021-01-01T00:00:00Z | \"2021-01-01\"",
                "to | 2021-01-02T00:00:00Z | \"2021-02-30T00:00:00Z\"",
                "to | 2021-01-02T00:00:00Z | \"2020-01-02T00:00:00Z\"",
                "to | 2021-01-02T00:00:00Z | []",
                "cursor | wallets/0 | \"wallets/16\"",
                "cursor | wallets/0 | \"orders/\"",
                "cursor | wallets/0 | \"redemptions/1\"",
                "cursor | wallets/0 | 0",
            })
    void a_field_at_fault_is_named(String field, String right, String wrong) {
        var inbox = new Inbox();
        assertThat(republished(inbox, REPUBLICATION.replace("\"" + right + "\"", wrong)))
                .containsExactly(field);
        assertThat(inbox.published()).isEmpty();
        assertThat(republished(inbox, REPUBLICATION)).isEmpty();
        assertThat(inbox.published()).as("if it is right").isNotEmpty();
    }

    @Test
    void a_republication_is_carried_out_or_is_refused_and_publishes_nothing() {
        var dice = new Dice(7);
        var refused = 0;
        var published = 0;
        for (var round = 0; round < ROUNDS; round++) {
            var inbox = new Inbox();
            if (!republished(inbox, Broken.json(REPUBLICATION, dice)).isEmpty()) {
                refused++;
                assertThat(inbox.published()).isEmpty();
            }
            published += inbox.published().size();
        }
        assertThat(refused).isGreaterThan(ROUNDS / 2);
        assertThat(published).isPositive();
    }

    /** The fields at fault; none, if it was carried out. */
    private List<String> republished(Inbox inbox, String input) {
        var output = new ByteArrayOutputStream();
        try {
            new Republisher(Roads.ENVIRONMENT, shop.store(), inbox, new SimulatedSqs())
                    .handleRequest(
                            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                            output,
                            new OneCall(new StringBuilder()));
        } catch (ProblemException problem) {
            assertThat(output.size()).isZero();
            assertThat(problem.problem().errors()).isNotEmpty();
            return problem.problem().errors().stream()
                    .map(Problem.FieldError::field)
                    .toList();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        var answer = SampleEvents.json(output.toString(StandardCharsets.UTF_8));
        assertThat(answer.path("published").intValue())
                .isEqualTo(inbox.published().size());
        assertThat(answer.path("cursor").isNull()).isTrue();
        return List.of();
    }
}
