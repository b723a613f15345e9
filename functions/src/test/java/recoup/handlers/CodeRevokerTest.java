package recoup.handlers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static recoup.handlers.Revoker.ANYWAY;
import static recoup.handlers.Revoker.DEACTIVATE;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import recoup.model.OrderId;
import recoup.operations.CodeShop;
import recoup.operations.CodeShop.Told;
import recoup.queues.SimulatedSqs;
import recoup.store.Fault;
import recoup.store.FaultyDynamoDb;

/** Reversals that the shop's answer did not end at once: finished through the queue, the code first, the points once. */
class CodeRevokerTest {
    private static final long LONGEST_WAIT = 900;

    private final Shop shop = new Shop();
    private final Roads roads = new Roads(shop);
    private final Revoker revoker = new Revoker(shop, roads);
    private final List<Long> balancesWhenAsked = new ArrayList<>();

    /** The end of a function, which no function can catch. */
    private static final class Died extends Error {
        private static final long serialVersionUID = 1;
    }

    @BeforeEach
    void sixty_points_redeemed_and_forty_left() {
        shop.give("ann", "POINTS", 100, "null");
        shop.redeem("RED-1", "ann", 60);
    }

    private long points() {
        return shop.available("ann", "POINTS");
    }

    /** The shop, and what the customer had whenever it was asked. */
    private CodeShop watched() {
        return (merchant, reward, action) -> {
            balancesWhenAsked.add(points());
            return shop.codes().revoke(merchant, reward, action);
        };
    }

    private void begun() {
        shop.codes().fails(1);
        shop.reverse("RED-1", DEACTIVATE).answer(202);
    }

    /** The admin's function ends right after the intent is written. */
    private void onlyTheIntent() {
        var written = new AtomicLong();
        var store = new FaultyDynamoDb(shop.store(), (operation, _) -> {
            if (written.get() > 0) {
                throw new Died();
            }
            if (operation.equals("TransactWriteItems")) {
                written.incrementAndGet();
            }
            return Fault.NONE;
        });
        var call = shop.reverse("RED-1", DEACTIVATE).by(shop.over(store));
        assertThatThrownBy(call::answer).isInstanceOf(Died.class);
        assertThat(shop.codes().asked()).isEmpty();
    }

    private void paidOnce() {
        assertThat(revoker.of("RED-1")).isEqualTo("REVERSED DEACTIVATED");
        assertThat(points()).isEqualTo(100);
        assertThat(revoker.payments("ann")).isEqualTo(1);
        assertThat(revoker.told()).hasSize(1);
        assertThat(revoker.pending()).isEmpty();
        assertThat(balancesWhenAsked).as("the code first, then the points").allMatch(balance -> balance == 40);
        var page = shop.call("verify").noQuery().answer(200).json();
        assertThat(page.get("balanced").booleanValue()).isTrue();
    }

    @Test
    void R_02_the_intent_is_written_before_the_shop_is_asked_and_is_enough_to_finish_it() {
        onlyTheIntent();
        assertThat(revoker.of("RED-1")).isEqualTo("REVERSING ISSUED");
        assertThat(points()).isEqualTo(40);
        assertThat(roads.publish()).isEmpty();
        assertThat(revoker.pending().stream().map(SimulatedSqs.Message::body))
                .containsExactly(
                        "{\"merchantId\":\"acme\",\"redemptionId\":\"RED-1\",\"begunAt\":\"2021-01-01T12:00:00Z\"}");
        assertThat(revoker.told()).as("nothing to tell yet").isEmpty();
        revoker.deliver(revoker.asking(watched()));
        assertThat(shop.codes().asked()).containsExactly("acme DEACTIVATE CODE-RED-1");
        paidOnce();
    }

