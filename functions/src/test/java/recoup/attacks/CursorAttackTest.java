package recoup.attacks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import recoup.contract.Documented;
import recoup.handlers.Shop;
import recoup.model.Fingerprint;

/** Cursors from elsewhere, altered ones, and well-sealed ones to places that nobody was shown. */
class CursorAttackTest {
    private static final World WORLD = World.of(List.of(World.ACME, World.EMCA));
    private static final Map<String, String> NO_FILTER = Map.of();
    /** A value of each parameter by which some list can be narrowed. */
    private static final Map<String, String> FILTERS = Map.of(
            "paymentStatus", "PENDING",
            "creditRevertStatus", "REVERTED",
            "pointsRevertStatus", "REVERTED",
            "coverage", "FULL",
            "customerId", "CUS-7",
            "asset", "POINTS",
            "orderId", "ORD-1001",
            "type", "PAID_AFTER_CANCEL");

    private static final Map<String, String> STATUSES =
            Map.of("GET /v1/orders", "CANCELLED", "GET /v1/redemptions", "REDEEMED", "GET /v1/reviews", "OPEN");

    static Stream<Documented> lists() {
        return Documented.operations().stream()
                .filter(operation -> operation.parameters().contains("cursor"));
    }

    @Test
    void each_list_of_the_document_goes_on_by_its_own_cursor() {
        assertThat(lists()).hasSize(6);
        lists().forEach(list -> {
            var next = asked(list, World.ACME, cursor(cursor(list)), NO_FILTER);
            assertThat(next.status()).as(list.route()).isEqualTo(200);
            assertThat(next.body()).doesNotContain(World.EMCA);
        });
    }

    @ParameterizedTest
    @MethodSource("lists")
    void another_merchants_cursor_is_none(Documented list) {
        var foreign = cursor(list, World.EMCA, NO_FILTER, NO_FILTER);
        assertThat(asked(list, World.EMCA, cursor(foreign), NO_FILTER).status()).isEqualTo(200);
        refused(list, foreign);
    }

    @ParameterizedTest
    @MethodSource("lists")
    void a_cursor_of_another_list_of_another_filter_or_of_another_item_is_none(Documented list) {
        lists().filter(other -> !other.equals(list)).forEach(other -> refused(list, cursor(other)));
        for (var filter : list.parameters()) {
            if (!List.of("limit", "cursor").contains(filter)) {
                var value = filter.equals("status") ? STATUSES.get(list.route()) : FILTERS.get(filter);
                var narrowed = new HashMap<>(cursor(cursor(list)));
                narrowed.put(filter, value);
                refused(asked(list, World.ACME, narrowed, NO_FILTER), list, filter);
            }
        }
        for (var id : list.ids()) {
            var other = Map.of(id, id.equals("orderId") ? "ORD-acme" : "CUS-acme");
            refused(asked(list, World.ACME, cursor(cursor(list)), other), list, "another item");
        }
    }

    @ParameterizedTest
    @MethodSource("lists")
    void a_cursor_with_a_character_altered_left_out_or_added_is_none(Documented list) {
        var cursor = cursor(list);
        for (var at = 0; at < cursor.length(); at++) {
            for (var other : "AQgw19-_".toCharArray()) {
                if (cursor.charAt(at) != other) {
                    refused(list, cursor.substring(0, at) + other + cursor.substring(at + 1));
                }
            }
            refused(list, cursor.substring(0, at));
            refused(list, cursor.substring(at + 1));
            refused(list, cursor.substring(0, at) + cursor.substring(at + 1));
            refused(list, cursor.substring(0, at) + "A" + cursor.substring(at));
        }
    }

    @ParameterizedTest
    @MethodSource("lists")
    void what_was_never_a_cursor_is_none(Documented list) {
        var cursor = cursor(list);
        var decoded = new String(Base64.getUrlDecoder().decode(cursor), UTF_8);
        for (var odd : List.of(
                "",
                " ",
                "null",
                "0",
                "1",
                "{}",
                "*",
                "=",
                "%00",
                "\u0000",
                cursor + cursor,
                cursor + "=",
                cursor + "==",
                cursor + " ",
                " " + cursor,
                cursor + "\n",
                decoded,
                decoded.substring(16),
                "A".repeat(100_000),
                cursor.repeat(2_000),
                "\u0430",
                "../../etc/passwd",
                "' OR '1'='1")) {
            refused(list, odd);
        }
    }

