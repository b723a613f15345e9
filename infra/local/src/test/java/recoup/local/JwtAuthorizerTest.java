package recoup.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import recoup.local.JwtAuthorizer.Verdict;

class JwtAuthorizerTest {
    private static final Instant NOW = Instant.parse("2021-01-03T08:00:00Z");
    private static final RSAKey KEY = key("known");
    private static final RSAKey STRANGER = key("known");

    private final JwtAuthorizer authorizer =
            new JwtAuthorizer(KEY.toPublicJWK(), "https://issuer", Set.of("console", "shop"), InstantSource.fixed(NOW));

    @Test
    void a_good_token_is_let_in_with_or_without_the_word_bearer() {
        var token = signed(claims -> claims);
        assertThat(authorizer.judge("Bearer " + token)).isInstanceOf(Verdict.Granted.class);
        assertThat(authorizer.judge("bearer " + token)).isInstanceOf(Verdict.Granted.class);
        assertThat(authorizer.judge(token)).isInstanceOf(Verdict.Granted.class);
    }

    @Test
    void claims_are_handed_over_as_texts() {
        var token = signed(claims -> claims.claim("cognito:groups", List.of("admin", "viewer"))
                .claim("empty", List.of())
                .claim("verified", true)
                .claim("level", 7)
                .claim("address", Map.of("city", "Bern")));
        assertThat(authorizer.judge(token))
                .isInstanceOfSatisfying(
                        Verdict.Granted.class,
                        granted -> assertThat(granted.claims())
                                .containsEntry("cognito:groups", "[admin viewer]")
                                .containsEntry("empty", "[]")
                                .containsEntry("verified", "true")
                                .containsEntry("level", "7")
                                .containsEntry("address", "map[city:Bern]")
                                .containsEntry("aud", "console")
                                .containsEntry(
                                        "exp", Long.toString(NOW.plusSeconds(60).getEpochSecond())));
    }

    @Test
    void a_machines_client_id_stands_in_for_a_missing_audience_only() {
        assertThat(verdict(claims -> claims.audience(List.of()).claim("client_id", "shop")))
                .isInstanceOf(Verdict.Granted.class);
        refused(claims -> claims.audience(List.of()).claim("client_id", "other"));
        refused(claims -> claims.audience(List.of()));
        refused(claims -> claims.audience("other").claim("client_id", "shop"));
    }

    @Test
    void the_issuer_and_the_times_must_be_right() {
        refused(claims -> claims.issuer("https://issuer/"));
        refused(claims -> claims.issuer(null));
        refused(claims -> claims.expirationTime(Date.from(NOW)));
        refused(claims -> claims.expirationTime(null));
        refused(claims -> claims.notBeforeTime(Date.from(NOW.plusSeconds(1))));
        refused(claims -> claims.issueTime(Date.from(NOW.plusSeconds(1))));
        refused(claims -> claims.claim("exp", "tomorrow"));
    }

    @Test
    void a_token_cannot_choose_how_it_is_verified() throws JOSEException {
        refused(new PlainJWT(claims().build()).serialize());
        var publicKey = KEY.toRSAPublicKey().getEncoded();
        refused(signed(JWSAlgorithm.HS256, "known", new MACSigner(publicKey)));
        refused(signed(JWSAlgorithm.HS256, "known", new MACSigner(pem(publicKey))));
        refused(signed(JWSAlgorithm.RS512, "known", new RSASSASigner(KEY)));
        refused(signed(JWSAlgorithm.PS256, "known", new RSASSASigner(KEY)));
    }

    @Test
    void only_the_known_key_signs() throws JOSEException {
        refused(signed(JWSAlgorithm.RS256, "known", new RSASSASigner(STRANGER)));
        refused(signed(JWSAlgorithm.RS256, "unknown", new RSASSASigner(KEY)));
        refused(signed(JWSAlgorithm.RS256, null, new RSASSASigner(KEY)));
    }

    @Test
    void a_changed_or_cut_token_is_refused() {
        var token = signed(claims -> claims);
        var parts = token.split("\\.", -1);
        var forged = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"iss\":\"https://issuer\",\"aud\":\"console\",\"exp\":99999999999}"
                        .getBytes(StandardCharsets.UTF_8));
        refused(parts[0] + "." + forged + "." + parts[2]);
        refused(parts[0] + "." + parts[1] + ".");
        refused(parts[0] + "." + parts[1]);
        refused(token + "," + token);
        refused("Bearer " + token + ",Bearer " + token);
        refused("Bearer " + token + " " + token);
        refused("Basic " + token);
        refused("Bearer");
        refused("");
        refused("....");
    }

    private void refused(UnaryOperator<JWTClaimsSet.Builder> change) {
        assertThat(verdict(change)).isInstanceOf(Verdict.Refused.class);
    }

    private void refused(String authorization) {
        assertThat(authorizer.judge(authorization)).as(authorization).isInstanceOf(Verdict.Refused.class);
    }

    private Verdict verdict(UnaryOperator<JWTClaimsSet.Builder> change) {
        return authorizer.judge("Bearer " + signed(change));
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer("https://issuer")
                .audience("console")
                .subject("someone")
                .issueTime(Date.from(NOW))
                .expirationTime(Date.from(NOW.plusSeconds(60)));
    }

    private static String signed(UnaryOperator<JWTClaimsSet.Builder> change) {
        try {
            return signed(
                    JWSAlgorithm.RS256,
                    "known",
                    new RSASSASigner(KEY),
                    change.apply(claims()).build());
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private static String signed(JWSAlgorithm algorithm, @Nullable String keyId, JWSSigner signer)
            throws JOSEException {
        return signed(algorithm, keyId, signer, claims().build());
    }

    private static String signed(JWSAlgorithm algorithm, @Nullable String keyId, JWSSigner signer, JWTClaimsSet claims)
            throws JOSEException {
        var token = new SignedJWT(new JWSHeader.Builder(algorithm).keyID(keyId).build(), claims);
        token.sign(signer);
        return token.serialize();
    }

    private static byte[] pem(byte[] publicKey) {
        var base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(publicKey);
        return ("-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static RSAKey key(String keyId) {
        try {
            return new RSAKeyGenerator(2048).keyID(keyId).generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }
}
