package recoup.operations;

import recoup.model.MerchantId;
import recoup.model.Trigger;

/**
 * Who asks: always on behalf of one merchant (L-05).
 *
 * @param actor what the entries will say (L-01)
 * @param trigger what a request of this caller's is: an admin's hand, or the shop platform
 */
public record Caller(MerchantId merchant, String actor, Trigger trigger) {}
