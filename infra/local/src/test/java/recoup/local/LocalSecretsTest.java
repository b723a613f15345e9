package recoup.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static recoup.local.Calls.json;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recoup.local.shop.ShopAddress;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;

/** Every merchant has secrets, always the same ones, and they are what its parameter holds. */
class LocalSecretsTest {
    private static final ShopAddress SHOPS = new ShopAddress(URI.create("http://127.0.0.1:1"));

    private final LocalSecrets secrets = LocalSecrets.open(Optional.empty(), SHOPS);

    @Test
    void a_merchants_parameter_holds_the_secrets_that_a_test_signs_with() {
        var parameter = json(parameter("/recoup/shop-1", true));
        secrets.of("shop-1")
                .forEach((provider, secret) -> assertThat(parameter.at("/" + provider + "/webhookSecrets"))
                        .singleElement()
                        .satisfies(only -> assertThat(only.textValue()).isEqualTo(secret)));
        assertThat(secrets.of("shop-1").values()).doesNotHaveDuplicates();
        assertThat(secrets.of("shop-2")).isNotEqualTo(secrets.of("shop-1"));
        assertThat(LocalSecrets.open(Optional.empty(), SHOPS).of("shop-1")).isNotEqualTo(secrets.of("shop-1"));
    }

    @Test
    void a_merchants_parameter_says_where_its_shops_are_and_what_opens_them() {
        var keys = secrets.shopKeys("shop-1");
        var parameter = json(parameter("/recoup/shop-1", true));
        assertThat(parameter.at("/shopify/shop").textValue()).isEqualTo("http://127.0.0.1:1/shopify/shop-shop-1");
        assertThat(parameter.at("/shopify/accessToken").textValue())
                .startsWith("shpat_")
                .isEqualTo(keys.accessToken());
        assertThat(parameter.at("/woocommerce/shop").textValue())
                .isEqualTo("http://127.0.0.1:1/woocommerce/shop-shop-1");
        assertThat(parameter.at("/woocommerce/consumerKey").textValue())
                .startsWith("ck_")
                .isEqualTo(keys.consumerKey());
        assertThat(parameter.at("/woocommerce/consumerSecret").textValue())
                .startsWith("cs_")
                .isEqualTo(keys.consumerSecret());
        assertThat(List.of(keys.accessToken(), keys.consumerKey(), keys.consumerSecret()))
                .doesNotContainAnyElementsOf(secrets.of("shop-1").values());
        assertThat(secrets.shopKeys("shop-2")).isNotEqualTo(keys);
    }

    @Test
    void an_id_that_no_parameter_can_be_called_by_is_written_in_hex() {
        var id = "shop:1~a@b";
        var hex = HexFormat.of().formatHex(id.getBytes(StandardCharsets.UTF_8));
        assertThat(json(parameter("/recoup/hex/" + hex, true))
                        .at("/stripe/webhookSecrets/0")
                        .textValue())
                .isEqualTo(secrets.of(id).get("stripe"));
        assertThatThrownBy(() -> parameter("/recoup/" + id, true)).isInstanceOf(ParameterNotFoundException.class);
    }

    @Test
    void what_is_no_merchants_parameter_is_not_found() {
        for (var name : List.of("/recoup/", "/recoup/a/b", "/recoup/hex/zz", "/recoup/hex/23", "shop", "/other/shop")) {
            assertThatThrownBy(() -> parameter(name, true)).as(name).isInstanceOf(ParameterNotFoundException.class);
        }
    }

    @Test
    void who_does_not_ask_for_clear_text_cannot_read_it() {
        assertThat(parameter("/recoup/shop-1", false)).doesNotContain("whsec_").doesNotContain("{");
    }

    @Test
    void a_data_folder_keeps_them_for_the_next_run_and_for_nobody_else(@TempDir Path data) throws IOException {
        var first = LocalSecrets.open(Optional.of(data), SHOPS).of("shop");
        assertThat(LocalSecrets.open(Optional.of(data), SHOPS).of("shop")).isEqualTo(first);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("secrets-key"))))
                .isEqualTo("rw-------");
        Files.writeString(data.resolve("secrets-key"), "not hex");
        assertThatThrownBy(() -> LocalSecrets.open(Optional.of(data), SHOPS))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("secrets-key");
    }

    private String parameter(String name, boolean decrypted) {
        return secrets.getParameter(request -> request.name(name).withDecryption(decrypted))
                .parameter()
                .value();
    }
}
