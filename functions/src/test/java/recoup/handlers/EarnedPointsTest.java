package recoup.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import recoup.model.Earnings;

/** Points that an order earned, from {@code POST /events} to the wallet: recorded once, as they were told. */
class EarnedPointsTest {
    private final Shop shop = new Shop();
    private final Roads roads = new Roads(shop);
    private final Points points = new Points(shop, roads);

    @BeforeEach
    void two_orders_of_ann_and_one_of_bob() {
        shop.placeWorth("ORD-1", "ann", 30_000);
        shop.placeWorth("ORD-2", "ann", 30_000);
        shop.placeWorth("ORD-3", "bob", 30_000);
    }

    @AfterEach
    void L_06_the_books_balance() {
        points.balance();
    }

    @Test
    void a_grant_is_recorded_with_its_order_and_given_to_its_customer() {
        points.earned("ORD-1", "ann", "g1", 200);
        assertThat(points.of("ORD-1")).isEqualTo("200/0/0");
        assertThat(points.of("ORD-2")).isEqualTo("0/0/0");
        assertThat(points.has("ann")).isEqualTo("200/0");
        var lot = shop.customer("ann").at("/lots/0");
        assertThat(shop.customer("ann").get("lots")).hasSize(1);
        assertThat(lot.get("amount").longValue()).isEqualTo(200);
        assertThat(lot.get("remaining").longValue()).isEqualTo(200);
        assertThat(lot.get("expiresOn").textValue()).isEqualTo("2021-12-31");
        assertThat(lot.get("orderId").textValue()).isEqualTo("ORD-1");
        var entry = (ObjectNode) shop.activity("ann").get(0);
        assertThat(entry.remove("entryId").textValue()).isNotBlank();
        assertThat(entry.remove("lotId")).isEqualTo(lot.get("lotId"));
        assertThat(entry).hasToString("""
            {"type":"EARN","asset":"POINTS","amount":200,"expiresOn":"2021-12-31","orderId":"ORD-1",\
            "trigger":"PLATFORM","actor":"shop-backend","occurredAt":"2021-01-01T12:00:00Z","balanceAfter":200}\
            """);
        assertThat(roads.log().getLast().get("outcome").textValue()).isEqualTo("done");
    }

    @Test
    void the_orders_history_has_no_row_for_a_grant_and_the_customers_activity_has() {
        points.earned("ORD-1", "ann", "g1", 200);
        points.earned("ORD-2", "ann", "g2", 50);
        assertThat(points.history("ORD-1")).containsExactly("PLACED");
        var ofTheOrder = shop.call("read-activity")
                .path("customerId", "ann")
                .noQuery()
                .query("orderId", "ORD-1")
                .answer(200)
                .json();
        assertThat(Points.entries(ofTheOrder.get("items"))).containsExactly("EARN 200");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "never",
            value = {
                "''                          | 2021-12-31",
                ",\"expiresOn\":null         | never",
                ",\"expiresOn\":\"2021-01-01\" | 2021-01-01",
                ",\"expiresOn\":\"2030-02-28\" | 2030-02-28"
            })
    void points_expire_on_the_annual_date_on_the_told_one_or_never(String told, String expiresOn) {
        points.earned("ORD-1", "ann", "g1", 200, told);
        assertThat(shop.customer("ann").at("/lots/0/expiresOn").textValue()).isEqualTo(expiresOn);
        assertThat(shop.activity("ann").get(0).get("expiresOn").textValue()).isEqualTo(expiresOn);
    }

    @Test
    void the_merchants_own_annual_date_is_the_next_one() {
        var settings = (ObjectNode) shop.call("read-settings").answer(200).json();
        shop.call("save-settings")
                .header("if-match", "*")
                .body(settings.put("pointsAnnualExpiry", "01-01").toString())
                .answer(200);
        points.earned("ORD-1", "ann", "g1", 200);
        assertThat(shop.customer("ann").at("/lots/0/expiresOn").textValue()).isEqualTo("2022-01-01");
    }

