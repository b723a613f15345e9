package recoup.handlers;

import static org.assertj.core.api.Assertions.assertThat;
import static recoup.handlers.Revoker.DEACTIVATE;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import recoup.queues.Inbox;
import recoup.queues.SimulatedSqs;

/** The stream was lost for longer than it keeps: what redemptions had to say is read from the journal once more, by hand. */
class LostStreamTest {
    private final Shop shop = new Shop();
    private final Roads roads = new Roads(shop);
    private final Revoker revoker = new Revoker(shop, roads);

    @BeforeEach
    void points_redeemed() {
        shop.give("ann", "POINTS", 100, "null");
        shop.redeem("RED-1", "ann", 60);
    }

    private JsonNode republish(String from, String to, Optional<String> cursor, int looks) {
        var input = "{\"merchantId\":\"acme\",\"from\":\"%s\",\"to\":\"%s\"%s}"
                .formatted(
                        from,
                        to,
                        cursor.map(text -> ",\"cursor\":\"" + text + "\"").orElse(""));
        return roads.republish(roads.inbox(), input, roads.call(looks));
    }

    private JsonNode republish() {
        return republish("2021-01-01T00:00:00Z", "2021-01-02T00:00:00Z", Optional.empty(), Integer.MAX_VALUE);
    }

    @Test
    void a_reversal_whose_intent_the_stream_lost_is_handed_on_again_and_finished() {
        shop.codes().fails(1);
        shop.reverse("RED-1", DEACTIVATE).answer(202);
        roads.loseTheStream();
        revoker.later();
        assertThat(revoker.pending()).as("nobody knows of it").isEmpty();
        assertThat(revoker.of("RED-1")).isEqualTo("REVERSING ISSUED");
        var answer = republish();
        assertThat(answer.get("handedOn").intValue()).isEqualTo(1);
        assertThat(revoker.pending().stream().map(SimulatedSqs.Message::body))
                .containsExactly(
                        "{\"merchantId\":\"acme\",\"redemptionId\":\"RED-1\",\"begunAt\":\"2021-01-01T12:00:00Z\"}");
        revoker.finish(2);
        assertThat(revoker.of("RED-1")).isEqualTo("REVERSED DEACTIVATED");
        assertThat(shop.available("ann", "POINTS")).isEqualTo(100);
        assertThat(revoker.told()).hasSize(1);
    }

    @Test
    void what_is_finished_is_handed_on_again_and_does_nothing() {
        shop.codes().fails(1);
        shop.reverse("RED-1", DEACTIVATE).answer(202);
        revoker.finish(3);
        var told = revoker.told();
        assertThat(told).hasSize(1);
        var before = shop.contents();
        assertThat(republish().get("handedOn").intValue()).isEqualTo(1);
        revoker.finish(1);
        assertThat(shop.contents()).isEqualTo(before);
        assertThat(shop.codes().asked()).hasSize(2);
        assertThat(revoker.told()).as("the same message").containsOnly(told.getFirst());
    }

    @Test
    void what_a_redemption_told_without_moving_value_is_published_with_the_id_it_had() {
        shop.redeem("RED-2", "ann", 40);
        shop.codes().fails(12);
        shop.reverse("RED-1", DEACTIVATE).answer(202);
        for (var failed = 2; failed <= 12; failed++) {
            revoker.later();
        }
        roads.tell("reward.refunded-externally", "{\"redemptionId\":\"RED-2\",\"refundedAt\":\"2021-01-01T10:00:00Z\"}")
                .deliver();
        assertThat(roads.publish()).isEmpty();
        var opened = roads.notifications("review.opened");
        var reversed = roads.notifications("redemption.reversed");
        assertThat(opened).hasSize(1);
        assertThat(reversed).hasSize(1);
        republish();
        assertThat(roads.notifications("review.opened")).hasSize(2).containsOnly(opened.getFirst());
        assertThat(roads.notifications("redemption.reversed")).hasSize(2).containsOnly(reversed.getFirst());
    }

    @Test
    void an_intent_of_another_day_or_merchant_is_left_alone() {
        shop.codes().fails(1);
        shop.reverse("RED-1", DEACTIVATE).answer(202);
        roads.loseTheStream();
        var later = republish("2021-01-02T00:00:00Z", "2021-01-03T00:00:00Z", Optional.empty(), Integer.MAX_VALUE);
        assertThat(later.get("handedOn").intValue()).isZero();
        var another = "{\"merchantId\":\"emca\",\"from\":\"2021-01-01T00:00:00Z\",\"to\":\"2021-01-02T00:00:00Z\"}";
        assertThat(roads.republish(new Inbox(), another, roads.call())
                        .get("handedOn")
                        .intValue())
                .isZero();
        assertThat(revoker.pending()).isEmpty();
    }

    @Test
    void many_redemptions_are_gone_through_in_pages_from_cursor_to_cursor() {
        shop.give("bob", "POINTS", 205, "null");
        for (var number = 0; number < 205; number++) {
            shop.redeem("BOB-" + number, "bob", 1);
        }
        shop.codes().fails(205);
        for (var number = 0; number < 205; number++) {
            shop.reverse("BOB-" + number, DEACTIVATE).answer(202);
        }
        roads.loseTheStream();
        var cursor = Optional.<String>empty();
        var calls = 0;
        var handedOn = 0;
        do {
            var answer = republish("2021-01-01T00:00:00Z", "2021-01-02T00:00:00Z", cursor, 1);
            handedOn += answer.get("handedOn").intValue();
            cursor = Optional.of(answer.get("cursor"))
                    .filter(JsonNode::isTextual)
                    .map(JsonNode::textValue);
            calls++;
        } while (cursor.isPresent());
        assertThat(calls).isGreaterThan(18);
        assertThat(handedOn).isEqualTo(205);
        assertThat(revoker.pending().stream()
                        .map(message -> SampleEvents.json(message.body())
                                .get("redemptionId")
                                .textValue()))
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 205)
                        .mapToObj(number -> "BOB-" + number)
                        .toList());
    }

    @Test
    void a_reversal_that_the_queue_does_not_take_stays_behind_the_cursor() {
        shop.codes().fails(1);
        shop.reverse("RED-1", DEACTIVATE).answer(202);
        roads.loseTheStream();
        roads.sqs().broken(true);
        var stopped = republish();
        assertThat(stopped.get("handedOn").intValue()).isZero();
        assertThat(stopped.get("cursor").textValue()).startsWith("redemptions/");
        roads.sqs().broken(false);
        var rest = republish(
                "2021-01-01T00:00:00Z",
                "2021-01-02T00:00:00Z",
                Optional.of(stopped.get("cursor").textValue()),
                Integer.MAX_VALUE);
        assertThat(rest.get("handedOn").intValue()).isEqualTo(1);
        revoker.finish(2);
        assertThat(shop.available("ann", "POINTS")).isEqualTo(100);
    }
}
