package recoup.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import recoup.model.Redemption.DiscountAction;
import recoup.model.Redemption.Intent;
import recoup.model.Redemption.Reversal;
import recoup.model.Redemption.State;

/** What a customer got for points, and what becomes of it. */
class RewardTest {
    private static final Reward ISSUED = new Reward(
            "five-off",
            "5.00 off",
            Reward.Provider.SHOPIFY,
            "FIVE-OFF",
            Optional.of("gid-1"),
            true,
            Reward.Status.ISSUED,
            Optional.empty());

    @ParameterizedTest
    @CsvSource({"SHOPIFY, shopify", "WOOCOMMERCE, woocommerce", "NONE, none"})
    void a_provider_is_written_as_clients_write_it(Reward.Provider provider, String written) {
        assertThat(provider.written()).isEqualTo(written);
    }

    /** A customer who types a code in small letters uses the same code. */
    @ParameterizedTest
    @EnumSource(names = {"SHOPIFY", "WOOCOMMERCE"})
    void R_04_two_spellings_of_a_code_are_one_code_at_a_shop(Reward.Provider shop) {
        assertThat(shop.distinct("Five-OFF")).isEqualTo(shop.distinct("FIVE-off"));
        assertThat(shop.distinct("FIVE-OFF")).isNotEqualTo(shop.distinct("FIVE-OFF2"));
    }

    @Test
    void a_code_that_lives_nowhere_but_here_is_the_code_as_it_was_told() {
        assertThat(Reward.Provider.NONE.distinct("Five-OFF")).isEqualTo("Five-OFF");
        assertThat(Reward.Provider.NONE.distinct("Five-OFF")).isNotEqualTo(Reward.Provider.NONE.distinct("FIVE-off"));
    }

    @ParameterizedTest
    @EnumSource
    void R_03_what_becomes_of_a_code_leaves_the_rest_as_it_was(Reward.Status status) {
        var changed = ISSUED.with(status);
        assertThat(changed.status()).isEqualTo(status);
        assertThat(changed.with(Reward.Status.ISSUED)).isEqualTo(ISSUED);
    }

    @Test
    void R_04_a_code_that_was_used_names_the_order_if_that_is_known() {
        var order = Optional.of(new OrderId("ORD-1"));
        assertThat(ISSUED.usedBy(order).status()).isEqualTo(Reward.Status.USED);
        assertThat(ISSUED.usedBy(order).usedBy()).isEqualTo(order);
        assertThat(ISSUED.usedBy(Optional.empty())).isEqualTo(ISSUED.with(Reward.Status.USED));
    }

    @Test
    void R_02_a_redemption_is_reversed_once_its_points_are_back_and_not_while_its_code_is_revoked() {
        var stands = new Redemption(
                new RedemptionId("red-1"),
                new CustomerId("ann"),
                500,
                ISSUED,
                Instant.EPOCH,
                List.of(),
                new State.Redeemed(),
                1);
        var intent = new Intent(
                DiscountAction.DEACTIVATE, Optional.empty(), false, Optional.empty(), false, "admin", Instant.EPOCH);
        var reversal = new Reversal(500, "admin", Optional.empty(), Instant.EPOCH, "a note");
        assertThat(stands.status()).isEqualTo(Redemption.Status.REDEEMED);
        assertThat(stands.with(new State.Reversing(intent, 0)).status()).isEqualTo(Redemption.Status.REVERSING);
        assertThat(stands.with(new State.Reversing(intent, 12)).status()).isEqualTo(Redemption.Status.REVERSING);
        assertThat(stands.with(new State.Reversed(reversal)).status()).isEqualTo(Redemption.Status.REVERSED);
    }
}
