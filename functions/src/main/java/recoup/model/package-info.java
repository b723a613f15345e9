/**
 * The vocabulary: assets, amounts, expiry, lots, allocations, orders, wallets, entries and a merchant's settings. Values
 * that check themselves; no clock, no AWS, no JSON. Everything may know this package; it knows java.* alone.
 */
@NullMarked
package recoup.model;

import org.jspecify.annotations.NullMarked;
