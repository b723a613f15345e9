package recoup.handlers;

import static org.assertj.core.api.Assertions.assertThat;
import static recoup.handlers.Revoker.ANYWAY;
import static recoup.handlers.Revoker.DEACTIVATE;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import recoup.operations.CodeShop;
import recoup.operations.CodeShop.Told;
import recoup.store.Fault;
import recoup.store.FaultyDynamoDb;

/** Reversals that somebody else ends, or that news of the reward end, while their code is being revoked. */
class ReversalOvertakenTest {
    private final Shop shop = new Shop();
    private final Roads roads = new Roads(shop);
    private final Revoker revoker = new Revoker(shop, roads);

    @BeforeEach
    void sixty_points_redeemed_and_forty_left() {
        shop.give("ann", "POINTS", 100, "null");
        shop.redeem("RED-1", "ann", 60);
    }

    private long points() {
        return shop.available("ann", "POINTS");
    }

    private void tell(String type, String more) {
        roads.tell(type, "{\"redemptionId\":\"RED-1\"" + more + "}").deliver();
    }

    private AdminApi asking(CodeShop codes) {
        return new AdminApi(
                Roads.ENVIRONMENT, shop.store(), codes, shop.businessTime(), shop.realTime(), _ -> Shop.attempts(10));
    }

    /** The admin's function, with something that happens between its first write, the intent, and its next call of the store. */
    private AdminApi afterTheIntent(Runnable happens) {
        var written = new AtomicInteger();
        return shop.over(new FaultyDynamoDb(shop.store(), (operation, _) -> {
            if (written.get() == 1) {
                written.set(2);
                happens.run();
            }
            if (operation.equals("TransactWriteItems")) {
                written.compareAndSet(0, 1);
            }
            return Fault.NONE;
        }));
    }

    @ParameterizedTest
    @CsvSource({
        "reward.used, reward-already-used, REDEEMED USED",
        "reward.source-removed, reward-source-missing, REDEEMED SOURCE_MISSING"
    })
    void R_05_news_that_end_it_before_the_shop_is_asked_are_the_answer(String type, String code, String left) {
        var api = afterTheIntent(() -> tell(type, ""));
        assertThat(shop.reverse("RED-1", DEACTIVATE).by(api).answer(409).code()).isEqualTo(code);
        assertThat(shop.codes().asked()).isEmpty();
        assertThat(revoker.of("RED-1")).isEqualTo(left);
        assertThat(points()).isEqualTo(40);
    }

    @ParameterizedTest
    @CsvSource({
        "reward.used, reward-already-used, REDEEMED USED",
        "reward.source-removed, reward-source-missing, REDEEMED SOURCE_MISSING"
    })
    void R_05_news_that_end_it_while_the_shop_is_asked_are_the_answer(String type, String code, String left) {
        var api = asking((merchant, reward, action) -> {
            tell(type, "");
            return new Told.Revoked();
        });
        assertThat(shop.reverse("RED-1", DEACTIVATE).by(api).answer(409).code()).isEqualTo(code);
        assertThat(revoker.of("RED-1")).isEqualTo(left);
        assertThat(points()).isEqualTo(40);
    }

    @Test
    void an_answer_never_calls_a_redemption_reversed_that_the_shop_has_left_as_it_is() {
        var api = asking((merchant, reward, action) -> {
            revoker.deliver(revoker.asking((_, _, _) -> new Told.Shared()));
            return new Told.Revoked();
        });
        assertThat(shop.reverse("RED-1", DEACTIVATE).by(api).answer(409).code()).isEqualTo("busy");
        assertThat(revoker.of("RED-1")).isEqualTo("REDEEMED ISSUED");
        assertThat(points()).isEqualTo(40);
        shop.reverse("RED-1", DEACTIVATE).answer(200);
        assertThat(points()).isEqualTo(100);
    }

