package recoup.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import recoup.ledger.Table;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;

/**
 * The simulation against DynamoDB Local: the same requests, the same answers. System properties
 * {@code differential.operations} and {@code differential.seed} make the run longer or another one.
 */
class DifferentialTest {
    private static final int OPERATIONS = Integer.getInteger("differential.operations", 2_000);
    private static final long SEED = Long.getLong("differential.seed", 20_260_731L);

    private static final String LIMITS = "limits";
    private static final String WORDS = "words";

    private static AmazonDynamoDBLocal local;

    @BeforeAll
    static void start() {
        local = DynamoDBEmbedded.create();
    }

    @AfterAll
    static void stop() {
        local.shutdownNow();
    }

    @Test
    void the_simulation_answers_random_requests_as_dynamodb_local_does() {
        var real = local.dynamoDbClient();
        FreshTable.in(real);
        var simulated = FreshTable.simulated();
        var requests = new RandomRequests(FreshTable.NAME, SEED);
        for (var operation = 0; operation < OPERATIONS; operation++) {
            var request = requests.next();
            var expected = Outcome.of(real, request);
            var actual = Outcome.of(simulated, request);
            assertThat(agree(request, expected, actual))
                    .as(
                            "seed %d, operation %d%n%s%nDynamoDB Local %s%nsimulation     %s",
                            SEED, operation, request, expected, actual)
                    .isTrue();
        }
        assertThat(simulated.items(FreshTable.NAME))
                .as("contents at the end, seed %d", SEED)
                .containsExactlyInAnyOrderElementsOf(contents(real));
    }

    @Test
    void sizes_and_pages_end_where_those_of_dynamodb_local_end() {
        var real = local.dynamoDbClient();
        real.createTable(Table.creation(LIMITS));
        var simulated = new SimulatedDynamoDb();
        simulated.createTable(Table.creation(LIMITS));
        for (var request : requestsAtTheLimits()) {
            assertThat(Outcome.of(simulated, request))
                    .as(() -> request.toString().substring(0, 120))
                    .isEqualTo(Outcome.of(real, request));
        }
    }

    @Test
    void reserved_words_are_those_of_dynamodb_local() {
        var real = local.dynamoDbClient();
        real.createTable(Table.creation(WORDS));
        var simulated = new SimulatedDynamoDb();
        simulated.createTable(Table.creation(WORDS));
        var words = new ArrayList<>(ReservedWords.ALL);
        words.removeAll(List.of("CONVERT", "SIZE", "VARIABLES")); // documented, but DynamoDB Local takes them
        words.addAll(List.of("pk", "sk", "op", "v", "version", "lots", "debt", "amount", "asset", "at", "customer"));
        for (var word : words) {
            var request = GetItemRequest.builder()
                    .tableName(WORDS)
                    .key(FreshTable.key("p", "s"))
                    .projectionExpression(word.toLowerCase(Locale.ROOT))
                    .build();
            assertThat(Outcome.of(simulated, request)).as(word).isEqualTo(Outcome.of(real, request));
        }
    }

    private static List<DynamoDbRequest> requestsAtTheLimits() {
        var requests = new ArrayList<DynamoDbRequest>();
        var names = "pk".length() + "p".length() + "sk".length() + "s00".length() + "a".length();
        requests.add(put("s00", Sizes.LARGEST_ITEM - names));
        requests.add(put("s00", Sizes.LARGEST_ITEM - names + 1));
        for (var i = 10; i < 20; i++) {
            requests.add(put("s" + i, 200 * 1024));
        }
        for (var i = 30; i < 34; i++) {
            requests.add(put("s" + i, 1024 * 1024 / 4 - names));
        }
        requests.add(query("s1", true));
        requests.add(query("s1", false));
        requests.add(query("s3", true));
        requests.add(put("s".repeat(1024), 1));
        requests.add(put("s".repeat(1025), 1));
        return requests;
    }

    private static PutItemRequest put(String sk, int length) {
        var item = new HashMap<>(FreshTable.key("p", sk));
        item.put("a", AttributeValue.fromS("x".repeat(length)));
        return PutItemRequest.builder().tableName(LIMITS).item(item).build();
    }

    private static QueryRequest query(String prefix, boolean forward) {
        return QueryRequest.builder()
                .tableName(LIMITS)
                .keyConditionExpression("pk = :p AND begins_with(sk, :s)")
                .expressionAttributeValues(Map.of(":p", AttributeValue.fromS("p"), ":s", AttributeValue.fromS(prefix)))
                .projectionExpression("sk")
                .scanIndexForward(forward)
                .build();
    }

    private static List<Map<String, AttributeValue>> contents(DynamoDbClient real) {
        return real.scan(ScanRequest.builder().tableName(FreshTable.NAME).build()).items().stream()
                .map(Values::accepted)
                .toList();
    }

    /** Equal, but for what DynamoDB Local is known to do otherwise than the service. */
    private static boolean agree(DynamoDbRequest request, Outcome local, Outcome simulated) {
        return local.equals(simulated)
                || endsWithoutSaying(local, simulated)
                || refusesToStartAtTheEnd(request, local, simulated)
                || validatesWithoutReasons(local, simulated)
                || seesTheDoubleTooLate(request, local, simulated);
    }

    /**
     * A page that reached its limit has a last key in the service, even if nothing follows. DynamoDB Local leaves it
     * out if that key stands at the bound of the key condition.
     */
    private static boolean endsWithoutSaying(Outcome local, Outcome simulated) {
        return local instanceof Outcome.Done(Outcome.Page(var items, var count, var scanned, var last))
                && last.isEmpty()
                && simulated instanceof Outcome.Done(Outcome.Page page)
                && page.equals(new Outcome.Page(items, count, scanned, page.last()));
    }

    /** Nor may a page begin behind that key there; in the service it is empty. */
    private static boolean refusesToStartAtTheEnd(DynamoDbRequest request, Outcome local, Outcome simulated) {
        return request instanceof QueryRequest query
                && query.hasExclusiveStartKey()
                && local instanceof Outcome.Refused refused
                && refused.isValidation()
                && simulated instanceof Outcome.Done(Outcome.Page page)
                && page.scanned() == 0;
    }

    /**
     * An update that does not fit the item cancels the transaction in the service, with {@code ValidationError} as its
     * reason (see the reference of TransactWriteItems). DynamoDB Local refuses the request, or gives no reasons.
     */
    private static boolean validatesWithoutReasons(Outcome local, Outcome simulated) {
        return simulated instanceof Outcome.Refused canceled
                && canceled.reasons().stream().anyMatch(reason -> reason.code().equals("ValidationError"))
                && local instanceof Outcome.Refused refused
                && refused.reasons().isEmpty();
    }

    /** Two operations on one item: DynamoDB Local sees them only when no condition fails. */
    private static boolean seesTheDoubleTooLate(DynamoDbRequest request, Outcome local, Outcome simulated) {
        return request instanceof TransactWriteItemsRequest
                && simulated instanceof Outcome.Refused refused
                && refused.isValidation()
                && local instanceof Outcome.Refused canceled
                && canceled.reasons().stream().anyMatch(reason -> reason.code().equals("ConditionalCheckFailed"));
    }
}
