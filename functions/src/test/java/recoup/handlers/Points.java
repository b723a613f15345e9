package recoup.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;

/** The points of a {@link Shop}'s customers: earned by orders, taken back, and looked at from outside. */
final class Points {
    private final Shop shop;
    private final Roads roads;

    Points(Shop shop, Roads roads) {
        this.shop = shop;
        this.roads = roads;
    }

    /** An order that is worth 300.00 and earned 200 points. */
    void example(String order, String customer) {
        shop.placeWorth(order, customer, 30_000);
        earned(order, customer, "grant-of-" + order, 200);
    }

    void earned(String order, String customer, String grant, long points) {
        earned(order, customer, grant, points, "");
    }

    /** The same with more fields, each after a comma. */
    void earned(String order, String customer, String grant, long points, String more) {
        roads.post("points.earned", """
            {"grantId":"%s","orderId":"%s","customerId":"%s","points":%d%s}\
            """.formatted(grant, order, customer, points, more))
                .deliver();
    }

    /** The shop tells {@code fields} of {@code order}. */
    void updated(String order, String fields) {
        roads.post("order.updated", "{\"orderId\":\"" + order + "\"" + (fields.isEmpty() ? "}" : "," + fields + "}"))
                .deliver();
    }

    void refunded(String order, String refund, long amount) {
        updated(order, "\"refund\":{\"refundId\":\"" + refund + "\",\"amount\":" + amount + "}");
    }

    void tagged(String order, String... tags) {
        updated(order, "\"tags\":" + (tags.length == 0 ? "[]" : "[\"" + String.join("\",\"", tags) + "\"]"));
    }

    /** Granted, clawed back and written off, such as {@code 200/66/0}. */
    String of(String order) {
        var found = shop.order(order);
        return found.get("granted") + "/" + found.get("clawedBack") + "/" + found.get("writtenOff");
    }

    /** What a customer can spend, and owes, such as {@code 134/0}. */
    String has(String customer) {
        var balance = shop.customer(customer).at("/balances/1");
        return balance.get("available") + "/" + balance.get("debt");
    }

    /** A customer's entries, newest first, such as {@code CLAWBACK -66}. */
    List<String> entries(String customer) {
        return entries(shop.activity(customer));
    }

    static List<String> entries(JsonNode entries) {
        return StreamSupport.stream(entries.spliterator(), false)
                .map(entry -> entry.get("type").textValue() + " " + entry.get("amount"))
                .toList();
    }

    /** What happened to an order, newest first. */
    List<String> history(String order) {
        return shop.history(order).findValuesAsText("what");
    }

    /** The entries of every wallet make up what is there (L-06). */
    void balance() {
        var verified = shop.call("verify").noQuery().query("limit", "100").answer(200);
        assertThat(verified.json().get("balanced").booleanValue())
                .as(verified.body())
                .isTrue();
    }
}
