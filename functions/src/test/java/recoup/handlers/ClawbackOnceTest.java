package recoup.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However often, however late, and in whatever order it is told: the points are taken once (E-02, E-05, E-07). */
class ClawbackOnceTest {
    private static final String ALL = "CANCELLED,REFUNDED,PARTIALLY_REFUNDED";

    private final Shop shop = new Shop();
    private final Roads roads = new Roads(shop);
    private final Points points = new Points(shop, roads);

    private void returned() {
        shop.clawback(ALL, "returned", "goodwill", "PROPORTIONAL/DEBT");
        points.example("ORD-1", "ann");
        shop.give("ann", "POINTS", 1_000, "null");
    }

    @Test
    void E_02_tag_then_cancel_then_refund_takes_the_grant_once() {
        returned();
        points.tagged("ORD-1", "returned");
        assertThat(points.of("ORD-1")).isEqualTo("200/200/0");
        shop.cancel("ORD-1", "{}").answer(200);
        points.refunded("ORD-1", "r1", 10_000);
        points.updated("ORD-1", "\"status\":\"REFUNDED\"");
        assertThat(points.of("ORD-1")).isEqualTo("200/200/0");
        assertThat(points.has("ann")).isEqualTo("1000/0");
        assertThat(points.entries("ann")).containsExactly("CLAWBACK -200", "ISSUE 1000", "EARN 200");
        points.balance();
    }

    /** Two grants and two refunds in every order, each told twice. */
    @Test
    void E_02_the_order_of_events_does_not_change_the_end() {
        for (var order : permutations(List.of(0, 1, 2, 3))) {
            var fresh = new Shop();
            var all = new Points(fresh, new Roads(fresh));
            fresh.clawback("REFUNDED,PARTIALLY_REFUNDED", "returned", "", "PROPORTIONAL/DEBT");
            fresh.placeWorth("ORD-1", "ann", 30_000);
            for (var event : order) {
                tell(event, all);
                tell(event, all);
            }
            assertThat(all.of("ORD-1")).as(order.toString()).isEqualTo("300/166/0");
            assertThat(all.has("ann")).as(order.toString()).isEqualTo("134/0");
            all.balance();
        }
    }

    private static void tell(int event, Points all) {
        switch (event) {
            case 0 -> all.earned("ORD-1", "ann", "g1", 200);
            case 1 -> all.earned("ORD-1", "ann", "g2", 100);
            case 2 -> all.refunded("ORD-1", "r1", 10_000);
            default -> all.refunded("ORD-1", "r2", 6_667);
        }
    }

