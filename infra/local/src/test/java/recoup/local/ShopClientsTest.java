package recoup.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import recoup.local.shop.Book;
import recoup.local.shop.Fault;
import recoup.local.shop.Faults;
import recoup.local.shop.Platform;
import recoup.local.shop.Shop;
import recoup.local.shop.ShopServer;
import recoup.local.shop.Shops;
import recoup.providers.discounts.Code;
import recoup.providers.discounts.Discounts;
import recoup.providers.discounts.Patience;
import recoup.providers.discounts.Reach;
import recoup.providers.discounts.Revoked;
import recoup.providers.discounts.ShopCall;
import recoup.providers.discounts.ShopifyDiscounts;
import recoup.providers.discounts.Usage;
import recoup.providers.discounts.WooCommerceCoupons;

/** The clients that are deployed, against the local shops. */
class ShopClientsTest {
    private static final Duration TIMEOUT = Duration.ofMillis(600);
    private static final ShopServer SERVER = ShopServer.take();
    private static final Shops SHOPS = Shops.open(Book.NONE, InstantSource.system(), InstantSource.system());
    private static final LocalSecrets SECRETS = LocalSecrets.open(Optional.empty(), SERVER.address());
    private static final ShopCall CALL = new ShopCall(TIMEOUT, TIMEOUT, Reach.LOCAL);

    static {
        SERVER.open(SHOPS, SECRETS::shopKeys);
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @ParameterizedTest
    @EnumSource(Platform.class)
    void R_03_a_code_is_deactivated_once_and_then_deleted(Platform platform) {
        var shop = SHOPS.of(platform, "revoked");
        var code = made(shop, "Revoked");
        var discounts = discounts(platform, "revoked");
        for (var again = 0; again < 2; again++) {
            assertThat(discounts.deactivate(code)).isEqualTo(new Revoked.Done());
            assertThat(shop.all()).singleElement().matches(it -> !shop.isActive(it));
        }
        for (var again = 0; again < 2; again++) {
            assertThat(discounts.delete(code)).isEqualTo(new Revoked.Done());
            assertThat(shop.all()).isEmpty();
        }
        assertThat(discounts.deactivate(code)).as("gone is done").isEqualTo(new Revoked.Done());
    }

    @ParameterizedTest
    @EnumSource(Platform.class)
    void R_05_a_use_is_seen_after_the_code_was_deactivated(Platform platform) {
        var shop = SHOPS.of(platform, "used");
        var code = made(shop, "used");
        var discounts = discounts(platform, "used");
        assertThat(discounts.usage(code)).isEqualTo(new Usage.Unused());
        shop.use(code.discountId().orElseThrow(), Optional.of("5001"));
        assertThat(discounts.deactivate(code)).isEqualTo(new Revoked.Done());
        assertThat(discounts.usage(code)).isInstanceOf(Usage.Used.class);
        assertThat(discounts.usage(new Code("USED", Optional.empty()))).isInstanceOf(Usage.Used.class);
    }

    @Test
    void R_03_one_code_of_a_shared_discount_can_only_be_deleted() {
        var shop = SHOPS.of(Platform.SHOPIFY, "shared");
        var alice = made(shop, "ALICE");
        var number = alice.discountId().orElseThrow();
        shop.share(number, "BOB");
        var bob = new Code("bob", Optional.of(number));
        var discounts = discounts(Platform.SHOPIFY, "shared");
        shop.use(number, Optional.empty());
        assertThat(discounts.usage(bob)).as("it was Alice").isEqualTo(new Usage.Unused());
        assertThat(discounts.usage(alice)).isInstanceOf(Usage.Used.class);
        assertThat(discounts.deactivate(bob)).isEqualTo(new Revoked.Shared());
        assertThat(discounts.delete(bob)).isEqualTo(new Revoked.Done());
        assertThat(shop.reading("BOB")).isEmpty();
        assertThat(shop.reading("ALICE"))
                .hasValueSatisfying(it -> assertThat(shop.isActive(it)).isTrue());
    }

    @ParameterizedTest
    @EnumSource(Platform.class)
    void R_04_what_times_out_or_fails_is_not_done_and_works_when_the_shop_works_again(Platform platform) {
        var shop = SHOPS.of(platform, "failing");
        var discounts = discounts(platform, "failing");
        for (var fault : List.of(Fault.TIMEOUT, Fault.ERROR)) {
            var code = made(shop, "failing " + fault.written());
            var number = code.discountId().orElseThrow();
            shop.fail(number, new Faults(2, fault));
            assertThat(discounts.deactivate(code)).isInstanceOf(Revoked.Failed.class);
            assertThat(discounts.delete(code)).isInstanceOf(Revoked.Failed.class);
            assertThat(shop.find(number))
                    .hasValueSatisfying(it -> assertThat(shop.isActive(it)).isTrue());
            assertThat(discounts.deactivate(code)).isEqualTo(new Revoked.Done());
            assertThat(shop.find(number))
                    .hasValueSatisfying(it -> assertThat(shop.isActive(it)).isFalse());
        }
    }

    @ParameterizedTest
    @EnumSource(Platform.class)
    void R_04_a_change_whose_answer_was_lost_is_done(Platform platform) {
        var shop = SHOPS.of(platform, "lost");
        var discounts = discounts(platform, "lost");
        var code = made(shop, "lost");
        shop.fail(code.discountId().orElseThrow(), new Faults(2, Fault.ANSWER_LOST));
        assertThat(discounts.deactivate(code)).isEqualTo(new Revoked.Done());
        assertThat(discounts.delete(code)).isEqualTo(new Revoked.Done());
        assertThat(shop.all()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Platform.class)
    void another_merchants_key_opens_nothing(Platform platform) {
        var shop = SHOPS.of(platform, "mine");
        var code = made(shop, "mine");
        assertThat(client(platform, "mine", "yours").deactivate(code)).isInstanceOf(Revoked.Failed.class);
        assertThat(client(platform, "mine", "yours").usage(code)).isInstanceOf(Usage.Failed.class);
        assertThat(discounts(platform, "yours").delete(code))
                .as("there it is gone")
                .isEqualTo(new Revoked.Done());
        assertThat(shop.all()).singleElement().matches(shop::isActive);
    }

    private static Code made(Shop shop, String text) {
        return new Code(text, Optional.of(shop.make(text).orElseThrow().number()));
    }

    private static Discounts discounts(Platform platform, String merchant) {
        return client(platform, merchant, merchant);
    }

    private static Discounts client(Platform platform, String merchant, String keysOf) {
        var address = SERVER.address().of(platform, merchant);
        var keys = SECRETS.shopKeys(keysOf);
        return switch (platform) {
            case SHOPIFY -> ShopifyDiscounts.of(CALL, address, keys.accessToken(), patience());
            case WOOCOMMERCE ->
                WooCommerceCoupons.of(CALL, address, keys.consumerKey(), keys.consumerSecret(), InstantSource.system());
        };
    }

    private static Patience patience() {
        return new Patience(
                InstantSource.system(), ShopClientsTest::sleep, Duration.ofMillis(20), Duration.ofSeconds(10));
    }

    private static void sleep(Duration length) {
        try {
            Thread.sleep(length);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
