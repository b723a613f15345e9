package recoup.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reviews and their ids. */
class ReviewTest {
    private static final Instant OPENED = Instant.parse("2021-01-03T08:00:00Z");

    @Test
    void a_review_is_named_by_its_type_and_its_order() {
        assertThat(review(Review.Kind.PAID_AFTER_CANCEL, "ORD-1").id())
                .isEqualTo(new ReviewId("PAID_AFTER_CANCEL:ORD-1"));
        var longest = "x".repeat(Ids.LONGEST - "PAID_AFTER_CANCEL:".length());
        assertThat(review(Review.Kind.PAID_AFTER_CANCEL, longest).id())
                .isEqualTo(new ReviewId("PAID_AFTER_CANCEL:" + longest));
    }

    @ParameterizedTest
    @EnumSource
    void however_long_an_orders_id_is_its_reviews_id_is_one(Review.Kind kind) {
        for (var length = 1; length <= Ids.LONGEST; length++) {
            var id = review(kind, "x".repeat(length)).id();
            assertThat(id.value()).hasSizeLessThanOrEqualTo(Ids.LONGEST);
            assertThat(id.kind()).isEqualTo(kind);
            assertThat(review(kind, "x".repeat(length)).id()).isEqualTo(id);
        }
    }

    /** They differ at the end, at the beginning or in length alone; one looks like another's review. */
    @Test
    void no_two_reviews_have_one_id() {
        var orders = List.of(
                "a".repeat(128),
                "a".repeat(127) + "b",
                "b" + "a".repeat(127),
                "a".repeat(127),
                "a".repeat(111),
                "a".repeat(110),
                "a",
                "~a",
                ":a",
                review(Review.Kind.PAID_AFTER_CANCEL, "a".repeat(128)).id().value(),
                review(Review.Kind.PAID_AFTER_CANCEL, "a").id().value());
        var ids = new HashSet<ReviewId>();
        for (var kind : Review.Kind.values()) {
            for (var order : orders) {
                assertThat(ids.add(review(kind, order).id()))
                        .as(kind + " of " + order)
                        .isTrue();
            }
        }
        assertThat(ids).hasSize(orders.size() * Review.Kind.values().length);
    }

    @Test
    void no_kinds_name_begins_as_anothers_does() {
        for (var one : Review.Kind.values()) {
            assertThat(Arrays.stream(Review.Kind.values())
                            .filter(other -> one.name().startsWith(other.name())))
                    .containsExactly(one);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 12_345})
    void A_08_a_payment_after_the_cancel_is_about_the_orders_total(long total) {
        var order = order(total);
        var review = Review.paidAfterCancel(order, OPENED);
        assertThat(review.amount()).isEqualTo(Optional.of(total).filter(amount -> amount > 0));
        assertThat(review.order()).contains(order.id());
        assertThat(review.redemption()).isEmpty();
        assertThat(review.customer()).isEqualTo(order.customer());
        assertThat(review.status()).isEqualTo(Review.Status.OPEN);
        assertThat(review.openedAt()).isEqualTo(OPENED);
    }

    @Test
    void E_06_a_clawback_that_was_refused_is_about_its_order_and_the_points_that_were_due() {
        var order = order(12_345);
        var review = Review.clawbackRejected(order, 70, OPENED);
        assertThat(review.kind()).isEqualTo(Review.Kind.CLAWBACK_REJECTED);
        assertThat(review.order()).contains(order.id());
        assertThat(review.redemption()).isEmpty();
        assertThat(review.customer()).isEqualTo(order.customer());
        assertThat(review.amount()).as("points, and not the order's total").contains(70L);
        assertThat(review.openedAt()).isEqualTo(OPENED);
        assertThat(review.status()).isEqualTo(Review.Status.OPEN);
    }

    /** A revoke that is stuck a second time is looked at once more, under the id that it had. */
    @Test
    void R_04_a_review_that_is_opened_once_more_is_open_and_takes_the_place_of_the_one_before() {
        var resolved =
                review(Review.Kind.REVOKE_STUCK, "ORD-1").resolved(new Review.Resolution("admin", Optional.empty()));
        var again = Review.revokeStuck(redemption("ORD-1"), OPENED.plusSeconds(60));
        var reopened = again.insteadOf(resolved);
        assertThat(reopened.status()).isEqualTo(Review.Status.OPEN);
        assertThat(reopened.id()).isEqualTo(resolved.id());
        assertThat(reopened.version()).as("it is written over that one").isEqualTo(resolved.version());
        assertThat(reopened.openedAt()).isEqualTo(OPENED.plusSeconds(60));
    }

