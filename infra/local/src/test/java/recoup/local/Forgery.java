package recoup.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.text.ParseException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tokens that nobody should take, made of one that is good and of the key that it was signed with. */
final class Forgery {
    private final SignedJWT good;
    private final RSAKey key;
    private final URI elsewhere;
    private final Map<String, String> tokens = new LinkedHashMap<>();

    private Forgery(SignedJWT good, RSAKey key, URI elsewhere) {
        this.good = good;
        this.key = key;
        this.elsewhere = elsewhere;
    }

    /**
     * Forged tokens by what is wrong with them.
     *
     * @param elsewhere where a token may say that its key is to be had
     */
    static Map<String, String> all(String good, RSAKey key, URI elsewhere) {
        try {
            var forgery = new Forgery(SignedJWT.parse(good), key, elsewhere);
            forgery.unsigned();
            forgery.bySecret();
            forgery.byAnotherKey();
            forgery.byAnotherAlgorithm();
            forgery.changed();
            forgery.claimed();
            return forgery.tokens;
        } catch (JOSEException | ParseException broken) {
            throw new AssertionError(broken);
        }
    }

    /** Signed with {@code key}, whatever it claims. */
    static String signed(RSAKey key, String claims) {
        try {
            return signed(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID(key.getKeyID())
                            .build(),
                    claims,
                    new RSASSASigner(key));
        } catch (JOSEException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private void unsigned() {
        var payload = part(1);
        for (var none : new String[] {"none", "None", "NONE", "nOnE", ""}) {
            var header = encoded("{\"alg\":\"" + none + "\",\"kid\":\"" + key.getKeyID() + "\"}");
            tokens.put("alg '" + none + "'", header + "." + payload + ".");
            tokens.put("alg '" + none + "' with a signature", header + "." + payload + "." + part(2));
        }
        tokens.put("no alg", encoded("{\"kid\":\"" + key.getKeyID() + "\"}") + "." + payload + "." + part(2));
        tokens.put("alg null", encoded("{\"alg\":null}") + "." + payload + "." + part(2));
        tokens.put("two algs", encoded("{\"alg\":\"RS256\",\"alg\":\"none\"}") + "." + payload + ".");
    }

    private void bySecret() throws JOSEException {
        var der = key.toRSAPublicKey().getEncoded();
        var mime = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        var pem = "-----BEGIN PUBLIC KEY-----\n" + mime + "\n-----END PUBLIC KEY-----";
        for (var algorithm : new JWSAlgorithm[] {JWSAlgorithm.HS256, JWSAlgorithm.HS384, JWSAlgorithm.HS512}) {
            tokens.put(algorithm + " by the public key, DER", signed(header(algorithm), claims(), new MACSigner(der)));
            tokens.put(
                    algorithm + " by the public key, PEM",
                    signed(header(algorithm), claims(), new MACSigner(pem.getBytes(UTF_8))));
            tokens.put(
                    algorithm + " by the public key, PEM with its last line",
                    signed(header(algorithm), claims(), new MACSigner((pem + "\n").getBytes(UTF_8))));
            tokens.put(
                    algorithm + " by the public key, JWK",
                    signed(
                            header(algorithm),
                            claims(),
                            new MACSigner(key.toPublicJWK().toJSONString().getBytes(UTF_8))));
            tokens.put(
                    algorithm + " by the modulus",
                    signed(
                            header(algorithm),
                            claims(),
                            new MACSigner(key.getModulus().decode())));
        }
    }

    private void byAnotherKey() throws JOSEException {
        var stranger = new RSAKeyGenerator(2048).keyID(key.getKeyID()).generate();
        var signer = new RSASSASigner(stranger);
        var known = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID());
        tokens.put("a stranger's key under the known name", signed(known.build(), claims(), signer));
        tokens.put(
                "a stranger's key in jwk",
                signed(known.jwk(stranger.toPublicJWK()).build(), claims(), signer));
        tokens.put(
                "a stranger's key at jku",
                signed(known.jwk(null).jwkURL(elsewhere).build(), claims(), signer));
        tokens.put(
                "a stranger's key at x5u",
                signed(known.jwkURL(null).x509CertURL(elsewhere).build(), claims(), signer));
        for (var kid : new String[] {"other", "", "../../dev/null", "' OR 1=1 --", key.getKeyID() + " "}) {
            var named = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(kid).build();
            tokens.put("kid '" + kid + "', the known key", signed(named, claims(), new RSASSASigner(key)));
            tokens.put("kid '" + kid + "', a stranger's key", signed(named, claims(), signer));
        }
        tokens.put("no kid", signed(new JWSHeader(JWSAlgorithm.RS256), claims(), new RSASSASigner(key)));
    }

    private void byAnotherAlgorithm() throws JOSEException {
        for (var algorithm : new JWSAlgorithm[] {JWSAlgorithm.RS384, JWSAlgorithm.RS512, JWSAlgorithm.PS256}) {
            tokens.put(algorithm + " by the known key", signed(header(algorithm), claims(), new RSASSASigner(key)));
        }
        var curve = new ECKeyGenerator(Curve.P_256).keyID(key.getKeyID()).generate();
        tokens.put("ES256", signed(header(JWSAlgorithm.ES256), claims(), new ECDSASigner(curve)));
        tokens.put(
                "rs256",
                encoded("{\"alg\":\"rs256\",\"kid\":\"" + key.getKeyID() + "\"}") + "." + part(1) + "." + part(2));
    }

    private void changed() {
        tokens.put("another merchant", changed("\"demo\"", "\"other\""));
        tokens.put("another subject", changed("local-viewer", "local-admin"));
        tokens.put("another role", changed("[\"viewer\"]", "[\"admin\"]"));
        tokens.put("another jti", changed("\"jti\":\"", "\"jti\":\"0"));
        tokens.put("a longer life", changed("\"exp\":1", "\"exp\":9"));
        tokens.put("a space in the payload", part(0) + "." + encoded(claims() + " ") + "." + part(2));
        var signature = part(2);
        for (var length : new int[] {0, 1, signature.length() / 2, signature.length() - 4, signature.length() - 1}) {
            tokens.put("a signature of " + length, part(0) + "." + part(1) + "." + signature.substring(0, length));
        }
        tokens.put("a doubled signature", part(0) + "." + part(1) + "." + signature + signature);
        tokens.put("no signature", part(0) + "." + part(1));
        tokens.put("four parts", part(0) + "." + part(1) + "." + part(2) + "." + part(2));
        tokens.put("five parts", part(0) + ".." + part(1) + "." + part(2) + "." + part(2));
        tokens.put("no header", "." + part(1) + "." + part(2));
        tokens.put("no payload", part(0) + ".." + part(2));
        tokens.put("dots", "..");
        tokens.put("no JSON", encoded("no JSON") + "." + part(1) + "." + part(2));
        tokens.put("a huge payload", part(0) + "." + encoded(claims().repeat(100)) + "." + part(2));
        tokens.put("deep JSON", encoded("[".repeat(20_000)) + "." + part(1) + "." + part(2));
    }

    /** Signed as it should be, and not for us, or not for now. */
    private void claimed() {
        tokens.put("another issuer", claiming("\"iss\":\"" + LocalIssuer.URL, "\"iss\":\"https://other.example"));
        tokens.put("an issuer with a slash", claiming(LocalIssuer.URL, LocalIssuer.URL + "/"));
        tokens.put("no issuer", claiming("\"iss\":", "\"not\":"));
        tokens.put("a list of issuers", claiming("\"" + LocalIssuer.URL + "\"", "[\"" + LocalIssuer.URL + "\"]"));
        tokens.put("another audience", claiming("local-console", "other-console"));
        tokens.put("no audience", claiming("\"aud\":", "\"not\":"));
        tokens.put("an empty audience", claiming("\"local-console\"", "[]"));
        tokens.put("an audience of a known beginning", claiming("local-console", "local-console2"));
        tokens.put("expired", claiming("\"exp\":1", "\"exp\":1000000000,\"was\":1"));
        tokens.put("no end", claiming("\"exp\":", "\"not\":"));
        tokens.put("an end that is a text", claiming("\"exp\":1", "\"exp\":\"tomorrow\",\"was\":1"));
        tokens.put("an end before all time", claiming("\"exp\":1", "\"exp\":-1,\"was\":1"));
        tokens.put("not valid yet", claiming("\"exp\":1", "\"nbf\":9999999999,\"exp\":1"));
        tokens.put("from the future", claiming("\"iat\":1", "\"iat\":9999999999,\"was\":1"));
        tokens.put(
                "the merchant twice",
                claiming("\"custom:merchant_id\"", "\"custom:merchant_id\":\"other\",\"custom:merchant_id\""));
    }

    private String changed(String from, String to) {
        return part(0) + "." + encoded(replaced(from, to)) + "." + part(2);
    }

    private String claiming(String from, String to) {
        return signed(key, replaced(from, to));
    }

    private String replaced(String from, String to) {
        var replaced = claims().replace(from, to);
        if (replaced.equals(claims())) {
            throw new AssertionError(claims() + " has no " + from);
        }
        return replaced;
    }

    private String claims() {
        return good.getPayload().toString();
    }

    private String part(int index) {
        return good.getParsedParts()[index].toString();
    }

    private JWSHeader header(JWSAlgorithm algorithm) {
        return new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build();
    }

    private static String signed(JWSHeader header, String claims, JWSSigner signer) throws JOSEException {
        var token = new JWSObject(header, new Payload(claims));
        token.sign(signer);
        return token.serialize();
    }

    private static String encoded(String text) {
        return Base64URL.encode(text).toString();
    }
}
