package recoup.local.shop;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A discount and its codes: one of them, as a rule; on Shopify there may be more.
 *
 * @param ended whether it had ended when its end was set. It stays so, wherever a test moves the clock
 */
public record Discount(
        String number, Instant madeAt, List<RedeemCode> codes, Optional<Instant> endsAt, boolean ended, Faults faults) {
    public Discount {
        codes = List.copyOf(codes);
    }

    static Discount fresh(String number, Instant now, RedeemCode code) {
        return new Discount(number, now, List.of(code), Optional.empty(), false, Faults.NONE);
    }

    boolean isActive(Instant now) {
        return !ended && endsAt.map(now::isBefore).orElse(true);
    }

    int uses() {
        return codes.stream().mapToInt(RedeemCode::uses).sum();
    }

    boolean reads(String typed) {
        return codes.stream().anyMatch(code -> code.reads(typed));
    }

    Discount with(RedeemCode another) {
        return with(Stream.concat(codes.stream(), Stream.of(another)).toList());
    }

    /** What no job has deleted yet. */
    Discount at(Instant realNow) {
        return with(codes.stream().filter(code -> code.isThere(realNow)).toList());
    }

    /** The discount, with those of its codes changed that fit. */
    Discount with(Predicate<RedeemCode> fits, UnaryOperator<RedeemCode> change) {
        return with(codes.stream()
                .map(code -> fits.test(code) ? change.apply(code) : code)
                .toList());
    }

    Discount with(Faults others) {
        return new Discount(number, madeAt, codes, endsAt, ended, others);
    }

    Discount endingAt(Optional<Instant> end, Instant now) {
        var over = end.filter(instant -> !now.isBefore(instant)).isPresent();
        return new Discount(number, madeAt, codes, end, over, faults);
    }

    private Discount with(List<RedeemCode> others) {
        return new Discount(number, madeAt, others, endsAt, ended, faults);
    }
}
