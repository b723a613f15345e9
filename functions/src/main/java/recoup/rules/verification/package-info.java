/**
 * Whether a wallet follows from its own ledger. Pure: java.* and the model only; it shares no code with what made the
 * entries.
 */
@NullMarked
package recoup.rules.verification;

import org.jspecify.annotations.NullMarked;
