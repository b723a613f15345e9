package recoup.model;

import java.time.Instant;

/**
 * What was said when the order was placed; it never changes.
 *
 * @param number what people call the order
 * @param total in the currency's smallest unit
 * @param placedAt as the shop told it, else the business time of the write
 * @param fingerprint of everything that was said, so that the same order is known again
 */
public record Placement(
        CustomerId customer, String number, long total, String currency, Instant placedAt, String fingerprint) {}
