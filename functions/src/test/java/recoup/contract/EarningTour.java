package recoup.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.StreamSupport;
import recoup.handlers.Roads;
import recoup.handlers.Shop;

/** A way through the API on which orders earn points that are taken back, or owed, or given up, or not taken. */
final class EarningTour {
    private final Shop shop = new Shop();
    private final Roads roads = new Roads(shop);

    /** Every answer that shows earned points shows them here. */
    static void everythingIsTakenBack() {
        var tour = new EarningTour();
        tour.takingAndOwing();
        tour.writingOff();
        tour.rejecting();
    }

    /** A quarter is refunded and taken; the cancel takes the rest, which is spent, as debt. */
    private void takingAndOwing() {
        shop.clawback("CANCELLED,PARTIALLY_REFUNDED", "", "", "PROPORTIONAL/DEBT");
        earned("ORD-1", "ann", 200, 150);
        shop.place("ORD-0", "ann", 0, 0);
        assertThat(clawback("ORD-0").isNull()).isTrue();
        assertThat(clawback("ORD-1")).hasToString(parts(200, 0, 50, 150, 0));

        roads.tell("order.updated", "{\"orderId\":\"ORD-1\",\"refund\":{\"refundId\":\"re_1\",\"amount\":25}}")
                .deliver();
        assertThat(shop.history("ORD-1").findValuesAsText("what")).contains("CLAWED_BACK");
        assertThat(clawback("ORD-1")).hasToString(parts(200, 50, 0, 150, 0));
        assertThat(shop.cancel("ORD-1", "{}")
                        .header("if-match", "\"other\"")
                        .answer(412)
                        .json()
                        .at("/plan/clawback"))
                .hasToString(parts(200, 50, 0, 150, 0));

        var cancelled = shop.cancel("ORD-1", "{}").answer(200).json();
        assertThat(cancelled.at("/plan/clawback")).hasToString(parts(200, 50, 0, 150, 0));
        assertThat(debt(cancelled.get("entries"))).isTrue();
        assertThat(debt(shop.activity("ann"))).isTrue();
        assertThat(shop.order("ORD-1").get("clawedBack").longValue()).isEqualTo(200);
        assertThat(shop.customer("ann").at("/balances").findValuesAsText("debt"))
                .contains("150");
        assertThat(clawback("ORD-1")).as("nothing more").hasToString(parts(200, 200, 0, 0, 0));
    }

    private void writingOff() {
        shop.clawback("CANCELLED", "", "", "FULL/CLAMP");
        earned("ORD-2", "bob", 10, 7);
        assertThat(clawback("ORD-2")).hasToString(parts(10, 0, 3, 0, 7));
        var order = shop.cancel("ORD-2", "{}").answer(200).json().get("order");
        assertThat(order.get("clawedBack").longValue()).isEqualTo(3);
        assertThat(order.get("writtenOff").longValue()).isEqualTo(7);
    }

    private void rejecting() {
        shop.clawback("CANCELLED", "", "", "FULL/REJECT");
        earned("ORD-3", "cyd", 10, 7);
        assertThat(clawback("ORD-3")).hasToString(parts(10, 0, 0, 0, 0));
        shop.cancel("ORD-3", "{}").answer(200);
        assertThat(shop.reviews()).singleElement().satisfies(review -> {
            assertThat(review.get("type").textValue()).isEqualTo("CLAWBACK_REJECTED");
            assertThat(review.get("orderId").textValue()).isEqualTo("ORD-3");
            assertThat(review.get("amount").longValue()).isEqualTo(10);
            shop.call("resolve-review")
                    .path("reviewId", review.get("reviewId").textValue())
                    .answer(200);
        });
    }

    /** An order that earned points, of which its customer has spent some with another. */
    private void earned(String order, String customer, long points, long spent) {
        shop.place(order, customer, 0, 0);
        roads.tell("points.earned", """
            {"grantId":"%s-1","orderId":"%s","customerId":"%s","points":%d}\
            """.formatted(order, order, customer, points))
                .deliver();
        shop.place(order + "-next", customer, 0, spent);
    }

    private JsonNode clawback(String order) {
        return shop.preview(order, "{}").answer(200).json().get("clawback");
    }

    private static String parts(long granted, long alreadyTaken, long toTake, long toDebt, long toWriteOff) {
        return """
            {"granted":%d,"alreadyTaken":%d,"toTake":%d,"toDebt":%d,"toWriteOff":%d}\
            """.formatted(granted, alreadyTaken, toTake, toDebt, toWriteOff);
    }

    /** Whether one of these entries is points that are owed. */
    private static boolean debt(JsonNode entries) {
        return StreamSupport.stream(entries.spliterator(), false)
                .anyMatch(entry -> entry.get("type").textValue().equals("CLAWBACK")
                        && entry.get("trigger").textValue().equals("CLAWBACK")
                        && entry.get("lotId").isNull()
                        && entry.get("expiresOn").isNull());
    }
}
