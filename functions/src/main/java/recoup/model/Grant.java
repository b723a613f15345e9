package recoup.model;

import java.util.Optional;

/**
 * Points that an order earned, as they were recorded: never today's earning rule (E-02).
 *
 * @param expiry as it was told; empty means the usual one at the time
 * @param lot what the customer got
 */
public record Grant(GrantId id, long points, Optional<Expiry> expiry, LotId lot) {}
