package recoup.handlers;

import static org.assertj.core.api.Assertions.assertThat;
import static recoup.handlers.Revoker.ANYWAY;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import recoup.handlers.Calls.Fate;
import recoup.model.Redemption.DiscountAction;

/** Before each call of a reversal in turn, somebody else does something about the same redemption. */
class ReversalMeanwhileTest {
    private static final String USED = "{\"redemptionId\":\"RED-1\",\"orderId\":\"ORD-9\"}";
    private static final String REFUNDED = "{\"redemptionId\":\"RED-1\",\"refundedAt\":\"2021-01-01T11:00:00Z\"}";

    /** Whether the first try finds the shop down, so that the code-revoker makes the second one. */
    private static void beforeEachCall(boolean shopIsDown, Consumer<Saga> meanwhile, Consumer<Saga> check) {
        var toTheShop = calls(new Saga(DiscountAction.DEACTIVATE, "shopify")).indexOf("shop deactivates");
        var calls = 1;
        for (var at = 0; at < calls; at++) {
            var saga = new Saga(DiscountAction.DEACTIVATE, "shopify");
            if (shopIsDown) {
                saga.calls().fate(toTheShop, Fate.LOST_BEFORE);
            }
            saga.calls().before(at, () -> meanwhile.accept(saga));
            calls = Math.max(calls, calls(saga).size());
            saga.balanced();
            check.accept(saga);
        }
        assertThat(calls).isGreaterThan(15);
    }

    private static List<String> calls(Saga saga) {
        saga.asks("k");
        saga.settle();
        return saga.calls().made();
    }

    private static void told(Saga saga, String type, String data) {
        saga.roads().tell(type, data).deliver();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void another_admin_who_asks_for_the_same_changes_nothing(boolean shopIsDown) {
        beforeEachCall(shopIsDown, saga -> saga.asks("another"), Saga::paidOnce);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_code_revoker_that_comes_in_between_changes_nothing(boolean shopIsDown) {
        beforeEachCall(shopIsDown, Saga::turn, Saga::paidOnce);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_code_that_is_used_before_it_is_revoked_keeps_the_points_whether_the_shop_tells_or_is_asked(boolean isTold) {
        for (var shopIsDown : new boolean[] {false, true}) {
            beforeEachCall(
                    shopIsDown,
                    saga -> {
                        saga.code().use("ORD-9");
                        if (isTold && saga.code().isUsed()) {
                            told(saga, "reward.used", USED);
                        }
                    },
                    saga -> {
                        if (saga.code().isUsed()) {
                            keptAs(saga, "REDEEMED USED");
                        } else {
                            saga.paidOnce();
                        }
                    });
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_source_that_is_removed_before_the_points_keeps_them_and_afterwards_changes_nothing(boolean shopIsDown) {
        beforeEachCall(
                shopIsDown, saga -> told(saga, "reward.source-removed", "{\"redemptionId\":\"RED-1\"}"), saga -> {
                    if (saga.status().startsWith("REDEEMED")) {
                        keptAs(saga, "REDEEMED SOURCE_MISSING");
                    } else {
                        saga.paidOnce();
                    }
                });
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void points_that_were_refunded_elsewhere_never_come_back_here_too(boolean shopIsDown) {
        beforeEachCall(shopIsDown, saga -> told(saga, "reward.refunded-externally", REFUNDED), saga -> {
            if (saga.points() == 100) {
                saga.paidOnce();
            } else {
                assertThat(saga.status())
                        .as("a code that is revoked all the same says so")
                        .isIn("REVERSED ISSUED", saga.code().isUsable() ? "" : "REVERSED DEACTIVATED");
                assertThat(saga.points()).isEqualTo(40);
                assertThat(saga.revoker().payments("ann")).isZero();
                assertThat(saga.told("redemption.reversed")).isEqualTo(1);
            }
        });
    }

    /** The points wait for an admin who wants them back anyway, and come back once. */
    private static void keptAs(Saga saga, String status) {
        assertThat(saga.status()).isEqualTo(status);
        assertThat(saga.points()).isEqualTo(40);
        assertThat(saga.revoker().payments("ann")).isZero();
        assertThat(saga.told("redemption.reversed")).isZero();
        saga.shop().reverse("RED-1", ANYWAY).answer(200);
        saga.settle();
        backOnce(saga);
    }

    private static void backOnce(Saga saga) {
        assertThat(saga.status()).startsWith("REVERSED ");
        assertThat(saga.points()).isEqualTo(100);
        assertThat(saga.revoker().payments("ann")).isEqualTo(1);
        assertThat(saga.told("redemption.reversed")).isEqualTo(1);
        saga.balanced();
    }

    @Test
    void points_that_are_forced_at_any_call_of_the_fourth_try_come_back_once() {
        var calls = 1;
        for (var at = 0; at < calls; at++) {
            var saga = new Saga(DiscountAction.DEACTIVATE, "shopify");
            saga.fails(3);
            var before = saga.calls().made().size();
            saga.calls()
                    .before(
                            before + at,
                            () -> assertThat(saga.asks("forced", ANYWAY)).isPresent());
            saga.settle();
            backOnce(saga);
            calls = Math.max(calls, saga.calls().made().size() - before);
        }
        assertThat(calls).isGreaterThan(5);
    }

    @Test
    void an_admin_whose_function_dies_while_forcing_asks_again_and_is_paid_once() {
        var undisturbed = forcible();
        var before = undisturbed.calls().made().size();
        undisturbed.asks("forced", ANYWAY);
        var calls = undisturbed.calls().made().size() - before;
        assertThat(calls).isGreaterThan(5);
        for (var fate : Fate.values()) {
            for (var at = 0; at < calls; at++) {
                var saga = forcible();
                saga.calls().fate(before + at, fate);
                var first = saga.asks("forced", ANYWAY);
                var again = saga.asks("forced", ANYWAY).orElseThrow();
                assertThat(again.status()).isEqualTo(200);
                first.ifPresent(answer -> assertThat(again.body()).isEqualTo(answer.body()));
                saga.settle();
                backOnce(saga);
                assertThat(saga.code().isUsable()).as("nobody could revoke it").isTrue();
            }
        }
    }

    /** Three tries found the shop down, and it still is. */
    private static Saga forcible() {
        var saga = new Saga(DiscountAction.DEACTIVATE, "shopify");
        saga.fails(3);
        saga.code().down(true);
        return saga;
    }

    @Test
    void wherever_the_twelfth_try_goes_wrong_one_review_is_opened_and_the_points_wait_for_a_person() {
        for (var fate : Fate.values()) {
            var calls = 1;
            for (var at = 0; at < calls; at++) {
                var saga = new Saga(DiscountAction.DEACTIVATE, "shopify");
                saga.fails(11);
                saga.code().down(true);
                var before = saga.calls().made().size();
                saga.calls().fate(before + at, fate);
                saga.settle();
                assertThat(saga.status()).isEqualTo("REVERSING ISSUED");
                assertThat(saga.points()).isEqualTo(40);
                assertThat(saga.shop().reviews()).hasSize(1);
                assertThat(saga.shop().reviews().getFirst().get("type").textValue())
                        .isEqualTo("REVOKE_STUCK");
                assertThat(saga.told("review.opened")).isEqualTo(1);
                calls = Math.max(calls, saga.calls().made().size() - before);
                saga.shop().reverse("RED-1", ANYWAY).answer(200);
                saga.settle();
                backOnce(saga);
            }
            assertThat(calls).isGreaterThan(5);
        }
    }
}
