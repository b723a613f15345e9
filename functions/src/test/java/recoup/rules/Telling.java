package recoup.rules;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import recoup.model.AttemptId;
import recoup.model.OrderStatus;
import recoup.model.PaymentStatus;
import recoup.model.RefundId;
import recoup.model.Refunds;
import recoup.model.Told;
import recoup.rules.update.Update;

/** An update, said word by word; each word makes another telling. */
final class Telling {
    private static final class Words {
        private Optional<Long> version = Optional.empty();
        private Optional<Instant> updatedAt = Optional.empty();
        private Optional<OrderStatus> status = Optional.empty();
        private Optional<PaymentStatus> refundStatus = Optional.empty();
        private Optional<List<String>> tags = Optional.empty();
        private Optional<Long> total = Optional.empty();
        private Optional<Refunds.Refund> refund = Optional.empty();
        private Optional<String> currency = Optional.empty();
        private Optional<AttemptId> attempt = Optional.empty();
        private Optional<Instant> dueAt = Optional.empty();
    }

    private final String source;
    private final List<Consumer<Words>> said;

    private Telling(String source, List<Consumer<Words>> said) {
        this.source = source;
        this.said = said;
    }

    static Telling of(String source) {
        return new Telling(source, List.of());
    }

    Telling version(long version) {
        return and(words -> words.version = Optional.of(version));
    }

    /** At the beginning of {@code date}. */
    Telling at(String date) {
        return and(words -> words.updatedAt =
                Optional.of(LocalDate.parse(date).atStartOfDay(ZoneOffset.UTC).toInstant()));
    }

    /** What is null is not said. */
    Telling edition(@Nullable Long version, @Nullable String date) {
        var numbered = version == null ? this : version(version);
        return date == null ? numbered : numbered.at(date);
    }

    Telling status(OrderStatus status) {
        return and(words -> words.status = Optional.of(status));
    }

    Telling refundStatus(PaymentStatus status) {
        return and(words -> words.refundStatus = Optional.of(status));
    }

    Telling tags(String... tags) {
        return and(words -> words.tags = Optional.of(List.of(tags)));
    }

    Telling total(long refunded) {
        return and(words -> words.total = Optional.of(refunded));
    }

    Telling refund(String id, long amount) {
        return and(words -> words.refund = Optional.of(new Refunds.Refund(new RefundId(id), amount)));
    }

    Telling currency(String currency) {
        return and(words -> words.currency = Optional.of(currency));
    }

    Telling attempt(String id) {
        return and(words -> words.attempt = Optional.of(new AttemptId(id)));
    }

    Telling dueAt(String instant) {
        return and(words -> words.dueAt = Optional.of(Instant.parse(instant)));
    }

    Update update() {
        var words = new Words();
        said.forEach(word -> word.accept(words));
        return new Update(
                source,
                new Told.Edition(words.version, words.updatedAt),
                words.status,
                words.refundStatus,
                words.tags,
                words.total,
                words.refund,
                words.currency,
                words.attempt,
                words.dueAt);
    }

    @Override
    public String toString() {
        return update().toString();
    }

    private Telling and(Consumer<Words> word) {
        var more = new ArrayList<>(said);
        more.add(word);
        return new Telling(source, List.copyOf(more));
    }
}
