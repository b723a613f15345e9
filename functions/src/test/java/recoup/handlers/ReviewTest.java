package recoup.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a person must look at. */
class ReviewTest {
    private final Shop shop = new Shop();
    private final Roads roads = new Roads(shop);

    private void paidAfterCancel(String order, String at) {
        shop.at(at);
        shop.place(order, "ann", 0, 0);
        shop.cancel(order, "{}").answer(200);
        roads.tell("order.paid", "{\"orderId\":\"" + order + "\"}").deliver();
    }

    @Test
    void a_resolved_review_says_who_looked_and_what_they_say_and_stays_so() {
        paidAfterCancel("ORD-1", "2021-01-01T12:00:00Z");
        var id = shop.reviews().getFirst().get("reviewId").textValue();
        var resolved = shop.call("resolve-review")
                .path("reviewId", id)
                .body("{\"note\":\"refunded by hand\"}")
                .answer(200)
                .json();
        assertThat(resolved.get("status").textValue()).isEqualTo("RESOLVED");
        assertThat(resolved.get("resolvedBy").textValue()).isNotBlank();
        assertThat(resolved.get("note").textValue()).isEqualTo("refunded by hand");
        var before = shop.contents();
        var again = shop.call("resolve-review")
                .path("reviewId", id)
                .body("{\"note\":\"no, by me\"}")
                .answer(200);
        assertThat(again.json()).isEqualTo(resolved);
        assertThat(shop.contents()).isEqualTo(before);
    }

    @Test
    void the_same_request_again_gets_the_first_answer() {
        paidAfterCancel("ORD-1", "2021-01-01T12:00:00Z");
        var id = shop.reviews().getFirst().get("reviewId").textValue();
        var first = shop.call("resolve-review")
                .path("reviewId", id)
                .body("{}")
                .header("idempotency-key", "k")
                .answer(200);
        var again = shop.call("resolve-review")
                .path("reviewId", id)
                .body("{}")
                .header("idempotency-key", "k")
                .answer(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers()).containsEntry("Idempotency-Replayed", "true");
    }

    @Test
    void another_merchants_review_is_not_there() {
        paidAfterCancel("ORD-1", "2021-01-01T12:00:00Z");
        var id = shop.reviews().getFirst().get("reviewId").textValue();
        shop.call("resolve-review")
                .merchant("other")
                .path("reviewId", id)
                .body("{}")
                .answer(404);
        assertThat(shop.call("list-reviews")
                        .noQuery()
                        .merchant("other")
                        .answer(200)
                        .json()
                        .get("items"))
                .isEmpty();
    }

    @Test
    void the_list_is_newest_first_narrowed_and_in_pages() {
        for (var number = 1; number <= 5; number++) {
            paidAfterCancel("ORD-" + number, "2021-01-0" + number + "T12:00:00Z");
        }
        shop.call("resolve-review")
                .path("reviewId", shop.reviews().get(2).get("reviewId").textValue())
                .body("{}")
                .answer(200);
        assertThat(orders("", 2)).containsExactly("ORD-5", "ORD-4", "ORD-3", "ORD-2", "ORD-1");
        assertThat(orders("OPEN", 2)).containsExactly("ORD-5", "ORD-4", "ORD-2", "ORD-1");
        assertThat(orders("RESOLVED", 100)).containsExactly("ORD-3");
        assertThat(shop.call("list-reviews")
                        .noQuery()
                        .query("type", "REVOKE_STUCK")
                        .answer(200)
                        .json()
                        .get("items"))
                .isEmpty();
        shop.call("list-reviews").noQuery().query("status", "CLOSED").answer(400);
        shop.call("list-reviews").noQuery().query("cursor", "nonsense").answer(400);
    }

    @Test
    void an_order_with_the_longest_id_has_a_review_that_can_be_named() {
        var order = "x".repeat(128);
        paidAfterCancel(order, "2021-01-01T12:00:00Z");
        var review = shop.reviews().getFirst();
        assertThat(review.get("orderId").textValue()).isEqualTo(order);
        shop.call("resolve-review")
                .path("reviewId", review.get("reviewId").textValue())
                .body("{}")
                .answer(200);
    }

    private List<String> orders(String status, int limit) {
        var orders = new ArrayList<String>();
        var cursor = "";
        do {
            var call = shop.call("list-reviews").noQuery().query("limit", Integer.toString(limit));
            call = status.isEmpty() ? call : call.query("status", status);
            var page = (cursor.isEmpty() ? call : call.query("cursor", cursor))
                    .answer(200)
                    .json();
            page.get("items").forEach(review -> orders.add(review.get("orderId").textValue()));
            cursor = page.get("nextCursor").asText("");
        } while (!cursor.isEmpty() && !cursor.equals("null"));
        return orders;
    }
}
