package recoup.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import recoup.contract.Documented;
import recoup.handlers.Shop;

/**
 * Every operation of the document, by everybody: what is allowed there is answered as if there were no other merchant, everything
 * else is refused with nothing written and nothing shown.
 */
class AccessMatrixTest {
    /** Which merchants there are, and everybody's world for what is only read. */
    private static final World BOTH = World.of(List.of(World.ACME, World.EMCA));

    private static final Map<String, World> ALONE = Map.of(
            World.ACME, World.of(List.of(World.ACME)),
            World.EMCA, World.of(List.of(World.EMCA)));

    private static final World EMPTY = World.of(List.of());

    /** One operation by one somebody. */
    private record Cell(Documented operation, Claims.Roles roles, Claims.Merchant merchant) {
        boolean isAllowed() {
            return merchant.id().isPresent() && !Collections.disjoint(roles.roles(), operation.roles());
        }

        boolean isSigned() {
            return operation.roles().equals(Set.of("signature"));
        }

        APIGatewayV2HTTPEvent request() {
            var event = World.request(operation, Claims.of(roles, merchant));
            switch (operation.sample()) {
                case "admin-api/place-order" -> event.setBody(event.getBody().replace("ORD-1001", "ORD-NEW"));
                case "admin-api/redeem-points" ->
                    event.setBody(event.getBody().replace("RED-1", "RED-NEW").replace("SAVE-5-7F3A", "NEW"));
                case "admin-api/reapply-order" -> event.setPathParameters(Map.of("orderId", "ORD-1002"));
                case "intake/receive-webhook" -> event.setBody(event.getBody().replace("ORD-1001", "ORD-1002"));
                default -> {} // as it is
            }
            return event;
        }

        @Override
        public String toString() {
            return operation + " as " + roles.claims() + " of " + merchant.claims() + ": ";
        }
    }

    static List<Documented> operations() {
        return Documented.operations();
    }

    @Test
    void every_role_of_the_document_has_somebody_and_every_operation_a_role() {
        assertThat(operations()).hasSizeGreaterThanOrEqualTo(25);
        var roles = new TreeMap<String, Integer>();
        operations().forEach(operation -> {
            assertThat(operation.roles()).as(operation.route()).isNotEmpty();
            operation.roles().forEach(role -> roles.merge(role, 1, Integer::sum));
        });
        assertThat(roles.keySet()).containsExactlyInAnyOrder("admin", "platform", "signature", "viewer");
        assertThat(operations().size() * Claims.ROLES.size() * Claims.MERCHANTS.size())
                .as("cells")
                .isGreaterThan(25_000);
    }

    /** A world in which somebody sees nothing anyway would prove nothing. */
    @Test
    void there_is_something_to_see_and_to_change_in_the_world_of_each() {
        for (var merchant : List.of(World.ACME, World.EMCA)) {
            var items = ALONE.getOrDefault(merchant, EMPTY).items();
            assertThat(items).hasSizeGreaterThan(20);
            assertThat(BOTH.itemsOfOthersThan(merchant))
                    .hasSize(BOTH.items().size() - items.size())
                    .doesNotContainAnyElementsOf(items);
        }
        assertThat(EMPTY.items()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void an_operation_is_done_for_its_roles_and_their_merchant_alone(Documented operation) {
        var wrong = new ArrayList<String>();
        for (var roles : Claims.ROLES) {
            for (var merchant : Claims.MERCHANTS) {
                var cell = new Cell(operation, roles, merchant);
                if (cell.isAllowed()) {
                    allowed(cell, wrong);
                } else {
                    refused(cell, wrong);
                }
            }
        }
        assertThat(wrong.stream().limit(20)).isEmpty();
    }

    private static void refused(Cell cell, List<String> wrong) {
        var before = BOTH.items();
        var answer = BOTH.answer(cell.request());
        if (answer.status() != (cell.isSigned() ? 401 : 403)
                || !answer.code().equals(cell.isSigned() ? "signature-invalid" : "forbidden")) {
            wrong.add(cell + "answered " + answer.status() + " " + answer.code());
        }
        if (!Set.of("type", "title", "status", "detail", "code").containsAll(fields(answer))
                || answer.body().matches("(?s).*(acme|emca|ORD-|CUS-|RED-|lot_|7777|3333).*")) {
            wrong.add(cell + "shows more than that it is refused");
        }
        if (!BOTH.items().equals(before) || !BOTH.queued().isEmpty()) {
            wrong.add(cell + "wrote");
        }
    }

    private static List<String> fields(Shop.Answer answer) {
        var fields = new ArrayList<String>();
        answer.json().fieldNames().forEachRemaining(fields::add);
        return fields;
    }

    private static void allowed(Cell cell, List<String> wrong) {
        var merchant = cell.merchant().id().orElseThrow();
        var both = cell.operation().reads() ? BOTH : BOTH.copy();
        var alone = ALONE.getOrDefault(merchant, EMPTY);
        var others = both.itemsOfOthersThan(merchant);
        var before = both.items();

        var answer = both.answer(cell.request());
        if (!expects(cell, answer.status())) {
            wrong.add(cell + "answered " + answer.status() + " " + answer.code());
        }
        var expected = (cell.operation().reads() ? alone : alone.copy()).answer(cell.request());
        if (!answer.equals(expected)) {
            wrong.add(cell + "answered otherwise than if there were nobody else");
        }
        if (answer.body().contains(merchant.equals(World.EMCA) ? World.ACME : World.EMCA)) {
            wrong.add(cell + "shows another merchant's");
        }
        if (!both.itemsOfOthersThan(merchant).equals(others)
                || (cell.operation().reads() && !both.items().equals(before))) {
            wrong.add(cell + "changed another merchant's, or what it should read");
        }
        if (!both.queued().stream().allMatch(body -> body.contains("\"merchantId\":\"" + merchant + "\""))) {
            wrong.add(cell + "queued for another merchant");
        }
    }

    /** Where a merchant has nothing there is nothing to find, and nothing to spend. */
    private static boolean expects(Cell cell, int status) {
        var hasAll = ALONE.containsKey(cell.merchant().id().orElseThrow());
        var operation = cell.operation();
        if (hasAll || !operation.statuses().contains(404)) {
            return operation.succeedsWith(status) || (!hasAll && status == 409);
        }
        return status == 404;
    }
}
