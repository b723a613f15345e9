package recoup.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a payment's status and attempts let happen to it. */
class PaymentTest {
    private static final Instant DUE = Instant.parse("2021-01-02T10:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // named | left | told of | whether its failure counts
                "''   | ''        | ''        | true",
                "''   | ''        | pi_1      | true",
                "pi_1 | ''        | ''        | true",
                "pi_1 | ''        | pi_1      | true",
                "pi_1 | ''        | pi_2      | true",
                "pi_2 | pi_1      | ''        | true",
                "pi_2 | pi_1      | pi_2      | true",
                "pi_2 | pi_1      | pi_1      | false",
                "pi_2 | pi_1      | pi_3      | true",
                "pi_3 | pi_1 pi_2 | pi_1      | false",
                "pi_3 | pi_1 pi_2 | pi_2      | false",
                "pi_3 | pi_1 pi_2 | pi_3      | true",
                // one attempt by two ids: the order may name either
                "cs_2 | cs_1      | cs_2 pi_2 | true",
                "cs_2 | cs_1      | pi_2      | true",
                "cs_2 | cs_1      | cs_1 pi_1 | false",
                "cs_2 | cs_1      | pi_1      | true",
                "pi_2 | cs_2      | cs_2 pi_2 | true",
                "''   | cs_1      | cs_1 pi_1 | false",
            })
    void A_08_an_attempt_that_was_left_is_old_and_any_other_counts(
            String named, String left, String told, boolean counts) {
        var payment = new Payment(
                PaymentStatus.PENDING, ids(named).stream().findFirst(), ids(left), Optional.of(DUE), Refunds.NONE);
        assertThat(payment.canFail(Set.copyOf(ids(told)))).isEqualTo(counts);
        for (var status : PaymentStatus.values()) {
            assertThat(payment.withStatus(status).canFail(Set.copyOf(ids(told))))
                    .as("%s", status)
                    .isEqualTo(counts && status == PaymentStatus.PENDING);
        }
    }

    @ParameterizedTest
    @EnumSource
    void A_08_a_failure_counts_only_while_the_payment_waits(PaymentStatus status) {
        assertThat(payment(status).canFail(Set.of())).isEqualTo(status == PaymentStatus.PENDING);
    }

    @ParameterizedTest
    @EnumSource
    void A_08_a_payment_replaces_all_but_itself_and_a_refund(PaymentStatus status) {
        var replaced = Set.of(PaymentStatus.PENDING, PaymentStatus.EXPIRED, PaymentStatus.FAILED);
        assertThat(payment(status).canBePaid()).isEqualTo(replaced.contains(status));
    }

    @ParameterizedTest
    @EnumSource
    void A_01_a_deadline_counts_only_while_the_payment_waits(PaymentStatus status) {
        assertThat(payment(status).deadline()).isEqualTo(Optional.of(DUE).filter(_ -> status == PaymentStatus.PENDING));
        assertThat(payment(status).withoutDeadline().deadline()).isEmpty();
    }

    @Test
    void A_08_the_order_keeps_the_ids_it_left() {
        var payment = Payment.pending(Optional.of(id("pi_1")), Optional.of(DUE))
                .naming(id("pi_2"))
                .naming(id("pi_3"))
                .naming(id("pi_2"));
        assertThat(payment.attempt()).contains(id("pi_2"));
        assertThat(payment.leftAttempts()).containsExactly(id("pi_1"), id("pi_3"));
        assertThat(payment.naming(id("pi_2"))).isEqualTo(payment);
        assertThat(payment.leaving(id("pi_2"))).isEqualTo(payment);
        assertThat(payment.leaving(id("pi_1"))).isEqualTo(payment);
        assertThat(payment.leaving(id("pi_0")).leftAttempts()).containsExactly(id("pi_1"), id("pi_3"), id("pi_0"));
    }

    @Test
    void A_08_an_attempt_that_was_left_is_known_by_its_other_id_from_then_on() {
        var payment = payment(PaymentStatus.PENDING).naming(id("pi_2"));
        assertThat(payment.canFail(Set.of(id("cs_1")))).isTrue();
        var taught = payment.knowing(Set.of(id("pi_1"), id("cs_1")));
        assertThat(taught.canFail(Set.of(id("cs_1")))).isFalse();
        assertThat(taught.knowing(Set.of(id("pi_1"), id("cs_1")))).isEqualTo(taught);
        assertThat(taught.knowing(Set.of(id("pi_2"), id("cs_2"))))
                .as("of the one it names it learns nothing")
                .isEqualTo(taught);
        assertThat(taught.knowing(Set.of(id("pi_9"), id("cs_9"))))
                .as("nor of a stranger")
                .isEqualTo(taught);
        for (var number = 0; number < 500; number++) {
            taught = taught.knowing(Set.of(id("pi_1"), id("other_" + number)));
        }
        assertThat(taught.leftAttempts())
                .as("half of what an order may have left")
                .hasSize(100);
    }

    private static Payment payment(PaymentStatus status) {
        return Payment.pending(Optional.of(id("pi_1")), Optional.of(DUE)).withStatus(status);
    }

    private static List<AttemptId> ids(String text) {
        return Arrays.stream(text.split(" ", -1))
                .filter(each -> !each.isEmpty())
                .map(AttemptId::new)
                .toList();
    }

    private static AttemptId id(String text) {
        return new AttemptId(text);
    }
}