    private static List<List<Integer>> permutations(List<Integer> events) {
        if (events.isEmpty()) {
            return List.of(List.of());
        }
        var all = new ArrayList<List<Integer>>();
        for (var first : events) {
            var rest = events.stream().filter(event -> !event.equals(first)).toList();
            for (var tail : permutations(rest)) {
                var whole = new ArrayList<Integer>();
                whole.add(first);
                whole.addAll(tail);
                all.add(whole);
            }
        }
        return all;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"tags\":[\"returned\"]",
                "\"tags\":[\"returned\"],\"version\":7",
                "\"status\":\"REFUNDED\"",
                "\"status\":\"CANCELLED\"",
                "\"refund\":{\"refundId\":\"r1\",\"amount\":10000}",
                "\"refundedTotal\":10000",
                "\"refund\":{\"refundId\":\"r1\",\"amount\":10000},\"tags\":[\"vip\"],\"updatedAt\":\"2021-01-01T00:00:00Z\""
            })
    void a_repeated_update_writes_nothing(String update) {
        returned();
        points.updated("ORD-1", update);
        assertThat(points.of("ORD-1")).isNotEqualTo("200/0/0");
        var before = shop.contents();
        points.updated("ORD-1", update);
        points.updated("ORD-1", update);
        assertThat(shop.contents()).isEqualTo(before);
        assertThat(roads.log().getLast().get("outcome").textValue()).isEqualTo("nothing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"refundedTotal\":10000,\"version\":7",
                "\"refundedTotal\":10000,\"updatedAt\":\"2021-01-01T00:00:00Z\"",
                "\"refund\":{\"refundId\":\"r1\",\"amount\":10000}"
            })
    void E_07_a_repeat_is_not_judged_by_settings_that_came_later(String update) {
        shop.clawback("PARTIALLY_REFUNDED", "", "", "NONE/DEBT");
        points.updated("ORD-1", update);
        shop.clawback("PARTIALLY_REFUNDED", "", "", "FULL/DEBT");
        var before = shop.contents();
        points.updated("ORD-1", update);
        assertThat(shop.contents()).isEqualTo(before);
    }

    @Test
    void a_late_update_takes_nothing() {
        returned();
        points.updated("ORD-1", "\"tags\":[\"vip\"],\"version\":5");
        points.updated("ORD-1", "\"tags\":[\"returned\"],\"version\":4");
        points.updated("ORD-1", "\"status\":\"PARTIALLY_REFUNDED\",\"refundedTotal\":15000,\"version\":6");
        assertThat(points.of("ORD-1")).isEqualTo("200/100/0");
        points.updated("ORD-1", "\"status\":\"REFUNDED\",\"refundedTotal\":3000,\"version\":3");
        assertThat(points.of("ORD-1")).isEqualTo("200/100/0");
        points.refunded("ORD-1", "r1", 3_000);
        assertThat(points.of("ORD-1"))
                .as("it is a part of what is refunded so far")
                .isEqualTo("200/100/0");
    }

    @Test
    void E_07_a_tag_that_is_removed_and_an_order_that_is_moved_back_undo_nothing() {
        returned();
        points.tagged("ORD-1", "returned");
        shop.cancel("ORD-1", "{}").answer(200);
        points.tagged("ORD-1");
        points.updated("ORD-1", "\"status\":\"CONFIRMED\"");
        shop.call("move-order")
                .path("orderId", "ORD-1")
                .body("{\"status\":\"COMPLETED\"}")
                .answer(200);
        assertThat(points.of("ORD-1")).isEqualTo("200/200/0");
        assertThat(points.has("ann")).isEqualTo("1000/0");
        shop.cancel("ORD-1", "{}").answer(200);
        points.tagged("ORD-1", "returned");
        assertThat(points.of("ORD-1")).isEqualTo("200/200/0");
        assertThat(points.has("ann")).isEqualTo("1000/0");
    }

    @Test
    void E_07_a_share_that_is_taken_stays_when_the_status_is_told_to_be_less() {
        returned();
        points.refunded("ORD-1", "r1", 15_000);
        points.updated("ORD-1", "\"status\":\"REFUNDED\",\"version\":1");
        points.updated("ORD-1", "\"status\":\"PARTIALLY_REFUNDED\",\"version\":2");
        assertThat(points.of("ORD-1")).isEqualTo("200/200/0");
    }

    @Test
    void E_07_new_settings_take_nothing_by_themselves_and_count_for_what_comes_next() {
        shop.clawback("", "", "", "FULL/DEBT");
        points.example("ORD-1", "ann");
        points.tagged("ORD-1", "returned");
        points.updated("ORD-1", "\"status\":\"REFUNDED\",\"version\":5");
        var before = points.has("ann");
        shop.clawback(ALL, "returned", "", "FULL/DEBT");
        assertThat(points.has("ann")).isEqualTo(before).isEqualTo("200/0");
        points.updated("ORD-1", "\"status\":\"REFUNDED\",\"version\":5");
        assertThat(points.of("ORD-1")).as("told before").isEqualTo("200/0/0");
        points.updated("ORD-1", "\"version\":6");
        assertThat(points.of("ORD-1")).isEqualTo("200/200/0");
    }

    @Test
    void E_07_switched_off_later_gives_nothing_back_and_takes_no_more() {
        returned();
        points.refunded("ORD-1", "r1", 10_000);
        shop.clawback("{\"enabled\":false}");
        points.refunded("ORD-1", "r2", 10_000);
        shop.cancel("ORD-1", "{}").answer(200);
        assertThat(points.of("ORD-1")).isEqualTo("200/66/0");
        shop.clawback("{\"enabled\":true}");
        points.tagged("ORD-1", "vip");
        assertThat(points.of("ORD-1")).as("it is cancelled now").isEqualTo("200/200/0");
    }

    @Test
    void E_02_two_orders_of_one_customer_are_taken_each_by_itself() {
        returned();
        points.example("ORD-2", "ann");
        points.tagged("ORD-1", "returned");
        assertThat(points.of("ORD-1")).isEqualTo("200/200/0");
        assertThat(points.of("ORD-2")).isEqualTo("200/0/0");
        assertThat(points.has("ann")).isEqualTo("1200/0");
    }
}