    @Test
    void R_04_whoever_knows_the_redemption_knows_its_review() {
        var redemption = redemption("r".repeat(Ids.LONGEST));
        assertThat(ReviewId.revokeStuck(redemption.id()))
                .isEqualTo(Review.revokeStuck(redemption, OPENED).id());
    }

    @Test
    void an_id_that_begins_like_no_kind_is_no_reviews() {
        assertThatThrownBy(() -> new ReviewId("ORD-1").kind())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ORD-1");
    }

    /** An order and a redemption may have one name; what each review is about is in its kind. */
    @Test
    void R_04_a_code_that_could_not_be_revoked_is_about_its_redemption_and_the_points_that_wait() {
        var review = Review.revokeStuck(redemption("ORD-1"), OPENED);
        assertThat(review.kind()).isEqualTo(Review.Kind.REVOKE_STUCK);
        assertThat(review.redemption()).contains(new RedemptionId("ORD-1"));
        assertThat(review.order()).isEmpty();
        assertThat(review.customer()).isEqualTo(new CustomerId("ann"));
        assertThat(review.amount()).contains(500L);
        assertThat(review.openedAt()).isEqualTo(OPENED);
        assertThat(review.status()).isEqualTo(Review.Status.OPEN);
        assertThat(review.version()).isZero();
        assertThat(review.id()).isEqualTo(new ReviewId("REVOKE_STUCK:ORD-1"));
        assertThat(review.id())
                .isNotEqualTo(review(Review.Kind.PAID_AFTER_CANCEL, "ORD-1").id());
    }

    @Test
    void R_04_however_long_a_redemptions_id_is_its_review_is_named_by_it_alone() {
        var ids = new HashSet<ReviewId>();
        for (var length = 1; length <= Ids.LONGEST; length++) {
            var redemption = redemption("r".repeat(length));
            var id = Review.revokeStuck(redemption, OPENED).id();
            assertThat(ids.add(id)).isTrue();
            assertThat(id.kind()).isEqualTo(Review.Kind.REVOKE_STUCK);
            assertThat(Review.revokeStuck(redemption, OPENED.plusSeconds(1)).id())
                    .as("whenever it is opened")
                    .isEqualTo(id);
        }
    }

    @Test
    void a_review_about_a_redemption_is_resolved_as_any_other() {
        var open = Review.revokeStuck(redemption("red-1"), OPENED);
        var resolution = new Review.Resolution("admin", Optional.empty());
        var resolved = open.resolved(resolution);
        assertThat(resolved)
                .isEqualTo(new Review(
                        open.kind(),
                        open.order(),
                        open.redemption(),
                        open.customer(),
                        open.amount(),
                        OPENED,
                        Optional.of(resolution),
                        0));
        assertThat(resolved.status()).isEqualTo(Review.Status.RESOLVED);
        assertThat(resolved.id()).isEqualTo(open.id());
    }

    @Test
    void whoever_resolves_a_review_leaves_the_rest_as_it_was() {
        var open = review(Review.Kind.PAID_AFTER_CANCEL, "ORD-1");
        var resolution = new Review.Resolution("admin", Optional.of("refunded by hand"));
        var resolved = open.resolved(resolution);
        assertThat(resolved.status()).isEqualTo(Review.Status.RESOLVED);
        assertThat(resolved.resolution()).contains(resolution);
        assertThat(resolved.id()).isEqualTo(open.id());
        assertThat(resolved.openedAt()).isEqualTo(open.openedAt());
        assertThat(resolved.version()).isEqualTo(open.version());
    }

    private static Review review(Review.Kind kind, String order) {
        return new Review(
                kind,
                Optional.of(new OrderId(order)),
                Optional.empty(),
                new CustomerId("ann"),
                Optional.empty(),
                OPENED,
                Optional.empty(),
                3);
    }

    private static Redemption redemption(String id) {
        return new Redemption(
                new RedemptionId(id),
                new CustomerId("ann"),
                500,
                new Reward(
                        "five-off",
                        "5.00 off",
                        Reward.Provider.SHOPIFY,
                        "FIVE-OFF",
                        Optional.empty(),
                        true,
                        Reward.Status.ISSUED,
                        Optional.empty()),
                Instant.EPOCH,
                List.of(),
                new Redemption.State.Redeemed(),
                4);
    }

    private static Order order(long total) {
        return new Order(
                new OrderId("ORD-1"),
                new Placement(new CustomerId("ann"), "1", total, "USD", Instant.EPOCH, "as placed"),
                OrderStatus.CANCELLED,
                Payment.pending(Optional.empty(), Optional.empty()),
                List.of(),
                Told.NOTHING,
                Optional.of(new Cancellation(OPENED, Trigger.PAYMENT_EXPIRED, "system")),
                1,
                List.of(),
                Earnings.NONE,
                List.of(),
                1);
    }
}
