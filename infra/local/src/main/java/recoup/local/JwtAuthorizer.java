package recoup.local;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Lets in who API Gateway's JWT authorizer would: RS256 by a known key, the issuer, the audience (or, without one, the
 * client id), and the times.
 */
final class JwtAuthorizer {
    /** What came of it; a refusal's reason goes into {@code www-authenticate} only. */
    sealed interface Verdict {
        /** The claims as API Gateway hands them over, every one a text. */
        record Granted(Map<String, String> claims) implements Verdict {
            public Granted {
                claims = Map.copyOf(claims);
            }
        }

        record Refused(String reason) implements Verdict {}
    }

    private static final Pattern BEARER = Pattern.compile("^Bearer +", Pattern.CASE_INSENSITIVE);

    private final RSAKey key;
    private final String issuer;
    private final Set<String> audiences;
    private final InstantSource realTime;

    JwtAuthorizer(RSAKey key, String issuer, Set<String> audiences, InstantSource realTime) {
        this.key = key;
        this.issuer = issuer;
        this.audiences = Set.copyOf(audiences);
        this.realTime = realTime;
    }

    /** Judges the whole {@code Authorization} header; the word Bearer may be missing, as on API Gateway. */
    Verdict judge(String authorization) {
        try {
            return judge(SignedJWT.parse(BEARER.matcher(authorization).replaceFirst("")));
        } catch (ParseException | JOSEException | IllegalArgumentException _) {
            return new Verdict.Refused("the token is malformed");
        }
    }

    private Verdict judge(SignedJWT token) throws ParseException, JOSEException {
        // Before the signature: a token must not choose how it is verified.
        if (!JWSAlgorithm.RS256.equals(token.getHeader().getAlgorithm())) {
            return new Verdict.Refused("the token's algorithm is not RS256");
        }
        if (!key.getKeyID().equals(token.getHeader().getKeyID())) {
            return new Verdict.Refused("the token's key is unknown");
        }
        if (!token.verify(new RSASSAVerifier(key))) {
            return new Verdict.Refused("the token's signature is wrong");
        }
        return judge(token.getJWTClaimsSet());
    }

    private Verdict judge(JWTClaimsSet claims) throws ParseException {
        if (!issuer.equals(claims.getIssuer())) {
            return new Verdict.Refused("the token does not have a valid issuer");
        }
        if (!hasAudience(claims)) {
            return new Verdict.Refused("the token does not have a valid audience");
        }
        var now = realTime.instant();
        if (!instant(claims.getExpirationTime()).filter(now::isBefore).isPresent()) {
            return new Verdict.Refused("the token has expired");
        }
        if (instant(claims.getNotBeforeTime()).filter(now::isBefore).isPresent()
                || instant(claims.getIssueTime()).filter(now::isBefore).isPresent()) {
            return new Verdict.Refused("the token is not valid yet");
        }
        return new Verdict.Granted(texts(claims.toJSONObject()));
    }

    private boolean hasAudience(JWTClaimsSet claims) throws ParseException {
        if (claims.getAudience().isEmpty()) {
            var client = claims.getStringClaim("client_id");
            return client != null && audiences.contains(client);
        }
        return claims.getAudience().stream().anyMatch(audiences::contains);
    }

    private static Optional<Instant> instant(@Nullable Date time) {
        return Optional.ofNullable(time).map(Date::toInstant);
    }

    private static Map<String, String> texts(Map<String, Object> claims) {
        return claims.entrySet().stream()
                .filter(claim -> claim.getValue() != null)
                .collect(Collectors.toMap(Map.Entry::getKey, claim -> text(claim.getValue())));
    }

    /** API Gateway's way of writing a claim: a list is {@code [a b]}, an object {@code map[a:b]}. */
    private static String text(Object claim) {
        return switch (claim) {
            case Iterable<?> list -> join(list);
            case Map<?, ?> object ->
                object.entrySet().stream()
                        .map(field -> field.getKey() + ":" + text(field.getValue()))
                        .collect(Collectors.joining(" ", "map[", "]"));
            default -> claim.toString();
        };
    }

    private static String join(Iterable<?> list) {
        var text = new StringBuilder("[");
        for (var item : list) {
            text.append(text.length() > 1 ? " " : "").append(text(item));
        }
        return text.append(']').toString();
    }
}
