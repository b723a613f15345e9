package recoup.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import recoup.handlers.Calls.Died;
import recoup.handlers.Calls.Fate;
import recoup.model.Redemption.DiscountAction;
import recoup.operations.CodeShop;
import recoup.providers.discounts.CodeServer;
import recoup.providers.discounts.Reach;
import recoup.queues.Parameters;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * The clients that are deployed, over HTTP: before or after each request to the shop the function dies, or the connection breaks;
 * so between deactivating, looking and deleting, too.
 */
class ReversalAtShopsTest {
    private final Parameters parameters = new Parameters();

    static Stream<Arguments> ways() {
        return Stream.of("shopify", "woocommerce")
                .flatMap(provider -> Stream.of(DiscountAction.DEACTIVATE, DiscountAction.DELETE)
                        .flatMap(action -> Stream.of(Fate.values()).map(fate -> Arguments.of(provider, action, fate))));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void whichever_request_to_the_shop_goes_wrong_the_points_come_back_once_after_the_code(
            String provider, DiscountAction action, Fate fate) {
        var undisturbed = in(provider, action, ReversalAtShopsTest::run);
        assertThat(undisturbed).contains("shop deactivates", "shop looks");
        assertThat(undisturbed.contains("shop deletes")).isEqualTo(action == DiscountAction.DELETE);
        beyondReads(undisturbed)
                .forEach(at -> in(provider, action, saga -> {
                    saga.calls().fate(at, fate);
                    run(saga);
                    saga.paidOnce();
                }));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void a_code_that_was_used_before_it_was_revoked_keeps_the_points_whichever_request_goes_wrong(
            String provider, DiscountAction action, Fate fate) {
        var undisturbed = in(provider, action, saga -> {
            saga.code().use("ORD-9");
            run(saga);
        });
        assertThat(undisturbed).contains("shop deactivates", "shop looks").doesNotContain("shop deletes");
        beyondReads(undisturbed)
                .forEach(at -> in(provider, action, saga -> {
                    saga.code().use("ORD-9");
                    saga.calls().fate(at, fate);
                    run(saga);
                    assertThat(saga.status()).isEqualTo("REDEEMED USED");
                    assertThat(saga.code().isOver())
                            .as("it is never deleted unseen")
                            .isTrue();
                    assertThat(saga.points()).isEqualTo(40);
                    assertThat(saga.told("redemption.reversed")).isZero();
                }));
    }

    @Test
    void a_merchant_whose_keys_cannot_be_read_counts_as_a_failure_until_they_can() {
        in("shopify", DiscountAction.DEACTIVATE, saga -> {
            parameters.broken(true);
            assertThat(saga.asks("k").map(Shop.Answer::status)).contains(202);
            assertThat(saga.status()).isEqualTo("REVERSING ISSUED");
            assertThat(saga.code().isUsable()).isTrue();
            assertThat(saga.points()).isEqualTo(40);
            parameters.broken(false);
            saga.settle();
            saga.paidOnce();
        });
    }

    /** An admin who asks again if nothing was begun. */
    private static void run(Saga saga) {
        saga.asks("k");
        saga.settle();
        if (saga.status().equals("REDEEMED ISSUED")) {
            saga.nothingWasBegun();
            saga.asks("k");
            saga.settle();
        }
    }

    private static IntStream beyondReads(List<String> calls) {
        return IntStream.range(0, calls.size()).filter(call -> !calls.get(call).equals("store reads"));
    }

    /** One saga with a shop of its own; the calls that it made. */
    private List<String> in(String provider, DiscountAction action, Consumer<Saga> run) {
        var servers = new ArrayList<CodeServer>();
        try {
            var saga = new Saga(action, provider, each -> {
                var server = new CodeServer(each.code(), (asks, effect) -> carried(each.calls(), asks, effect));
                servers.add(server);
                return shops(server, each);
            });
            run.accept(saga);
            return saga.calls().made();
        } finally {
            servers.forEach(CodeServer::close);
        }
    }

    /** Whoever is dead, or is not answered, finds the connection broken. */
    private static Optional<String> carried(Calls calls, String asks, Supplier<String> effect) {
        try {
            return Optional.of(calls.call(asks, effect));
        } catch (Died | SdkClientException _) {
            return Optional.empty();
        }
    }

    private CodeShop shops(CodeServer server, Saga saga) {
        parameters.put("/recoup/acme", """
            {"shopify":{"shop":"%s","accessToken":"t"},"woocommerce":{"shop":"%s","consumerKey":"k","consumerSecret":"s"}}\
            """.formatted(server.address(), server.address()));
        return new ShopCodes(parameters, Reach.LOCAL, saga.shop().realTime());
    }
}
