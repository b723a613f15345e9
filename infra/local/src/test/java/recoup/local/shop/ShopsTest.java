package recoup.local.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What the shops hold, from one run to the next and whatever the clocks say. */
class ShopsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final AtomicReference<Instant> business = new AtomicReference<>(NOW);
    private final AtomicReference<Instant> real = new AtomicReference<>(NOW);

    @Test
    void a_book_brings_everything_back_but_what_a_kill_tore() {
        var book = new Lines();
        var first = open(book);
        for (var platform : Platform.values()) {
            var shop = first.of(platform, "m:1");
            var ended = shop.make("ended ä").orElseThrow().number();
            shop.change(ended, discount -> Optional.of(discount.endingAt(Optional.of(NOW), NOW)));
            shop.use(ended, Optional.of("order-1"));
            var failing = shop.make("failing").orElseThrow().number();
            shop.fail(failing, new Faults(3, Fault.ANSWER_LOST));
            var deleted = shop.make("deleted").orElseThrow().number();
            shop.change(deleted, _ -> Optional.empty());
        }
        first.of(Platform.SHOPIFY, "m:1")
                .share(first.of(Platform.SHOPIFY, "m:1").all().getFirst().number(), "shared");
        book.lines()
                .addAll(List.of("", "{\"platform\":\"SHOP", "{}", "[]", "{\"platform\":\"SHOPIFY\",\"number\":\"9\","));
        var second = open(book);
        for (var platform : Platform.values()) {
            var before = first.of(platform, "m:1");
            var after = second.of(platform, "m:1");
            assertThat(after.all()).isEqualTo(before.all()).hasSize(2);
            assertThat(after.make("next").orElseThrow().number())
                    .as("numbers go on after the deleted one's")
                    .isEqualTo(before.make("next").orElseThrow().number());
        }
        assertThat(second.of(Platform.SHOPIFY, "another").all()).isEmpty();
    }

    @Test
    void what_cannot_be_written_down_is_not_so() {
        var shop = open(new Book() {
                    @Override
                    public List<String> lines() {
                        return List.of();
                    }

                    @Override
                    public void add(String line) {
                        throw new UncheckedIOException(new IOException("full"));
                    }
                })
                .of(Platform.SHOPIFY, "m");
        assertThatThrownBy(() -> shop.make("code")).isInstanceOf(UncheckedIOException.class);
        assertThat(shop.all()).isEmpty();
    }

    @Test
    void what_has_ended_by_either_clock_stays_ended_when_the_business_clock_goes_back() {
        for (var businessTime : List.of(NOW, NOW.minus(Duration.ofDays(2_000)), NOW.plus(Duration.ofDays(2_000)))) {
            for (var end : List.of(businessTime, NOW)) {
                business.set(businessTime);
                var shop = open(Book.NONE).of(Platform.WOOCOMMERCE, "m");
                var number = shop.make("code").orElseThrow().number();
                shop.change(number, it -> Optional.of(it.endingAt(Optional.of(end), shop.latest())));
                assertThat(shop.isActive(shop.find(number).orElseThrow())).isFalse();
                business.set(NOW.minus(Duration.ofDays(5_000)));
                assertThat(shop.isActive(shop.find(number).orElseThrow())).isFalse();
            }
        }
    }

    @Test
    void an_end_in_the_future_comes() {
        var shop = open(Book.NONE).of(Platform.WOOCOMMERCE, "m");
        var number = shop.make("code").orElseThrow().number();
        shop.change(number, it -> Optional.of(it.endingAt(Optional.of(NOW.plusSeconds(60)), shop.latest())));
        assertThat(shop.isActive(shop.find(number).orElseThrow())).isTrue();
        business.set(NOW.plusSeconds(60));
        assertThat(shop.isActive(shop.find(number).orElseThrow())).isFalse();
    }

    @Test
    void a_code_is_there_until_the_job_is_done_that_deletes_it_even_if_the_shops_were_closed_meanwhile() {
        var book = new Lines();
        var shop = open(book).of(Platform.SHOPIFY, "m");
        var number = shop.make("MINE").orElseThrow().number();
        shop.share(number, "YOURS");
        shop.change(
                number,
                it -> Optional.of(it.with(code -> code.reads("mine"), code -> code.goneAt(NOW.plusMillis(150)))));
        assertThat(shop.reading("MINE")).isPresent();
        real.set(NOW.plusMillis(150));
        for (var run : List.of(shop, open(book).of(Platform.SHOPIFY, "m"))) {
            assertThat(run.reading("MINE")).isEmpty();
            assertThat(run.reading("YOURS")).isPresent();
        }
    }

    @Test
    void a_code_is_in_a_shop_once_until_it_is_deleted() {
        var shop = open(Book.NONE).of(Platform.SHOPIFY, "m");
        var number = shop.make("Code").orElseThrow().number();
        assertThat(shop.make("CODE")).isEmpty();
        assertThat(shop.share(number, "code")).isEmpty();
        shop.change(number, _ -> Optional.empty());
        assertThat(shop.make("CODE")).isPresent();
        assertThat(shop.use(number, Optional.empty())).isEmpty();
        assertThat(shop.change(number, Optional::of)).isEqualTo(new Change.Absent());
    }

    private Shops open(Book book) {
        return Shops.open(book, business::get, real::get);
    }
}
