package recoup.providers.discounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A merchant's shop is on the public internet, however its address is written. */
class ReachTest {
    private static final URI SHOP = URI.create("https://shop.example");
    private static final String PRIVATE = "the shop's address is not a public one";
    private static final Names NEVER_ASKED = host -> {
        throw new IllegalStateException("asked for " + host);
    };

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "10.255.255.255",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.254",
                "169.254.0.1",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.1",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.0.1",
                "192.168.255.255",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:10.0.0.1",
                "::ffff:127.0.0.1",
                "::127.0.0.1",
                "64:ff9b::a00:1",
                "64:ff9b:1::1",
                "100::1",
                "2001::1",
                "2001:db8::1",
                "2002:a00:1::",
                "3fff::1",
                "4000::1",
                "fc00::1",
                "fd00:ec2::254",
                "fdff::1",
                "fe80::1",
                "febf::1",
                "fec0::1",
                "ff02::1"
            })
    void a_name_for_what_is_not_public_is_refused(String address) {
        assertThat(Reach.PUBLIC.refusal(SHOP, named(address))).contains(PRIVATE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "23.227.38.32",
                "100.63.255.255",
                "100.128.0.0",
                "126.1.1.1",
                "128.0.0.1",
                "169.253.255.255",
                "169.255.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "2001:200::1",
                "2001:4860:4860::8888",
                "2606:4700::6810:1",
                "2a00:1450::1"
            })
    void a_name_for_what_is_public_is_not(String address) {
        assertThat(Reach.PUBLIC.refusal(SHOP, named(address))).isEmpty();
    }

    @Test
    void a_mapped_address_that_stayed_one_is_refused() throws UnknownHostException {
        var bytes = HexFormat.of().parseHex("00000000000000000000ffff08080808");
        var mapped = Inet6Address.getByAddress("shop.example", bytes, -1);
        assertThat(Reach.PUBLIC.refusal(SHOP, _ -> List.of(mapped))).contains(PRIVATE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1",
                "https://2130706433",
                "https://10.1.2.3/shop",
                "https://169.254.169.254/latest/meta-data",
                "https://[::1]",
                "https://[::ffff:10.0.0.1]:8443",
                "https://[fd00::1]",
                "https://[fe80::1]",
                "https://localhost"
            })
    void an_address_in_place_of_a_name_is_looked_at_the_same(String shop) {
        assertThat(Reach.PUBLIC.refusal(URI.create(shop), Names.ofTheMachine())).contains(PRIVATE);
    }

    @Test
    void one_private_address_among_public_ones_is_enough() {
        Names names = _ -> List.of(InetAddress.ofLiteral("1.1.1.1"), InetAddress.ofLiteral("10.0.0.1"));
        assertThat(Reach.PUBLIC.refusal(SHOP, names)).contains(PRIVATE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://shop.example", "ftp://shop.example", "shop.example", "//shop.example", "file:/etc"})
    void the_public_ones_speak_https(String shop) {
        assertThat(Reach.PUBLIC.refusal(URI.create(shop), NEVER_ASKED)).contains("the shop's address is not https");
    }

    @Test
    void a_name_without_an_address_is_refused() {
        Names unknown = host -> {
            throw new UnknownHostException(host);
        };
        assertThat(Reach.PUBLIC.refusal(SHOP, unknown)).contains("the shop's name has no address");
        assertThat(Reach.PUBLIC.refusal(SHOP, _ -> List.of())).contains("the shop's name has no address");
    }

    @Test
    void an_address_without_a_host_or_with_a_user_is_refused() {
        for (var reach : Reach.values()) {
            assertThat(reach.refusal(URI.create("https://127.1"), NEVER_ASKED))
                    .contains("the shop's address has no host");
            assertThat(reach.refusal(URI.create("https:///shop"), NEVER_ASKED))
                    .contains("the shop's address has no host");
            assertThat(reach.refusal(URI.create("https://x.myshopify.com@evil.example"), NEVER_ASKED))
                    .contains("the shop's address has a user in it");
        }
    }

    @Test
    void the_local_stack_may_call_itself_and_asks_for_no_name() {
        assertThat(Reach.LOCAL.refusal(URI.create("http://127.0.0.1:8080"), NEVER_ASKED))
                .isEmpty();
        assertThat(Reach.LOCAL.refusal(URI.create("https://localhost"), NEVER_ASKED))
                .isEmpty();
        assertThat(Reach.LOCAL.refusal(URI.create("ftp://127.0.0.1"), NEVER_ASKED))
                .contains("the shop's address is neither http nor https");
    }

    private static Names named(String address) {
        return host -> {
            assertThat(host).isEqualTo("shop.example");
            return List.of(InetAddress.ofLiteral(address));
        };
    }
}
