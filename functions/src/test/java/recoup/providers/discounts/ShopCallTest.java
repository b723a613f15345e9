package recoup.providers.discounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One call's bounds: where it goes, how long it takes, how much comes back. */
class ShopCallTest {
    private final ScriptedShop shop = new ScriptedShop();

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void a_redirect_is_not_followed() {
        shop.answers(302, "", "Location", shop.address() + "/elsewhere");
        var answer = get(Callers.patient());
        assertThat(answer.trouble()).hasMessage("the shop redirects, which is not followed (302)");
        assertThat(shop.calls()).containsExactly("GET /");
    }

    @Test
    void an_unauthorized_answer_is_an_answer() {
        shop.answers(401, "{}", "WWW-Authenticate", "Basic realm=\"shop\"").answers(401, "");
        assertThat(get(Callers.patient()).status()).isEqualTo(401);
        assertThat(get(Callers.patient()).status()).isEqualTo(401);
    }

    @Test
    void what_is_no_json_is_none() {
        shop.answers("<html>").answers("{\"a\":1,\"a\":2}").answers("").answers("[1]");
        assertThat(get(Callers.patient()).json()).isEmpty();
        assertThat(get(Callers.patient()).json()).isEmpty();
        assertThat(get(Callers.patient()).json()).isEmpty();
        assertThat(get(Callers.patient()).json()).isPresent();
    }

    @Test
    void an_answer_may_be_large_but_not_larger() {
        var largest = "\"" + "x".repeat(ShopCall.LARGEST_ANSWER - 2) + "\"";
        shop.answers(largest).answers(largest + " ");
        assertThat(get(Callers.patient()).json()).isPresent();
        assertUnsure(Callers.patient(), "the connection to the shop broke");
    }

    @Test
    void a_silent_shop_is_given_up() {
        shop.hangs();
        assertUnsure(Callers.hasty(), "the shop did not answer in time");
    }

    @Test
    void a_shop_that_never_ends_its_answer_is_given_up_too() {
        shop.drips();
        assertUnsure(Callers.hasty(), "the shop did not answer in time");
    }

    @Test
    void a_broken_connection_tells_nothing_and_changes_are_not_sent_again() {
        shop.breaks();
        assertThatThrownBy(() -> Callers.patient().send("POST", shop.address(), Map.of(), "{}"))
                .isInstanceOfSatisfying(
                        ShopTrouble.class,
                        trouble -> assertThat(trouble.isUnsure()).isTrue())
                .hasMessage("the connection to the shop broke");
        assertThat(shop.asked()).hasSize(1);
    }

    @Test
    void where_nobody_listens_nothing_happened() throws IOException {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        assertRefused(Callers.patient(), URI.create("http://127.0.0.1:" + port), "the shop cannot be reached");
    }

    @Test
    void the_internet_does_not_reach_the_local_shop() {
        var call = new ShopCall(Duration.ofSeconds(2), Duration.ofSeconds(5), Reach.PUBLIC);
        assertRefused(call, shop.address(), "the shop's address is not https");
        var https = URI.create("https://127.0.0.1:" + shop.address().getPort());
        assertRefused(call, https, "the shop's address is not a public one");
        assertThat(shop.asked()).isEmpty();
    }

    @Test
    void the_name_is_looked_up_before_every_call() {
        var lookups = new ArrayDeque<>(List.of("192.168.0.1", "10.0.0.1"));
        Names names = _ -> List.of(InetAddress.ofLiteral(lookups.remove()));
        var call = new ShopCall(Duration.ofSeconds(2), Duration.ofSeconds(5), Reach.PUBLIC, names);
        assertRefused(call, URI.create("https://shop.example"), "the shop's address is not a public one");
        assertRefused(call, URI.create("https://shop.example"), "the shop's address is not a public one");
        assertThat(lookups).isEmpty();
    }

    @Test
    void a_secret_that_no_header_takes_is_not_told() {
        assertThatThrownBy(() -> Callers.patient()
                        .send("GET", shop.address(), Map.of("Authorization", "secret\r\nX-Other: 1"), ""))
                .hasMessage("the shop's address or credentials cannot be sent")
                .hasNoCause();
        assertThat(shop.asked()).isEmpty();
    }

    @Test
    void one_who_is_to_end_waits_no_longer() {
        shop.hangs();
        Thread.currentThread().interrupt();
        assertUnsure(Callers.patient(), "nobody waited for the shop's answer");
        assertThat(Thread.interrupted()).isTrue();
    }

    private Answer get(ShopCall call) {
        return call.send("GET", shop.address().resolve("/"), Map.of(), "");
    }

    private void assertUnsure(ShopCall call, String why) {
        assertThatThrownBy(() -> get(call))
                .isInstanceOfSatisfying(
                        ShopTrouble.class,
                        trouble -> assertThat(trouble.isUnsure()).isTrue())
                .hasMessage(why);
    }

    private static void assertRefused(ShopCall call, URI where, String why) {
        assertThatThrownBy(() -> call.send("GET", where, Map.of(), ""))
                .isInstanceOfSatisfying(
                        ShopTrouble.class,
                        trouble -> assertThat(trouble.isUnsure()).isFalse())
                .hasMessage(why);
    }
}
