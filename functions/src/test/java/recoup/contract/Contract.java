package recoup.contract;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import recoup.contract.Document.Place;

/**
 * Holds what clients are told to what happens. Every answer must be one that {@code infra/openapi.yaml} describes, and a
 * request that it would refuse must not have succeeded.
 */
public final class Contract {
    public static final Document DOCUMENT = Document.read(Path.of("..", "infra", "openapi.yaml"));

    /** Who is told of every body that was found valid, and where the document describes it. */
    static final ScopedValue<BiConsumer<Place, JsonNode>> WATCHING = ScopedValue.newInstance();

    private static final Contract CONTRACT = new Contract(DOCUMENT);

    private static final int ENOUGH_TO_KNOW_IT = 600;

    private final Map<String, Operation> operations;

    Contract(Document document) {
        this.operations =
                document.operations().stream().collect(Collectors.toMap(Operation::route, Function.identity()));
    }

    /** One request and its answer; an {@link AssertionError} says what the document does not. */
    public static void check(APIGatewayV2HTTPEvent request, APIGatewayV2HTTPResponse answer) {
        CONTRACT.judge(request, answer);
    }

    /** What the document would refuse in a request, whatever became of it; empty if nothing. */
    public static List<String> faults(APIGatewayV2HTTPEvent request) {
        return CONTRACT.operation(request).faults(request, (_, _) -> {});
    }

    private Operation operation(APIGatewayV2HTTPEvent request) {
        return Optional.ofNullable(operations.get(request.getRouteKey()))
                .orElseThrow(() -> new AssertionError("infra/openapi.yaml has no operation " + request.getRouteKey()));
    }

    void judge(APIGatewayV2HTTPEvent request, APIGatewayV2HTTPResponse answer) {
        var operation = operation(request);
        BiConsumer<Place, JsonNode> valid = WATCHING.isBound() ? WATCHING.get() : (_, _) -> {};
        var faults = new ArrayList<>(operation.faults(answer, valid));
        if (answer.getStatusCode() < 300) {
            faults.addAll(operation.faults(request, valid));
        }
        if (!faults.isEmpty()) {
            throw new AssertionError(
                    "%s answered %d, and infra/openapi.yaml says otherwise: %s%nasked: %s%nanswered: %s"
                            .formatted(
                                    operation.route(),
                                    answer.getStatusCode(),
                                    String.join("; ", faults),
                                    shortened(request.getBody()),
                                    shortened(answer.getBody())));
        }
    }

    private static String shortened(@Nullable String text) {
        var known = Optional.ofNullable(text).orElse("nothing");
        return known.length() <= ENOUGH_TO_KNOW_IT ? known : known.substring(0, ENOUGH_TO_KNOW_IT) + "…";
    }
}
