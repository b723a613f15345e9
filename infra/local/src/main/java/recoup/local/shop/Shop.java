package recoup.local.shop;

import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** One merchant's discounts on one platform. What changes is written down before it is so. */
public final class Shop {
    private final Platform platform;
    private final String merchant;
    private final Numbers numbers;
    private final InstantSource businessTime;
    private final InstantSource realTime;
    private final Consumer<Line> book;
    private final Map<String, Discount> discounts = new LinkedHashMap<>();

    Shop(
            Platform platform,
            String merchant,
            Numbers numbers,
            InstantSource businessTime,
            InstantSource realTime,
            Consumer<Line> book) {
        this.platform = platform;
        this.merchant = merchant;
        this.numbers = numbers;
        this.businessTime = businessTime;
        this.realTime = realTime;
        this.book = book;
    }

    /** By the later of both clocks: what has ended has ended for everybody, whichever of them somebody goes by. */
    public boolean isActive(Discount discount) {
        return discount.isActive(latest());
    }

    Instant latest() {
        var business = businessTime.instant();
        var real = now();
        return business.isAfter(real) ? business : real;
    }

    /** A platform is not on our business clock. */
    Instant now() {
        return realTime.instant();
    }

    /** In the order in which they were made. */
    public synchronized List<Discount> all() {
        var now = now();
        return discounts.values().stream().map(discount -> discount.at(now)).toList();
    }

    public synchronized Optional<Discount> find(String number) {
        return Optional.ofNullable(discounts.get(number)).map(discount -> discount.at(now()));
    }

    /** The discount that a customer gets who types {@code code}. */
    public synchronized Optional<Discount> reading(String code) {
        return all().stream().filter(discount -> discount.reads(code)).findFirst();
    }

    /** Makes a discount of one code; empty, if the shop has the code already. */
    public synchronized Optional<Discount> make(String code) {
        if (reading(code).isPresent()) {
            return Optional.empty();
        }
        var number = numbers.next();
        keep(number, Optional.of(Discount.fresh(number, now(), redeemCode(number, code))));
        return find(number);
    }

    /** Gives a discount, which must be there, another code; empty, if the shop has the code already. */
    public synchronized Optional<Discount> share(String number, String code) {
        if (reading(code).isPresent()) {
            return Optional.empty();
        }
        return set(number, discount -> discount.with(redeemCode(number, code)));
    }

    /** Somebody uses the oldest code of the discount, ended or not: the order may have been placed before. */
    public synchronized Optional<Discount> use(String number, Optional<String> order) {
        return set(number, discount -> {
            var oldest = discount.codes().stream().findFirst();
            return discount.with(code -> oldest.filter(code::equals).isPresent(), code -> code.used(order));
        });
    }

    public synchronized Optional<Discount> fail(String number, Faults faults) {
        return set(number, discount -> discount.with(faults));
    }

    /** A change that the platform was asked for; without a result the discount is deleted. */
    synchronized Change change(String number, Function<Discount, Optional<Discount>> to) {
        var found = find(number);
        if (found.isEmpty()) {
            return new Change.Absent();
        }
        var before = found.get();
        if (!before.faults().any()) {
            keep(number, to.apply(before));
            return new Change.Made(before);
        }
        var fault = before.faults().kind();
        var after = before.with(before.faults().oneLess());
        keep(number, fault.changesAllTheSame() ? to.apply(after) : Optional.of(after));
        return new Change.Faulty(fault);
    }

    void remember(Line line) {
        numbers.seen(line.number());
        line.discount().ifPresent(it -> it.codes().forEach(code -> numbers.seen(code.number())));
        put(line.number(), line.discount());
    }

    private Optional<Discount> set(String number, Function<Discount, Discount> to) {
        var changed = find(number).map(to);
        changed.ifPresent(discount -> keep(number, changed));
        return changed;
    }

    private RedeemCode redeemCode(String discount, String code) {
        return RedeemCode.fresh(platform == Platform.SHOPIFY ? numbers.next() : discount, code);
    }

    private void keep(String number, Optional<Discount> discount) {
        book.accept(new Line(platform, merchant, number, discount));
        put(number, discount);
    }

    private void put(String number, Optional<Discount> discount) {
        discount.ifPresentOrElse(it -> discounts.put(number, it), () -> discounts.remove(number));
    }
}
