package recoup.local;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import recoup.handlers.http.TokenClaims;

/**
 * Stands in for Cognito: signs tokens that look like its ID tokens (people) and access tokens (machines). Tokens live in
 * real time, whatever the business clock says.
 */
final class LocalIssuer {
    /** A name, not an address: nobody fetches from it. It is the same in every run, so that tokens outlive a restart. */
    static final String URL = "https://issuer.recoup.localhost";

    static final String CONSOLE_CLIENT = "local-console";
    static final String PLATFORM_CLIENT = "local-platform";

    private static final String KEY_FILE = "issuer-key.json";
    private static final Duration VALID = Duration.ofDays(1);

    private final RSAKey key;
    private final TokenClaims claimNames;

    private LocalIssuer(RSAKey key, TokenClaims claimNames) {
        this.key = key;
        this.claimNames = claimNames;
    }

    /** With a data folder the key stays there, and the tokens of the last run stay valid. */
    static LocalIssuer open(Optional<Path> data, TokenClaims claimNames) {
        return new LocalIssuer(data.map(LocalIssuer::kept).orElseGet(LocalIssuer::fresh), claimNames);
    }

    RSAKey publicKey() {
        return key.toPublicJWK();
    }

    String token(String merchantId, Role role, Optional<String> subject) {
        var now = Instant.now();
        var claims = new JWTClaimsSet.Builder()
                .issuer(URL)
                .subject(subject.orElse("local-" + role.written()))
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(VALID)))
                .claim(claimNames.merchant(), merchantId);
        switch (role) {
            case ADMIN, VIEWER ->
                claims.audience(CONSOLE_CLIENT)
                        .claim("token_use", "id")
                        .claim(claimNames.roles(), List.of(role.written()));
            case PLATFORM ->
                claims.claim("client_id", PLATFORM_CLIENT)
                        .claim("token_use", "access")
                        .claim("scope", claimNames.platformScope());
        }
        return signed(claims.build());
    }

    private String signed(JWTClaimsSet claims) {
        try {
            var header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                    .keyID(key.getKeyID())
                    .build();
            var token = new SignedJWT(header, claims);
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RSAKey kept(Path data) {
        var file = data.resolve(KEY_FILE);
        try {
            if (Files.exists(file)) {
                return RSAKey.parse(Files.readString(file));
            }
            var key = fresh();
            OwnerOnly.write(file, key.toJSONString());
            return key;
        } catch (IOException | ParseException e) {
            throw new StartRefused("The signing key " + file + " cannot be used: " + e.getMessage());
        }
    }

    private static RSAKey fresh() {
        try {
            return new RSAKeyGenerator(2048)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .keyID(UUID.randomUUID().toString())
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
