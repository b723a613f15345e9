package recoup.model;

import static org.assertj.core.api.Assertions.assertThat;

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
        assertThat(review.order()).isEqualTo(order.id());
        assertThat(review.customer()).isEqualTo(order.customer());
        assertThat(review.status()).isEqualTo(Review.Status.OPEN);
        assertThat(review.openedAt()).isEqualTo(OPENED);
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
                kind, new OrderId(order), new CustomerId("ann"), Optional.empty(), OPENED, Optional.empty(), 3);
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