    @Test
    void grants_of_one_order_add_up() {
        points.earned("ORD-1", "ann", "g1", 200);
        points.earned("ORD-1", "ann", "g2", 30, ",\"expiresOn\":null");
        assertThat(points.of("ORD-1")).isEqualTo("230/0/0");
        assertThat(shop.customer("ann").get("lots").findValuesAsText("remaining"))
                .containsExactlyInAnyOrder("200", "30");
        assertThat(points.entries("ann")).containsExactly("EARN 30", "EARN 200");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"''", ",\"expiresOn\":null", ",\"expiresOn\":\"2021-01-01\""})
    void the_same_grant_again_changes_nothing_however_late(String expiry) {
        points.earned("ORD-1", "ann", "g1", 200, expiry);
        var before = shop.contents();
        points.earned("ORD-1", "ann", "g1", 200, expiry);
        shop.at("2023-01-01T00:00:00Z");
        points.earned("ORD-1", "ann", "g1", 200, expiry);
        assertThat(shop.contents()).isEqualTo(before);
        assertThat(roads.parked()).isEmpty();
        assertThat(roads.log().getLast().get("outcome").textValue()).isEqualTo("nothing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ORD-1 | ann | 201 | ''                          | grant known with other content",
                "ORD-1 | ann | 200 | ,\"expiresOn\":null         | grant known with other content",
                "ORD-1 | ann | 200 | ,\"expiresOn\":\"2021-06-30\" | grant known with other content",
                "ORD-1 | bob | 200 | ''                          | granted to another customer than the order's",
                "ORD-2 | ann | 200 | ''                          | grant known of another order",
                "ORD-3 | bob | 200 | ''                          | grant known of another order",
                "ORD-3 | ann | 200 | ''                          | granted to another customer than the order's"
            })
    void a_known_grant_with_anything_else_in_it_is_parked_and_nothing_moves(
            String order, String customer, long amount, String expiry, String reason) {
        points.earned("ORD-1", "ann", "g1", 200);
        var before = shop.contents();
        points.earned(order, customer, "g1", amount, expiry);
        assertThat(roads.parked()).containsExactly(reason);
        assertThat(shop.contents()).isEqualTo(before);
        assertThat(roads.sqs().messages(Roads.ORDER_EVENTS)).isEmpty();
    }

    @Test
    void a_grant_for_another_customers_order_is_parked_and_its_name_stays_free() {
        var before = shop.contents();
        points.earned("ORD-3", "ann", "g1", 200);
        assertThat(roads.parked()).containsExactly("granted to another customer than the order's");
        assertThat(shop.contents()).isEqualTo(before);
        points.earned("ORD-3", "bob", "g1", 200);
        assertThat(points.has("bob")).isEqualTo("200/0");
    }

    @Test
    void a_grant_of_an_order_that_is_not_told_yet_comes_back_later_and_is_parked_in_the_end() {
        points.earned("ORD-9", "ann", "g1", 200);
        for (var receive = 2; receive <= 5; receive++) {
            assertThat(roads.parked()).isEmpty();
            roads.sqs().waitsEnd();
            roads.deliver();
        }
        assertThat(roads.parked()).containsExactly("unknown order");
        assertThat(roads.sqs().messages(Roads.ORDER_EVENTS)).isEmpty();
        assertThat(points.has("ann")).isEqualTo("0/0");
    }

    @Test
    void a_grant_that_came_before_its_order_is_given_once_the_order_is_there() {
        points.earned("ORD-9", "ann", "g1", 200);
        shop.placeWorth("ORD-9", "ann", 30_000);
        roads.sqs().waitsEnd();
        roads.deliver();
        assertThat(points.of("ORD-9")).isEqualTo("200/0/0");
        assertThat(points.has("ann")).isEqualTo("200/0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"points\":200 | \"points\":-1             | points",
                "\"points\":200 | \"points\":0              | points",
                "\"points\":200 | \"points\":1000000000001  | points",
                "\"points\":200 | \"points\":1.5            | points",
                "\"points\":200 | \"points\":\"200\"        | points",
                "\"points\":200 | \"points\":null           | points",
                "\"points\":200 | \"points\":200,\"pts\":1  | pts",
                ",\"points\":200 | ''                       | points",
                "\"g1\"          | \"g 1\"                  | grantId",
                "\"g1\"          | 7                        | grantId",
                "\"g1\"          | null                     | grantId",
                "\"grantId\":\"g1\", | ''                   | grantId",
                "\"ann\"         | \"\"                     | customerId",
                ",\"customerId\":\"ann\" | ''               | customerId",
                "\"ORD-1\"       | [\"ORD-1\"]              | orderId",
                ",\"orderId\":\"ORD-1\" | ''                | orderId",
                "\"2030-01-01\"  | \"2030-13-01\"           | expiresOn",
                "\"2030-01-01\"  | \"\"                     | expiresOn",
                "\"2030-01-01\"  | 2030                     | expiresOn"
            })
    void data_at_fault_is_parked_with_the_field_named_and_nothing_moves(String good, String bad, String field) {
        var whole =
                "{\"grantId\":\"g1\",\"orderId\":\"ORD-1\",\"customerId\":\"ann\",\"points\":200,\"expiresOn\":\"2030-01-01\"}";
        assertThat(whole).contains(good);
        var before = shop.contents();
        roads.post("points.earned", whole.replace(good, bad)).deliver();
        assertThat(roads.parked())
                .singleElement()
                .satisfies(reason -> assertThat(reason).startsWith("invalid: " + field + " "));
        assertThat(shop.contents()).isEqualTo(before);
        roads.post("points.earned", whole).deliver();
        assertThat(points.has("ann")).isEqualTo("200/0");
    }

    @Test
    void every_field_at_fault_is_named_at_once() {
        roads.post("points.earned", "{\"points\":-5}").deliver();
        assertThat(roads.parked())
                .singleElement()
                .satisfies(reason -> assertThat(reason).contains("grantId ", "orderId ", "customerId ", "points "));
    }

    @Test
    void a_grant_whose_date_has_passed_is_parked() {
        var before = shop.contents();
        points.earned("ORD-1", "ann", "g1", 200, ",\"expiresOn\":\"2020-12-31\"");
        assertThat(roads.parked()).containsExactly("expiresOn has passed");
        assertThat(shop.contents()).isEqualTo(before);
    }

    @Test
    void an_order_has_a_hundred_grants_and_not_one_more() {
        for (var grant = 1; grant <= Earnings.MOST_GRANTS; grant++) {
            points.earned("ORD-1", "ann", "g" + grant, 1);
        }
        assertThat(roads.parked()).isEmpty();
        points.earned("ORD-1", "ann", "one-more", 1);
        assertThat(roads.parked()).containsExactly("more than 100 grants");
        assertThat(points.of("ORD-1")).isEqualTo("100/0/0");
        points.earned("ORD-1", "ann", "g7", 1);
        assertThat(roads.parked()).as("a known one is no more").hasSize(1);
        points.earned("ORD-2", "ann", "one-more", 1);
        assertThat(points.has("ann")).isEqualTo("101/0");
    }

    @Test
    void the_greatest_grant_is_given_and_taken_back_whole() {
        shop.clawback("REFUNDED", "", "", "FULL/DEBT");
        points.earned("ORD-1", "ann", "g1", 1_000_000_000_000L);
        assertThat(points.has("ann")).isEqualTo("1000000000000/0");
        points.updated("ORD-1", "\"status\":\"REFUNDED\"");
        assertThat(points.of("ORD-1")).isEqualTo("1000000000000/1000000000000/0");
        assertThat(points.has("ann")).isEqualTo("0/0");
    }

    @Test
    void an_order_earns_no_more_than_the_greatest_amount_in_all_its_grants() {
        points.earned("ORD-1", "ann", "g1", 999_999_999_999L);
        points.earned("ORD-1", "ann", "g2", 2);
        assertThat(roads.parked()).containsExactly("more than 1000000000000 points granted");
        points.earned("ORD-1", "ann", "g3", 1);
        assertThat(points.of("ORD-1")).isEqualTo("1000000000000/0/0");
        assertThat(points.has("ann")).isEqualTo("1000000000000/0");
    }

    @Test
    void L_05_another_merchants_order_of_the_same_id_is_untouched() {
        shop.call("place-order").merchant("other").body("""
            {"orderId":"ORD-1","customerId":"ann","total":100,"currency":"USD","use":{}}\
            """).answer(201);
        points.earned("ORD-1", "ann", "g1", 200);
        assertThat(others("read-order", "orderId", "ORD-1", "/granted")).isZero();
        assertThat(others("read-customer", "customerId", "ann", "/balances/1/available"))
                .isZero();
        var claims = Map.of(
                "sub", "shop-backend", "scope", "recoup/platform", "custom:merchant_id", "other", "client_id", "other");
        roads.eventsOf(claims, """
            {"specversion":"1.0","id":"e","source":"/s","type":"points.earned",\
            "data":{"grantId":"g1","orderId":"ORD-1","customerId":"ann","points":7}}\
            """);
        roads.deliver();
        assertThat(roads.parked()).as("a grant's name is its merchant's own").isEmpty();
        assertThat(others("read-order", "orderId", "ORD-1", "/granted")).isEqualTo(7);
        assertThat(points.of("ORD-1")).isEqualTo("200/0/0");
        assertThat(points.has("ann")).isEqualTo("200/0");
    }

    private long others(String call, String name, String id, String pointer) {
        var found = shop.call(call).path(name, id).merchant("other").answer(200).json();
        return Objects.requireNonNull(found.at(pointer)).longValue();
    }
}
