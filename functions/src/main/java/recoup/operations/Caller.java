package recoup.operations;

import recoup.model.MerchantId;

/** Who asks: always on behalf of one merchant (L-05). {@code actor} is what the entries will say (L-01). */
public record Caller(MerchantId merchant, String actor) {}
