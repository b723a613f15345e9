package recoup.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import recoup.local.shop.Platform;
import recoup.local.shop.ShopAddress;
import recoup.local.shop.ShopKeys;
import recoup.model.Ids;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetParameterRequest;
import software.amazon.awssdk.services.ssm.model.GetParameterResponse;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/**
 * Stands in for the parameter store: every merchant has a parameter, without being registered. Its secrets follow from
 * one random key and the merchant's id, so that nothing else need be kept.
 */
final class LocalSecrets implements SsmClient {
    private static final String KEY_FILE = "secrets-key";
    private static final int KEY_BYTES = 32;
    private static final String PREFIX = "/recoup/";
    /** For ids with characters that a parameter's name cannot have. */
    private static final String HEX = PREFIX + "hex/";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final SecretKeySpec key;
    private final ShopAddress shops;

    private LocalSecrets(byte[] key, ShopAddress shops) {
        this.key = new SecretKeySpec(key, "HmacSHA256");
        this.shops = shops;
    }

    /** With a data folder the key stays there, and the secrets of the last run stay valid; the shops may have moved. */
    static LocalSecrets open(Optional<Path> data, ShopAddress shops) {
        return new LocalSecrets(
                data.map(folder -> kept(folder.resolve(KEY_FILE))).orElseGet(LocalSecrets::fresh), shops);
    }

    /** What a provider would sign a merchant's callbacks with, by provider. */
    Map<String, String> of(String merchant) {
        var secrets = new LinkedHashMap<String, String>();
        secrets.put("stripe", "whsec_" + secret(merchant, "stripe"));
        secrets.put("adyen", secret(merchant, "adyen"));
        secrets.put("shopify", "shpss_" + secret(merchant, "shopify"));
        secrets.put("woocommerce", "wc_" + secret(merchant, "woocommerce"));
        return secrets;
    }

    /** What a merchant's shops let us in with. */
    ShopKeys shopKeys(String merchant) {
        return new ShopKeys(
                "shpat_" + secret(merchant, "accessToken"),
                "ck_" + secret(merchant, "consumerKey"),
                "cs_" + secret(merchant, "consumerSecret"));
    }

    @Override
    public GetParameterResponse getParameter(GetParameterRequest request) {
        var text = merchant(request.name())
                .map(this::parameter)
                .orElseThrow(() -> ParameterNotFoundException.builder()
                        .message("There is no parameter " + request.name())
                        .statusCode(400)
                        .build());
        // What is not asked for in clear text comes as the store has it, which nobody can read.
        var value = Boolean.TRUE.equals(request.withDecryption())
                ? text
                : Base64.getEncoder().encodeToString(hmac(text));
        return GetParameterResponse.builder()
                .parameter(parameter -> parameter
                        .name(request.name())
                        .type(ParameterType.SECURE_STRING)
                        .version(1L)
                        .value(value))
                .build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // Nothing is open.
    }

    private static Optional<String> merchant(String name) {
        if (name.startsWith(HEX)) {
            return unhexed(name.substring(HEX.length())).filter(Ids::wellFormed);
        }
        return Optional.of(name)
                .filter(it -> it.startsWith(PREFIX))
                .map(it -> it.substring(PREFIX.length()))
                .filter(id -> Ids.wellFormed(id) && !id.matches(".*[:~@].*"));
    }

    private static Optional<String> unhexed(String hex) {
        try {
            return Optional.of(new String(HexFormat.of().parseHex(hex), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notHex) {
            return Optional.empty();
        }
    }

    private String parameter(String merchant) {
        var providers = JSON.createObjectNode();
        of(merchant)
                .forEach((provider, secret) ->
                        providers.putObject(provider).putArray("webhookSecrets").add(secret));
        var keys = shopKeys(merchant);
        providers
                .withObject("/shopify")
                .put("shop", shops.of(Platform.SHOPIFY, merchant).toString())
                .put("accessToken", keys.accessToken());
        providers
                .withObject("/woocommerce")
                .put("shop", shops.of(Platform.WOOCOMMERCE, merchant).toString())
                .put("consumerKey", keys.consumerKey())
                .put("consumerSecret", keys.consumerSecret());
        return providers.toString();
    }

    private String secret(String merchant, String provider) {
        return HexFormat.of().formatHex(hmac(provider + "#" + merchant));
    }

    private byte[] hmac(String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] kept(Path file) {
        try {
            if (Files.exists(file)) {
                return HexFormat.of().parseHex(Files.readString(file));
            }
            var key = fresh();
            OwnerOnly.write(file, HexFormat.of().formatHex(key));
            return key;
        } catch (IOException | IllegalArgumentException e) {
            throw new StartRefused("The secrets' key " + file + " cannot be used: " + e.getMessage());
        }
    }

    private static byte[] fresh() {
        var key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return key;
    }
}
