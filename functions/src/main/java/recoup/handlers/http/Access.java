package recoup.handlers.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import recoup.model.Ids;
import recoup.model.MerchantId;
import recoup.model.PlainText;
import recoup.model.Trigger;
import recoup.operations.Caller;

/**
 * Reads who calls from the claims of a token that API Gateway has verified. The merchant comes from here alone, never
 * from a path or a body (L-05).
 */
final class Access {
    private static final int LONGEST_ACTOR = 128;

    private final TokenClaims names;

    Access(TokenClaims names) {
        this.names = names;
    }

    /** The caller, if the token has one of {@code allowed}; otherwise a 403. */
    Caller caller(APIGatewayV2HTTPEvent event, Set<Role> allowed) {
        var claims = claims(event);
        var roles = roles(claims);
        if (roles.stream().noneMatch(allowed::contains)) {
            throw forbidden("This needs the role " + names(allowed) + ".");
        }
        var trigger = roles.contains(Role.ADMIN) ? Trigger.MANUAL : Trigger.PLATFORM;
        return new Caller(merchant(claims, roles), actor(claims), trigger);
    }

    private Set<Role> roles(Map<String, String> claims) {
        var roles = EnumSet.noneOf(Role.class);
        for (var group : words(claims, names.roles())) {
            switch (group) {
                case "admin" -> roles.add(Role.ADMIN);
                case "viewer" -> roles.add(Role.VIEWER);
                default -> {} // the issuer's other groups are not ours to judge
            }
        }
        if (words(claims, "scope").contains(names.platformScope())) {
            roles.add(Role.PLATFORM);
        }
        return roles;
    }

    private MerchantId merchant(Map<String, String> claims, Set<Role> roles) {
        return Optional.ofNullable(claims.get(names.merchant()))
                .or(() -> Optional.ofNullable(claims.get("client_id"))
                        .filter(_ -> roles.contains(Role.PLATFORM))
                        .map(names.platformClients()::get))
                .filter(Ids::wellFormed)
                .map(MerchantId::new)
                .orElseThrow(() -> forbidden("The token names no merchant."));
    }

    private static String actor(Map<String, String> claims) {
        return Optional.ofNullable(claims.get("sub"))
                .or(() -> Optional.ofNullable(claims.get("client_id")))
                .map(Access::cut)
                .filter(text -> !text.isBlank() && PlainText.isPlain(text))
                .orElse("unknown");
    }

    /** Never between the halves of a character. */
    private static String cut(String text) {
        var most = Math.min(LONGEST_ACTOR, text.length());
        var halved = most < text.length() && Character.isLowSurrogate(text.charAt(most));
        return text.substring(0, halved ? most - 1 : most);
    }

    private static Map<String, String> claims(APIGatewayV2HTTPEvent event) {
        return Optional.ofNullable(event.getRequestContext())
                .map(APIGatewayV2HTTPEvent.RequestContext::getAuthorizer)
                .map(APIGatewayV2HTTPEvent.RequestContext.Authorizer::getJwt)
                .map(APIGatewayV2HTTPEvent.RequestContext.Authorizer.JWT::getClaims)
                .orElse(Map.of());
    }

    /**
     * API Gateway hands a list over as the text {@code [a b]}, and a scope claim is words anyway. Spaces alone part them: a tab
     * or a control character is part of a group's name, and must not make another of it.
     */
    private static List<String> words(Map<String, String> claims, String name) {
        var claim = Optional.ofNullable(claims.get(name)).orElse("");
        var text = claim.startsWith("[") && claim.endsWith("]") ? claim.substring(1, claim.length() - 1) : claim;
        return List.of(text.split(" +", -1));
    }

    private static String names(Set<Role> roles) {
        return String.join(
                " or ",
                roles.stream().map(role -> role.name().toLowerCase(Locale.ROOT)).toList());
    }

    private static ProblemException forbidden(String detail) {
        return new ProblemException(Problem.of(Problem.Type.FORBIDDEN, detail));
    }
}