    /** A seal guards against mistakes and is no secret: whoever makes one for a place of another's finds what is their own. */
    @ParameterizedTest
    @MethodSource("lists")
    void a_well_sealed_cursor_to_another_place_shows_nothing_of_anybody_else(Documented list) {
        var genuine = position(cursor(list));
        assertThat(sealed(list, genuine)).as("this is how it is sealed").isEqualTo(cursor(list));
        var foreign = position(cursor(list, World.EMCA, NO_FILTER, NO_FILTER));
        for (var place : places(foreign, genuine)) {
            var answer = asked(list, World.ACME, cursor(sealed(list, place)), NO_FILTER);
            assertThat(answer.status()).as(place + " " + answer).isIn(200, 400);
            assertThat(answer.body()).as(place).doesNotContain(World.EMCA, "7777");
        }
    }

    /** It is a place, not a promise: years later, and with a shop that has moved on, it leads to what is there then. */
    @ParameterizedTest
    @MethodSource("lists")
    void an_old_cursor_shows_what_is_behind_it_now(Documented list) {
        var world = WORLD.copy();
        var old = cursor(list);
        world.shop().at("2031-01-01T00:00:00Z");
        world.shop().call("cancel-order").path("orderId", "ORD-1002").answer(200);
        var answer = asked(world, list, World.ACME, cursor(old), NO_FILTER);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).doesNotContain(World.EMCA);
    }

    private static List<String> places(String foreign, String genuine) {
        var places = new ArrayList<>(List.of(
                foreign,
                genuine.replace("acme", "emca"),
                "0000000000000000#0",
                "ffffffffffffffff#~",
                "ffffffffffffffff#M#emca#O#x",
                "7fffffffffffffff#R#~",
                "0000000000000000#R#" + "z".repeat(128),
                "ffffffffffffffff#\ud83d\ude00",
                "ffffffffffffffff#" + "\u5b57".repeat(128)));
        places.addAll(List.of(
                "0",
                "1",
                "999999999",
                "000000000",
                "1.0",
                "1.999999",
                "999999999999.999999",
                "999999999999.0",
                "0#CUS-emca",
                "15#~",
                "16#a",
                "99#CUS-7",
                "00#CUS-7",
                "-1#a",
                "x",
                " ",
                "\u0660",
                "1\n",
                "9".repeat(30),
                "9".repeat(12) + "." + "9".repeat(7)));
        return places;
    }

    private static void refused(Documented list, String cursor) {
        refused(asked(list, World.ACME, cursor(cursor), NO_FILTER), list, cursor);
    }

    private static void refused(Shop.Answer answer, Documented list, String what) {
        var field = answer.json().at("/errors/0/field").asText();
        if (answer.status() != 400
                || !answer.code().equals("validation")
                || !field.equals("cursor")
                || answer.json().has("items")
                || answer.body().contains(World.EMCA)) {
            throw new AssertionError(list + " with " + what.substring(0, Math.min(200, what.length())) + ": " + answer);
        }
    }

    private static Map<String, String> cursor(String cursor) {
        return Map.of("limit", "1", "cursor", cursor);
    }

    private static String cursor(Documented list) {
        return cursor(list, World.ACME, NO_FILTER, NO_FILTER);
    }

    /** The cursor behind the first of what is there. */
    private static String cursor(
            Documented list, String merchant, Map<String, String> filter, Map<String, String> path) {
        var query = new HashMap<>(filter);
        query.put("limit", "1");
        var page = asked(list, merchant, query, path).json();
        assertThat(page.get("nextCursor").isTextual())
                .as(list + " has a second page")
                .isTrue();
        return page.get("nextCursor").textValue();
    }

    private static Shop.Answer asked(
            Documented list, String merchant, Map<String, String> query, Map<String, String> path) {
        return asked(WORLD, list, merchant, query, path);
    }

    private static Shop.Answer asked(
            World world, Documented list, String merchant, Map<String, String> query, Map<String, String> path) {
        var request = World.request(
                list, Map.of("cognito:groups", "[admin]", "custom:merchant_id", merchant, "sub", "mallory"));
        request.setQueryStringParameters(query);
        if (!path.isEmpty()) {
            request.setPathParameters(path);
        }
        return world.answer(request);
    }

    private static String position(String cursor) {
        return new String(Base64.getUrlDecoder().decode(cursor), UTF_8).substring(16);
    }

    private static String sealed(Documented list, String position) {
        var name = switch (list.route()) {
            case "GET /v1/orders/{orderId}/history" -> "history of ORD-1001";
            case "GET /v1/customers/{customerId}/activity" -> "activity of CUS-7";
            default -> list.route().substring("GET /v1/".length());
        };
        var seal = Fingerprint.of(position, Fingerprint.of(List.of(name, World.ACME, "")))
                .substring(0, 16);
        return Base64.getUrlEncoder().withoutPadding().encodeToString((seal + position).getBytes(UTF_8));
    }
}
