/**
 * How value enters and leaves a wallet: expired lots first, debt before new lots, soonest-expiring lots spent first.
 * Pure: java.* and the model only; time comes in as an argument.
 */
@NullMarked
package recoup.rules.posting;

import org.jspecify.annotations.NullMarked;
