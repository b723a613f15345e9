package recoup.handlers;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import recoup.handlers.http.TokenClaims;
import recoup.providers.discounts.Reach;

/**
 * What a function reads from its environment; {@code template.yaml} sets every name that stands here, and a test holds
 * the two together. A name that a function needs and does not find is an {@link IllegalArgumentException}.
 */
public final class Environment {
    /** The ledger's table. */
    public static final String TABLE = "RECOUP_TABLE";

    public static final String MERCHANT_CLAIM = "RECOUP_MERCHANT_CLAIM";
    public static final String ROLES_CLAIM = "RECOUP_ROLES_CLAIM";
    public static final String PLATFORM_SCOPE = "RECOUP_PLATFORM_SCOPE";
    /** {@code clientId=merchantId}, separated by commas; may be empty. */
    public static final String PLATFORM_CLIENTS = "RECOUP_PLATFORM_CLIENTS";

    /** The URL of the queue of failed and expired payments, and of the one where those that cannot be done are parked. */
    public static final String PAYMENT_FAILURES = "RECOUP_PAYMENT_FAILURES";

    public static final String PAYMENT_FAILURES_PARKED = "RECOUP_PAYMENT_FAILURES_PARKED";
    /** The URL of the queue of every other event, and of the one where those that cannot be done are parked. */
    public static final String ORDER_EVENTS = "RECOUP_ORDER_EVENTS";

    public static final String ORDER_EVENTS_PARKED = "RECOUP_ORDER_EVENTS_PARKED";
    /** The URL of the queue of shards that a sweep did not finish. */
    public static final String DUE_SHARDS = "RECOUP_DUE_SHARDS";
    /** The URL of the queue of codes to revoke, and of the one where those that nobody can make sense of are parked. */
    public static final String REVOCATIONS = "RECOUP_REVOCATIONS";

    public static final String REVOCATIONS_PARKED = "RECOUP_REVOCATIONS_PARKED";
    /** Where a shop may be: {@code PUBLIC} by default; {@code LOCAL} is for the local stack alone. */
    public static final String SHOPS = "RECOUP_SHOPS";
    /** The ARN of the topic of committed operations. */
    public static final String TOPIC = "RECOUP_TOPIC";

    private final Map<String, String> variables;
    private final TokenClaims claims;

    private Environment(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
        this.claims = new TokenClaims(
                variables.getOrDefault(MERCHANT_CLAIM, "custom:merchant_id"),
                variables.getOrDefault(ROLES_CLAIM, "cognito:groups"),
                variables.getOrDefault(PLATFORM_SCOPE, "recoup/platform"),
                clients(variables.getOrDefault(PLATFORM_CLIENTS, "")));
    }

    /** Reads {@code variables}; a missing table name or a malformed client map is refused at once. */
    public static Environment of(Map<String, String> variables) {
        var environment = new Environment(variables);
        var _ = environment.table();
        return environment;
    }

    public String table() {
        return needed(TABLE);
    }

    /** How tokens say who calls. */
    public TokenClaims claims() {
        return claims;
    }

    /** The value of one of the names above, which must be set. */
    public String needed(String name) {
        return Optional.ofNullable(variables.get(name))
                .filter(value -> !value.isBlank())
                .orElseThrow(() -> new IllegalArgumentException(name + " is not set"));
    }

    /** Where shops may be reached. */
    Reach reach() {
        return Reach.valueOf(variables.getOrDefault(SHOPS, Reach.PUBLIC.name()));
    }

    private static Map<String, String> clients(String text) {
        var clients = new LinkedHashMap<String, String>();
        for (var pair : text.split(",", -1)) {
            if (pair.isBlank()) {
                continue;
            }
            var at = pair.indexOf('=');
            if (at <= 0 || at == pair.length() - 1) {
                throw new IllegalArgumentException(PLATFORM_CLIENTS + " wants clientId=merchantId, not: " + pair);
            }
            clients.put(pair.substring(0, at).trim(), pair.substring(at + 1).trim());
        }
        return clients;
    }
}
