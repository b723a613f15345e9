package recoup.attacks;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Ways in which a token of the trusted issuer says who it is, good and odd, and what each of them means. */
final class Claims {
    private static final String GROUPS = "cognito:groups";
    private static final String MERCHANT = "custom:merchant_id";

    /** How roles are claimed, and which of the contract's they are. */
    record Roles(Map<String, String> claims, Set<String> roles) {
        private static Roles groups(String groups, String... roles) {
            return new Roles(Map.of(GROUPS, groups), Set.of(roles));
        }

        private static Roles scope(String scope, String... roles) {
            return new Roles(Map.of("scope", scope), Set.of(roles));
        }

        private static Roles elsewhere(String claim, String value) {
            return new Roles(Map.of(claim, value), Set.of());
        }

        private static Roles both(String groups, String scope, String... roles) {
            return new Roles(Map.of(GROUPS, groups, "scope", scope), Set.of(roles));
        }
    }

    /** How a merchant is claimed, and which it is, if it is one. */
    record Merchant(Map<String, String> claims, Optional<String> id) {
        private static Merchant is(String id) {
            return new Merchant(Map.of(MERCHANT, id), Optional.of(id));
        }

        private static Merchant isNone(String claim, String value) {
            return new Merchant(Map.of(claim, value), Optional.empty());
        }
    }

    static final List<Roles> ROLES = List.of(
            new Roles(Map.of(), Set.of()),
            Roles.groups("[admin]", "admin"),
            Roles.groups("admin", "admin"),
            Roles.groups("[staff admin emea]", "admin"),
            Roles.groups("[viewer]", "viewer"),
            Roles.groups("[viewer admin]", "viewer", "admin"),
            Roles.groups("[ viewer ]", "viewer"),
            Roles.groups("[admin admin]", "admin"),
            Roles.scope("recoup/platform", "platform"),
            Roles.scope("openid recoup/platform email", "platform"),
            Roles.scope("[openid recoup/platform]", "platform"),
            Roles.both("[viewer]", "recoup/platform", "viewer", "platform"),
            Roles.both("[admin]", "recoup/platform", "admin", "platform"),
            Roles.both("[recoup/platform]", "admin"),
            Roles.groups(""),
            Roles.groups(" "),
            Roles.groups("[]"),
            Roles.groups("[a b]"),
            Roles.groups("[Admin]"),
            Roles.groups("[ADMIN]"),
            Roles.groups("[admins administrators]"),
            Roles.groups("[not-admin]"),
            Roles.groups("[admin,viewer]"),
            Roles.groups("admin;viewer"),
            Roles.groups("[\"admin\"]"),
            Roles.groups("[[admin]]"),
            Roles.groups("[admin"),
            Roles.groups("admin]"),
            Roles.groups("map[admin:true]"),
            Roles.groups("[\u0430dmin]"), // its first letter is Cyrillic
            Roles.groups("[admin\u200b]"),
            Roles.groups("[admin\u00a0viewer]"),
            Roles.groups("[\u0001admin]"),
            Roles.groups("admin\u0000"),
            Roles.groups("[guest\tadmin]"),
            Roles.groups("[guest\nadmin]"),
            Roles.groups("[platform]"),
            Roles.groups("[recoup/platform]"),
            Roles.scope("recoup/platforms recoup/platform/x"),
            Roles.scope("RECOUP/PLATFORM"),
            Roles.scope("platform recoup admin"),
            Roles.scope("recoup%2Fplatform"),
            Roles.elsewhere("groups", "[admin]"),
            Roles.elsewhere("roles", "[admin]"),
            Roles.elsewhere("custom:role", "admin"),
            Roles.elsewhere("Cognito:Groups", "[admin]"),
            Roles.elsewhere("scp", "recoup/platform"));

    static final List<Merchant> MERCHANTS = List.of(
            Merchant.is(World.ACME),
            Merchant.is(World.EMCA),
            Merchant.is("third"),
            Merchant.is("ACME"),
            Merchant.is("acme."),
            Merchant.is("7"),
            new Merchant(Map.of(), Optional.empty()),
            Merchant.isNone(MERCHANT, ""),
            Merchant.isNone(MERCHANT, " "),
            Merchant.isNone(MERCHANT, " acme"),
            Merchant.isNone(MERCHANT, "[acme emca]"),
            Merchant.isNone(MERCHANT, "[acme]"),
            Merchant.isNone(MERCHANT, "[]"),
            Merchant.isNone(MERCHANT, "acme emca"),
            Merchant.isNone(MERCHANT, "acme,emca"),
            Merchant.isNone(MERCHANT, "acme#O"),
            Merchant.isNone(MERCHANT, "acme\n"),
            Merchant.isNone(MERCHANT, "acme\u0000"),
            Merchant.isNone(MERCHANT, "../acme"),
            Merchant.isNone(MERCHANT, "map[id:acme]"),
            Merchant.isNone(MERCHANT, "\u0430cme"),
            Merchant.isNone(MERCHANT, "a".repeat(129)),
            Merchant.isNone("merchant_id", World.ACME),
            Merchant.isNone("Custom:Merchant_Id", World.ACME),
            Merchant.isNone("client_id", "shop-backend"));

    private Claims() {}

    /** Both in one token. */
    static Map<String, String> of(Roles roles, Merchant merchant) {
        var claims = new HashMap<>(roles.claims());
        claims.putAll(merchant.claims());
        claims.put("sub", "mallory");
        return claims;
    }
}
