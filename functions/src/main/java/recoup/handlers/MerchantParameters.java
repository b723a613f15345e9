package recoup.handlers;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import recoup.handlers.http.Json;
import recoup.handlers.http.ProblemException;
import recoup.model.MerchantId;
import recoup.providers.Provider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;

/**
 * Each merchant's secrets: one SecureString parameter, read through a cache. A parameter that cannot be read as what it
 * should be is a {@link NotTaken} without a word of its content.
 */
final class MerchantParameters {
    private static final Duration KEPT = Duration.ofMinutes(5);
    /** A stranger who guesses names asks the store once a minute for each. */
    private static final Duration UNKNOWN_KEPT = Duration.ofMinutes(1);
    /** Forged signatures make nobody read a parameter more often than this. */
    private static final Duration REFRESHED_AT_MOST_EVERY = Duration.ofSeconds(1);

    private static final int MOST_MERCHANTS = 10_000;
    /** What a parameter's name may hold of an id's alphabet. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._-]+");

    private record Cached(Optional<JsonNode> parameter, Instant readAt) {
        boolean isOlderThan(Duration age, Instant now) {
            return !now.isBefore(readAt.plus(age));
        }
    }

    private final SsmClient ssm;
    private final InstantSource realTime;
    private final Map<MerchantId, Cached> cache = new ConcurrentHashMap<>();

    MerchantParameters(SsmClient ssm, InstantSource realTime) {
        this.ssm = ssm;
        this.realTime = realTime;
    }

    /** The secrets that {@code provider} may sign with; none of a merchant that nobody has set up. */
    List<String> webhookSecrets(MerchantId merchant, Provider provider) {
        var now = realTime.instant();
        var known = Optional.ofNullable(cache.get(merchant));
        var fresh =
                known.filter(cached -> !cached.isOlderThan(cached.parameter().isPresent() ? KEPT : UNKNOWN_KEPT, now));
        return secrets(fresh.orElseGet(() -> readOr(known, merchant)), provider);
    }

    /** The same, read anew in case they were rotated; empty if they were read just now, or nobody knows the merchant. */
    Optional<List<String>> refreshedSecrets(MerchantId merchant, Provider provider) {
        var known = Optional.ofNullable(cache.get(merchant));
        return known.filter(cached -> cached.parameter().isPresent()
                        && cached.isOlderThan(REFRESHED_AT_MOST_EVERY, realTime.instant()))
                .map(_ -> secrets(readOr(known, merchant), provider));
    }

    /** How to reach the merchant's shop on {@code provider}, by its names in the parameter; empty if it is not set. */
    Optional<JsonNode> shop(MerchantId merchant, Provider provider) {
        var now = realTime.instant();
        var known = Optional.ofNullable(cache.get(merchant));
        return known.filter(cached -> !cached.isOlderThan(cached.parameter().isPresent() ? KEPT : UNKNOWN_KEPT, now))
                .orElseGet(() -> readOr(known, merchant))
                .parameter()
                .map(parameter -> parameter.path(provider.written()))
                .filter(shop -> !shop.path("shop").asText().isBlank());
    }

    /** An id may have characters that a parameter's name may not: then it is written in hexadecimal, in a folder of its own. */
    static String name(MerchantId merchant) {
        var id = merchant.value();
        return PLAIN.matcher(id).matches()
                ? "/recoup/" + id
                : "/recoup/hex/" + HexFormat.of().formatHex(id.getBytes(StandardCharsets.UTF_8));
    }

    private Cached read(MerchantId merchant) {
        if (cache.size() >= MOST_MERCHANTS) {
            cache.values().removeIf(cached -> cached.parameter().isEmpty()); // strangers first
        }
        if (cache.size() >= MOST_MERCHANTS) {
            cache.clear();
        }
        var cached = new Cached(parameter(merchant), realTime.instant());
        cache.put(merchant, cached);
        return cached;
    }

    /** What is known is better than nothing while the store of parameters does not answer. */
    private Cached readOr(Optional<Cached> known, MerchantId merchant) {
        try {
            return read(merchant);
        } catch (SdkException passing) {
            return known.orElseThrow(() -> passing);
        }
    }

    private Optional<JsonNode> parameter(MerchantId merchant) {
        try {
            var answer = ssm.getParameter(get -> get.name(name(merchant)).withDecryption(true));
            return Optional.of(Json.object(answer.parameter().value().getBytes(StandardCharsets.UTF_8)));
        } catch (ParameterNotFoundException _) {
            return Optional.empty();
        } catch (ProblemException unreadable) {
            throw new NotTaken("the parameter of merchant " + merchant + " is not one JSON object");
        }
    }

    private static List<String> secrets(Cached cached, Provider provider) {
        var secrets = new ArrayList<String>();
        cached.parameter()
                .map(parameter -> parameter.path(provider.written()).path("webhookSecrets"))
                .ifPresent(list -> list.forEach(secret -> secrets.add(secret.asText())));
        return secrets.stream().filter(secret -> !secret.isBlank()).toList();
    }
}
