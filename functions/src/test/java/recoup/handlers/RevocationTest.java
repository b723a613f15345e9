package recoup.handlers;

import static org.assertj.core.api.Assertions.assertThat;
import static recoup.handlers.Revoker.DEACTIVATE;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import recoup.operations.CodeShop.Told;

/** What becomes of the one message that a reversal is handed on with: old, or unnamed, or the queue is deaf. */
class RevocationTest {
    private final Shop shop = new Shop();
    private final Roads roads = new Roads(shop);
    private final Revoker revoker = new Revoker(shop, roads);

    @BeforeEach
    void a_reversal_whose_code_could_not_be_revoked_at_once() {
        shop.give("ann", "POINTS", 100, "null");
        shop.redeem("RED-1", "ann", 60);
        shop.codes().fails(1);
        shop.reverse("RED-1", DEACTIVATE).answer(202);
        assertThat(roads.publish()).isEmpty();
    }

    private void paidOnce() {
        assertThat(revoker.of("RED-1")).isEqualTo("REVERSED DEACTIVATED");
        assertThat(shop.available("ann", "POINTS")).isEqualTo(100);
        assertThat(revoker.payments("ann")).isEqualTo(1);
        assertThat(revoker.told()).hasSize(1);
        assertThat(revoker.pending()).isEmpty();
    }

    private String body() {
        return revoker.pending().getFirst().body();
    }

    /** The shop says that others share the discount, which ends the first reversal; an hour later somebody begins another. */
    private String replacedByAnother() {
        var old = body();
        shop.codes().says(new Told.Shared());
        revoker.deliver();
        assertThat(revoker.of("RED-1")).isEqualTo("REDEEMED ISSUED");
        assertThat(revoker.pending()).isEmpty();
        shop.at("2021-01-01T13:00:00Z");
        shop.codes().fails(1);
        shop.reverse("RED-1", DEACTIVATE).answer(202);
        return old;
    }

    @Test
    void an_old_message_of_an_earlier_intent_counts_no_try_for_the_one_that_stands() {
        var old = replacedByAnother();
        var before = shop.contents();
        var asked = shop.codes().asked().size();
        roads.sqs().add(Roads.REVOCATIONS, old);
        roads.sqs().deliver(Roads.REVOCATIONS, revoker.over(shop.store()));
        assertThat(shop.contents()).isEqualTo(before);
        assertThat(shop.codes().asked()).hasSize(asked);
        assertThat(revoker.pending()).as("it is acknowledged").isEmpty();
        revoker.finish(2);
        paidOnce();
    }

    @Test
    void a_message_that_names_no_intent_means_the_one_that_stands() {
        replacedByAnother();
        roads.sqs().add(Roads.REVOCATIONS, "{\"merchantId\":\"acme\",\"redemptionId\":\"RED-1\"}");
        roads.sqs().deliver(Roads.REVOCATIONS, revoker.over(shop.store()));
        assertThat(revoker.of("RED-1")).isEqualTo("REVERSED DEACTIVATED");
        revoker.finish(2);
        paidOnce();
    }

    @Test
    void a_queue_that_cannot_be_told_when_brings_the_message_back_by_itself_and_holds_nobody_up() {
        shop.redeem("RED-2", "ann", 40);
        shop.codes().fails(1);
        shop.reverse("RED-2", DEACTIVATE).answer(202);
        assertThat(roads.publish()).isEmpty();
        assertThat(revoker.pending()).hasSize(2);
        shop.codes().fails(1);
        roads.sqs().broken(true);
        roads.sqs().deliver(Roads.REVOCATIONS, revoker.over(shop.store()));
        roads.sqs().broken(false);
        assertThat(revoker.of("RED-1")).isEqualTo("REVERSING ISSUED");
        assertThat(revoker.of("RED-2")).as("the other one of the batch").isEqualTo("REVERSED DEACTIVATED");
        assertThat(revoker.pending()).singleElement().matches(message -> !message.waits());
        assertThat(roads.log().stream().map(line -> line.get("outcome").textValue()))
                .endsWith("queue not told", "finished");
        revoker.finish(2);
        assertThat(revoker.of("RED-1")).isEqualTo("REVERSED DEACTIVATED");
        assertThat(shop.available("ann", "POINTS")).isEqualTo(100);
        assertThat(revoker.payments("ann")).isEqualTo(2);
    }

    @Test
    void what_nobody_can_read_comes_back_if_it_cannot_be_parked_either() {
        roads.sqs().messages(Roads.REVOCATIONS).clear();
        roads.sqs().add(Roads.REVOCATIONS, "{}");
        roads.sqs().broken(true);
        roads.sqs().deliver(Roads.REVOCATIONS, revoker.over(shop.store()));
        roads.sqs().broken(false);
        assertThat(revoker.pending()).hasSize(1);
        roads.sqs().deliver(Roads.REVOCATIONS, revoker.over(shop.store()));
        assertThat(revoker.pending()).isEmpty();
        assertThat(roads.sqs().messages(Roads.REVOCATIONS + Roads.PARKED))
                .singleElement()
                .matches(message -> message.body().equals("{}"));
    }
}