    @Test
    void points_that_were_given_back_elsewhere_while_the_shop_is_asked_do_not_come_back_here() {
        var api = asking((merchant, reward, action) -> {
            tell("reward.refunded-externally", ",\"refundedAt\":\"2021-01-01T11:00:00Z\"");
            return new Told.Revoked();
        });
        var answer = shop.reverse("RED-1", DEACTIVATE).by(api).answer(409);
        assertThat(answer.code()).isEqualTo("redemption-already-reversed");
        assertThat(revoker.of("RED-1")).isEqualTo("REVERSED DEACTIVATED");
        assertThat(points()).isEqualTo(40);
        assertThat(shop.reverse("RED-1", ANYWAY).answer(409).code()).isEqualTo("redemption-already-reversed");
        revoker.finish(3);
        assertThat(points()).isEqualTo(40);
    }

    @Test
    void R_04_points_that_were_given_back_elsewhere_before_the_shop_is_asked_are_no_success() {
        var way = afterTheIntent(() -> tell("reward.refunded-externally", ",\"refundedAt\":\"2020-12-31T08:00:00Z\""));
        assertThat(shop.reverse("RED-1", DEACTIVATE).by(way).answer(409).code())
                .isEqualTo("redemption-already-reversed");
        assertThat(shop.codes().asked()).isEmpty();
    }

    @Test
    void R_04_points_that_another_forced_meanwhile_are_not_this_ones() {
        var way = asking((_, _, _) -> {
            shop.codes().fails(3);
            for (var failure = 1; failure <= 3; failure++) {
                revoker.later();
            }
            shop.reverse("RED-1", ANYWAY)
                    .claim("sub", "another-admin")
                    .claim("email", "another@example.com")
                    .answer(200);
            return new Told.Revoked();
        });
        var answer = shop.reverse("RED-1", DEACTIVATE).by(way).answer(409);
        assertThat(answer.code()).as(answer.body()).isEqualTo("redemption-already-reversed");
        assertThat(shop.available("ann", "POINTS")).isEqualTo(100);
    }

    @Test
    void R_02_what_the_revoker_finished_of_this_very_reversal_is_its_success() {
        var way = afterTheIntent(() -> revoker.deliver());
        var answer = shop.reverse("RED-1", DEACTIVATE).by(way).answer(200);
        assertThat(answer.json().at("/reversal/points").longValue()).isEqualTo(60);
    }

    /** The shop took its time, and the lot's last day ended meanwhile: it would come back expired. */
    @Test
    void A_05_what_expires_while_the_shop_is_asked_has_expired() {
        shop.give("bob", "POINTS", 50, "\"2021-01-01\"");
        shop.redeem("RED-2", "bob", 50);
        shop.at("2021-01-01T23:59:58Z");
        var way = asking((_, _, _) -> {
            shop.at("2021-01-02T00:00:00Z");
            return new Told.Revoked();
        });
        assertThat(shop.reverse("RED-2", DEACTIVATE).by(way).answer(409).code()).isEqualTo("nothing-to-return");
        assertThat(revoker.of("RED-2")).isEqualTo("REDEEMED DEACTIVATED");
        shop.reverse("RED-2", "{\"discountAction\":\"DEACTIVATE\",\"extendExpired\":true}")
                .answer(200);
        assertThat(shop.available("bob", "POINTS")).isEqualTo(50);
    }

    /** It was valid when it was shown, and the admin asked for what was shown. */
    @Test
    void L_04_a_plan_that_was_shown_is_carried_out_as_it_was_shown_however_long_the_shop_takes() {
        shop.give("bob", "POINTS", 50, "\"2021-01-01\"");
        shop.redeem("RED-2", "bob", 50);
        shop.at("2021-01-01T23:59:58Z");
        var shown = shop.previewReversal("RED-2", DEACTIVATE).answer(200);
        var way = asking((_, _, _) -> {
            shop.at("2021-01-02T00:00:00Z");
            return new Told.Revoked();
        });
        var answer = shop.reverse("RED-2", DEACTIVATE)
                .header("if-match", shown.etag())
                .by(way)
                .answer(200);
        assertThat(answer.json().at("/reversal/points").longValue()).isEqualTo(50);
        assertThat(shop.activity("bob").get(0).get("expiresOn").textValue()).isEqualTo("2021-01-01");
    }
}
