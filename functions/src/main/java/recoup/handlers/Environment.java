package recoup.handlers;

import java.util.LinkedHashMap;
import java.util.Map;
import recoup.handlers.http.TokenClaims;

/**
 * What a function reads from its environment; {@code template.yaml} sets every name that stands here, and a test holds
 * the two together.
 *
 * @param table the ledger's table
 * @param claims how tokens say who calls
 */
public record Environment(String table, TokenClaims claims) {
    public static final String TABLE = "RECOUP_TABLE";
    public static final String MERCHANT_CLAIM = "RECOUP_MERCHANT_CLAIM";
    public static final String ROLES_CLAIM = "RECOUP_ROLES_CLAIM";
    public static final String PLATFORM_SCOPE = "RECOUP_PLATFORM_SCOPE";
    /** {@code clientId=merchantId}, separated by commas; may be empty. */
    public static final String PLATFORM_CLIENTS = "RECOUP_PLATFORM_CLIENTS";

    /** Reads {@code variables}; a missing table name or a malformed client map is an {@link IllegalArgumentException}. */
    public static Environment of(Map<String, String> variables) {
        var table = variables.get(TABLE);
        if (table == null || table.isBlank()) {
            throw new IllegalArgumentException(TABLE + " is not set");
        }
        return new Environment(
                table,
                new TokenClaims(
                        variables.getOrDefault(MERCHANT_CLAIM, "custom:merchant_id"),
                        variables.getOrDefault(ROLES_CLAIM, "cognito:groups"),
                        variables.getOrDefault(PLATFORM_SCOPE, "recoup/platform"),
                        clients(variables.getOrDefault(PLATFORM_CLIENTS, ""))));
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
