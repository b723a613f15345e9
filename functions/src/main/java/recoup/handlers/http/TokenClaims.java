package recoup.handlers.http;

import java.util.Map;

/**
 * How this deployment's tokens say who calls.
 *
 * @param merchant the claim that names the merchant
 * @param roles the claim that lists the roles
 * @param platformScope the scope that makes a machine's token the shop platform's
 * @param platformClients client id → merchant, for machine tokens without the merchant claim
 */
public record TokenClaims(String merchant, String roles, String platformScope, Map<String, String> platformClients) {
    public TokenClaims {
        platformClients = Map.copyOf(platformClients);
    }
}