    @Test
    void a_reversal_that_ended_at_once_leaves_the_revoker_nothing_to_do() {
        shop.reverse("RED-1", DEACTIVATE).answer(200);
        var before = shop.contents();
        revoker.deliver();
        assertThat(shop.contents()).isEqualTo(before);
        assertThat(shop.codes().asked()).hasSize(1);
        paidOnce();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 11})
    void R_04_case_3_after_so_many_failures_it_works_and_each_wait_is_twice_as_long(int failures) {
        shop.codes().fails(failures);
        shop.reverse("RED-1", DEACTIVATE).answer(202);
        for (var failed = 2; failed <= failures; failed++) {
            assertThat(points()).isEqualTo(40);
            roads.sqs().waitsEnd();
            revoker.deliver(revoker.asking(watched()));
            assertThat(revoker.of("RED-1")).isEqualTo("REVERSING ISSUED");
            assertThat(roads.sqs().waits()).hasSize(failed - 1);
            var shortest = Math.min(LONGEST_WAIT, 1L << (failed - 1));
            assertThat((long) roads.sqs().waits().getLast())
                    .isBetween(shortest, Math.min(LONGEST_WAIT, shortest + shortest / 2));
            assertThat(revoker.pending()).hasSize(1).allMatch(SimulatedSqs.Message::waits);
        }
        roads.sqs().waitsEnd();
        revoker.deliver(revoker.asking(watched()));
        assertThat(shop.codes().asked()).hasSize(failures + 1);
        assertThat(shop.redemption("RED-1").at("/reversal/note").textValue()).contains("more than one try");
        assertThat(shop.reviews()).isEmpty();
        paidOnce();
    }

    @Test
    void the_same_key_gets_the_first_answer_after_it_is_finished_too() {
        shop.codes().fails(1);
        var first =
                shop.reverse("RED-1", DEACTIVATE).header("idempotency-key", "k").answer(202);
        revoker.finish(3);
        var again =
                shop.reverse("RED-1", DEACTIVATE).header("idempotency-key", "k").answer(202);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers()).containsEntry("Idempotency-Replayed", "true");
        assertThat(shop.codes().asked()).hasSize(2);
        paidOnce();
    }

    @Test
    void the_first_failure_waits_for_a_second() {
        onlyTheIntent();
        shop.codes().fails(1);
        revoker.deliver();
        assertThat(roads.sqs().waits()).containsExactly(1);
    }

    @ParameterizedTest
    @CsvSource({"42, 42", "900, 900", "3600, 900"})
    void a_shop_that_says_when_is_asked_then_and_after_a_quarter_of_an_hour_at_the_latest(int told, int wait) {
        begun();
        shop.codes().says(new Told.Failed("slow down", Optional.of(Duration.ofSeconds(told))));
        revoker.deliver();
        assertThat(roads.sqs().waits()).containsExactly(wait);
        revoker.later();
        paidOnce();
    }

    @Test
    void R_05_a_code_that_was_used_meanwhile_ends_it_and_the_points_wait_for_anyway() {
        begun();
        shop.codes().says(new Told.Used(Optional.of(new OrderId("ORD-9"))));
        revoker.deliver();
        assertThat(revoker.of("RED-1")).isEqualTo("REDEEMED USED");
        assertThat(shop.redemption("RED-1").at("/reward/usedByOrderId").textValue())
                .isEqualTo("ORD-9");
        assertThat(revoker.pending()).isEmpty();
        assertThat(points()).isEqualTo(40);
        assertThat(revoker.told()).isEmpty();
        assertThat(shop.reverse("RED-1", DEACTIVATE).answer(409).code()).isEqualTo("reward-already-used");
        shop.reverse("RED-1", ANYWAY).answer(200);
        assertThat(points()).isEqualTo(100);
        revoker.finish(2);
        assertThat(revoker.payments("ann")).isEqualTo(1);
    }

    @Test
    void a_discount_that_turns_out_to_be_shared_ends_it_too() {
        begun();
        shop.codes().says(new Told.Shared());
        revoker.deliver();
        assertThat(revoker.of("RED-1")).isEqualTo("REDEEMED ISSUED");
        assertThat(revoker.pending()).isEmpty();
        assertThat(points()).isEqualTo(40);
        shop.reverse("RED-1", DEACTIVATE).answer(200);
        revoker.finish(2);
        paidOnce();
    }

    @Test
    void R_04_after_the_last_try_a_person_has_it() {
        shop.codes().fails(40);
        shop.reverse("RED-1", DEACTIVATE).answer(202);
        for (var failed = 2; failed <= 12; failed++) {
            assertThat(shop.reviews()).isEmpty();
            assertThat(revoker.pending()).hasSize(failed == 2 ? 0 : 1);
            revoker.later();
        }
        assertThat(revoker.pending()).isEmpty();
        assertThat(shop.reviews()).hasSize(1);
        var review = shop.reviews().getFirst();
        assertThat(review.get("type").textValue()).isEqualTo("REVOKE_STUCK");
        assertThat(review.get("status").textValue()).isEqualTo("OPEN");
        assertThat(review.get("redemptionId").textValue()).isEqualTo("RED-1");
        assertThat(review.get("customerId").textValue()).isEqualTo("ann");
        assertThat(review.has("orderId")).isFalse();
        assertThat(roads.publish()).isEmpty();
        assertThat(roads.notifications("review.opened")).hasSize(1);
        assertThat(roads.notifications("review.opened")
                        .getFirst()
                        .at("/data/review/type")
                        .textValue())
                .isEqualTo("REVOKE_STUCK");
        revoker.later();
        assertThat(shop.codes().asked()).as("no more tries").hasSize(12);
        assertThat(revoker.pending()).isEmpty();
        var before = shop.contents();
        roads.sqs().add(Roads.REVOCATIONS, "{\"merchantId\":\"acme\",\"redemptionId\":\"RED-1\"}");
        revoker.deliver();
        assertThat(shop.contents()).isEqualTo(before);
        assertThat(shop.codes().asked()).hasSize(12);
        shop.reverse("RED-1", ANYWAY).answer(200);
        assertThat(points()).isEqualTo(100);
        assertThat(revoker.payments("ann")).isEqualTo(1);
        assertThat(shop.reviews()).hasSize(1);
    }

    /** Somebody resolved the first one: the second is open again, and is told once more. */
    @ParameterizedTest
    @CsvSource({"true, 2", "false, 1"})
    void R_04_a_redemption_that_is_stuck_a_second_time_still_ends_with_a_review(boolean resolved, int told) {
        shop.codes().fails(12);
        shop.reverse("RED-1", DEACTIVATE).answer(202);
        revoker.finish(12);
        var review = shop.reviews().getFirst().get("reviewId").textValue();
        if (resolved) {
            shop.call("resolve-review").path("reviewId", review).body("{}").answer(200);
        }
        shop.codes().says(new Told.Shared());
        assertThat(shop.reverse("RED-1", DEACTIVATE).answer(409).code()).isEqualTo("code-shared");
        shop.codes().fails(12);
        shop.at("2021-01-02T12:00:00Z");
        shop.reverse("RED-1", "{\"discountAction\":\"DELETE\"}").answer(202);
        revoker.finish(12);
        assertThat(shop.codes().asked())
                .as("twice twelve tries, and one between")
                .hasSize(25);
        assertThat(shop.reviews()).hasSize(1);
        assertThat(shop.reviews().getFirst().get("status").textValue()).isEqualTo("OPEN");
        assertThat(shop.reviews().getFirst().get("openedAt").textValue())
                .isEqualTo(resolved ? "2021-01-02T12:00:00Z" : "2021-01-01T12:00:00Z");
        assertThat(roads.publish()).isEmpty();
        assertThat(roads.notifications("review.opened")).hasSize(told);
        shop.reverse("RED-1", "{\"discountAction\":\"DELETE\"}").answer(200);
        assertThat(points()).isEqualTo(100);
    }

    /** The shop is mended, and the admin asks once more: what was asked when it was begun is done. */
    @Test
    void R_04_after_the_last_try_each_reverse_is_one_more() {
        shop.codes().fails(13);
        shop.reverse("RED-1", "{\"discountAction\":\"DEACTIVATE\",\"points\":50,\"reason\":{\"key\":\"other\"}}")
                .answer(202);
        for (var round = 0; round < 12; round++) {
            revoker.later();
        }
        assertThat(shop.codes().asked()).hasSize(12);
        shop.reverse("RED-1", DEACTIVATE).answer(202);
        assertThat(shop.codes().asked()).hasSize(13);
        assertThat(revoker.pending()).isEmpty();
        assertThat(points()).isEqualTo(40);
        assertThat(shop.reverse("RED-1", DEACTIVATE)
                        .header("if-match", "\"another plan\"")
                        .answer(412)
                        .code())
                .isEqualTo("plan-changed");
        assertThat(shop.codes().asked()).hasSize(13);
        shop.reverse("RED-1", DEACTIVATE).answer(200);
        assertThat(points()).isEqualTo(90);
        assertThat(revoker.payments("ann")).isEqualTo(1);
        assertThat(shop.reviews()).hasSize(1);
    }

    /** Whatever the second request says: it begins nothing, and goes on with the first. */
    @ParameterizedTest
    @ValueSource(ints = {1, 12})
    void L_04_the_preview_of_a_reversal_under_way_shows_what_was_asked_when_it_was_begun(int failures) {
        shop.codes().fails(failures);
        shop.reverse("RED-1", "{\"discountAction\":\"DEACTIVATE\",\"points\":50,\"reason\":{\"key\":\"other\"}}")
                .answer(202);
        for (var failed = 1; failed < failures; failed++) {
            revoker.later();
        }
        var shown = shop.previewReversal("RED-1", DEACTIVATE).answer(200);
        assertThat(shown.json().at("/plan/assets/0/toRevert").longValue()).isEqualTo(50);
        var forced = shop.previewReversal("RED-1", ANYWAY).answer(200).json();
        assertThat(forced.at("/plan/assets/0/toRevert").longValue())
                .as("anyway is a reversal of its own")
                .isEqualTo(60);
        shop.codes().fails(1);
        shop.reverse("RED-1", DEACTIVATE).header("if-match", shown.etag()).answer(202);
        shop.reverse("RED-1", DEACTIVATE)
                .header("if-match", "\"" + forced.at("/plan/planHash").textValue() + "\"")
                .answer(412);
        revoker.finish(3);
        if (failures == 12) {
            shop.reverse("RED-1", DEACTIVATE).header("if-match", shown.etag()).answer(200);
        }
        assertThat(points()).isEqualTo(90);
    }

    @Test
    void R_04_case_3_anyway_is_open_from_the_third_failure_on_and_never_pays_twice() {
        begun();
        shop.codes().fails(2);
        assertThat(shop.reverse("RED-1", ANYWAY).answer(409).code()).isEqualTo("reversal-in-progress");
        revoker.later();
        assertThat(shop.reverse("RED-1", ANYWAY).answer(409).code()).isEqualTo("reversal-in-progress");
        assertThat(points()).isEqualTo(40);
        revoker.later();
        shop.reverse("RED-1", ANYWAY).answer(200);
        assertThat(points()).isEqualTo(100);
        assertThat(revoker.of("RED-1")).as("the code was not revoked").isEqualTo("REVERSED ISSUED");
        revoker.finish(3);
        assertThat(shop.codes().asked()).hasSize(3);
        assertThat(points()).isEqualTo(100);
        assertThat(revoker.payments("ann")).isEqualTo(1);
        assertThat(revoker.told()).hasSize(1);
        assertThat(shop.reverse("RED-1", ANYWAY).answer(409).code()).isEqualTo("redemption-already-reversed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"1 | took more than one try", "3 | may still be used"})
    void R_04_case_5_the_warning_stays_on_the_record_however_often_the_revoke_failed(int failures, String remark) {
        shop.redeem("RED-2", "ann", 30, "\"provider\":\"shopify\",\"tracked\":false");
        shop.codes().fails(failures);
        shop.reverse("RED-2", ANYWAY).answer(202);
        for (var failed = 1; failed < failures; failed++) {
            revoker.later();
        }
        if (failures == 3) {
            shop.reverse("RED-2", ANYWAY).answer(200);
        }
        revoker.finish(3);
        assertThat(shop.redemption("RED-2").at("/reversal/note").textValue())
                .contains("Nobody can tell whether its code was used", remark);
    }

    @Test
    void R_04_points_forced_while_the_shop_is_being_asked_are_not_paid_again() {
        begun();
        shop.codes().fails(2);
        revoker.later();
        revoker.later();
        roads.sqs().waitsEnd();
        revoker.deliver(revoker.asking((merchant, reward, action) -> {
            shop.reverse("RED-1", ANYWAY).answer(200);
            return new Told.Revoked();
        }));
        assertThat(revoker.of("RED-1")).as("the code is revoked all the same").isEqualTo("REVERSED DEACTIVATED");
        assertThat(points()).isEqualTo(100);
        assertThat(revoker.payments("ann")).isEqualTo(1);
        assertThat(revoker.pending()).isEmpty();
        assertThat(revoker.told()).hasSize(1);
    }

    @Test
    void a_message_that_comes_twice_does_nothing_the_second_time() {
        begun();
        assertThat(roads.publish()).isEmpty();
        var copy = List.copyOf(revoker.pending());
        assertThat(copy).hasSize(1);
        roads.sqs().deliver(Roads.REVOCATIONS, copy, revoker.asking(watched()));
        var before = shop.contents();
        roads.sqs().deliver(Roads.REVOCATIONS, copy, revoker.asking(watched()));
        assertThat(shop.contents()).isEqualTo(before);
        assertThat(shop.codes().asked()).hasSize(2);
        paidOnce();
    }

    @Test
    void a_message_that_comes_twice_at_once_pays_once() {
        begun();
        assertThat(roads.publish()).isEmpty();
        var copy = List.copyOf(revoker.pending());
        roads.sqs().deliver(Roads.REVOCATIONS, copy, revoker.asking((merchant, reward, action) -> {
            roads.sqs().deliver(Roads.REVOCATIONS, copy, revoker.asking(watched()));
            return new Told.Revoked();
        }));
        paidOnce();
    }

    @Test
    void the_revoker_may_be_done_before_the_admins_own_try_is() {
        var api = new AdminApi(
                Roads.ENVIRONMENT,
                shop.store(),
                (merchant, reward, action) -> {
                    revoker.deliver(revoker.asking(watched()));
                    return new Told.Revoked();
                },
                shop.businessTime(),
                shop.realTime(),
                _ -> Shop.attempts(10));
        var answer = shop.reverse("RED-1", DEACTIVATE).by(api).answer(200).json();
        assertThat(answer.get("status").textValue()).isEqualTo("REVERSED");
        paidOnce();
    }

    @Test
    void a_young_message_leaves_the_first_try_to_whoever_began_it() {
        onlyTheIntent();
        var young = revoker.sentAt(Instant.now(), shop.codes(), shop.store(), roads.call());
        revoker.deliver(young);
        assertThat(shop.codes().asked()).isEmpty();
        assertThat(revoker.of("RED-1")).isEqualTo("REVERSING ISSUED");
        assertThat(roads.sqs().waits()).containsExactly(1);
        assertThat(revoker.pending()).hasSize(1);
        revoker.later();
        paidOnce();
    }

    @Test
    void a_young_message_whose_first_try_has_failed_waits_for_nobody() {
        begun();
        revoker.deliver(revoker.sentAt(Instant.now(), watched(), shop.store(), roads.call()));
        paidOnce();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no json",
                "{}",
                "{\"merchantId\":\"acme\"}",
                "{\"merchantId\":\"a b\",\"redemptionId\":\"RED-1\"}",
                "{\"merchantId\":\"acme\",\"redemptionId\":\"RED-1\",\"points\":60}"
            })
    void a_message_that_says_nothing_is_parked_and_holds_nobody_up(String body) {
        begun();
        roads.sqs().add(Roads.REVOCATIONS, body);
        revoker.deliver(revoker.asking(watched()));
        var parked = roads.sqs().everSent(Roads.REVOCATIONS + Roads.PARKED);
        assertThat(parked.stream().map(SimulatedSqs.Message::body)).containsExactly(body);
        assertThat(parked.getFirst().attribute("reason")).isEqualTo("invalid");
        paidOnce();
    }

    @ParameterizedTest
    @CsvSource({"acme, RED-9", "emca, RED-1"})
    void a_message_about_nothing_that_is_being_reversed_does_nothing(String merchant, String redemption) {
        begun();
        roads.publish();
        roads.sqs().messages(Roads.REVOCATIONS).clear();
        roads.sqs()
                .add(
                        Roads.REVOCATIONS,
                        "{\"merchantId\":\"" + merchant + "\",\"redemptionId\":\"" + redemption + "\"}");
        var before = shop.contents();
        revoker.deliver();
        assertThat(shop.contents()).isEqualTo(before);
        assertThat(shop.codes().asked()).hasSize(1);
        assertThat(revoker.pending()).isEmpty();
        assertThat(roads.sqs().everSent(Roads.REVOCATIONS + Roads.PARKED)).isEmpty();
    }

    @Test
    void while_the_store_does_not_answer_the_message_comes_back() {
        begun();
        var dead = new FaultyDynamoDb(shop.store(), (_, _) -> Fault.LOST_BEFORE);
        revoker.deliver(revoker.sentAt(Instant.EPOCH, shop.codes(), dead, roads.call(0)));
        assertThat(revoker.pending()).hasSize(1);
        assertThat(roads.sqs().waits()).containsExactly(1);
        assertThat(roads.log().getLast().get("outcome").textValue()).isEqualTo("later");
        assertThat(points()).isEqualTo(40);
        revoker.later();
        paidOnce();
    }

    @Test
    void what_the_notifier_cannot_hand_on_it_hands_on_later() {
        begun();
        roads.sqs().broken(true);
        assertThat(roads.publish()).isNotEmpty();
        assertThat(revoker.pending()).isEmpty();
        roads.sqs().broken(false);
        revoker.finish(3);
        paidOnce();
    }

    @Test
    void R_02_wherever_the_admins_function_dies_the_points_come_back_once_or_nothing_was_begun() {
        var at = new AtomicLong();
        while (died(at.getAndIncrement())) {
            assertThat(at).hasValueLessThan(100);
        }
        assertThat(at).hasValueGreaterThan(5);
    }

    /** Whether the admin's function died before the store's call number {@code at}. */
    private static boolean died(long at) {
        var test = new CodeRevokerTest();
        test.sixty_points_redeemed_and_forty_left();
        var call = test.shop
                .reverse("RED-1", DEACTIVATE)
                .header("idempotency-key", "k")
                .by(test.shop.over(dying(test.shop, at)));
        var died = died(call::answer);
        var begun = !test.shop.redemption("RED-1").get("status").textValue().equals("REDEEMED");
        if (!begun) {
            assertThat(test.shop.codes().asked()).isEmpty();
            test.shop
                    .reverse("RED-1", DEACTIVATE)
                    .header("idempotency-key", "k")
                    .answer(200);
        }
        test.revoker.finish(3);
        test.paidOnce();
        return died;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void R_02_wherever_the_revoker_dies_the_points_come_back_once(boolean onceMore) {
        var at = new AtomicLong();
        while (revokerDied(at.getAndIncrement(), onceMore)) {
            assertThat(at).hasValueLessThan(100);
        }
        assertThat(at).hasValueGreaterThan(3);
    }

    /**
     * Whether the revoker died before the store's call number {@code at}; if it did not, it did before it could say so.
     *
     * @param onceMore whether the next one dies there, too
     */
    private static boolean revokerDied(long at, boolean onceMore) {
        var test = new CodeRevokerTest();
        test.sixty_points_redeemed_and_forty_left();
        test.begun();
        assertThat(test.roads.publish()).isEmpty();
        var died = test.revokerDies(at);
        if (onceMore) {
            test.revokerDies(at);
        }
        assertThat(test.revoker.pending()).as("it was not acknowledged").hasSize(1);
        test.revoker.deliver(test.revoker.asking(test.watched()));
        test.revoker.finish(1);
        assertThat(test.shop.codes().asked()).hasSizeGreaterThan(1);
        var asked = test.balancesWhenAsked.size();
        test.paidOnce();
        assertThat(asked).isLessThanOrEqualTo(3);
        return died;
    }

    private boolean revokerDies(long at) {
        var function = revoker.sentAt(Instant.EPOCH, watched(), dying(shop, at), roads.call());
        var ended = new AtomicLong();
        Function<SQSEvent, SQSBatchResponse> dies = event -> {
            var _ = function.apply(event);
            ended.incrementAndGet();
            throw new Died();
        };
        assertThat(died(() -> roads.sqs().deliver(Roads.REVOCATIONS, dies))).isTrue();
        return ended.get() == 0;
    }

    private static FaultyDynamoDb dying(Shop shop, long at) {
        return new FaultyDynamoDb(shop.store(), (_, call) -> {
            if (call >= at) {
                throw new Died();
            }
            return Fault.NONE;
        });
    }

    private static boolean died(Runnable function) {
        try {
            function.run();
            return false;
        } catch (Died _) {
            return true;
        }
    }
}
