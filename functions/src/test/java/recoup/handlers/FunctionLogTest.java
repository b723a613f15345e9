package recoup.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a line of the log may say. */
class FunctionLogTest {
    private final Shop shop = new Shop();
    private final Roads roads = new Roads(shop);

    /** Ids are logged, and an id may be an address. */
    @Test
    void an_email_address_that_a_shop_took_for_an_id_was_logged() {
        shop.place("ann@mail.example", "ann", 0, 0);
        roads.tell("order.paid", "{\"orderId\":\"ann@mail.example\"}").deliver();
        var line = roads.log().getLast();
        assertThat(line.get("outcome").textValue()).isEqualTo("done");
        assertThat(line.get("orderId").textValue()).isEqualTo("?");
        assertThat(line.get("eventId").textValue()).isEqualTo("event-1");
        assertThat(line.get("merchantId").textValue()).isEqualTo("acme");
        assertThat(roads.log().toString()).doesNotContain("ann@mail");
    }

    @Test
    void an_id_without_an_at_sign_finds_its_line_again() {
        shop.place("ORD-1", "ann", 0, 0);
        roads.tell("order.paid", "{\"orderId\":\"ORD-1\"}").deliver();
        assertThat(roads.log().getLast().get("orderId").textValue()).isEqualTo("ORD-1");
    }
}
