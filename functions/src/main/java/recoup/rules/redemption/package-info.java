/**
 * Whether a redemption may be reversed, and what comes back of it. Pure: java.*, the model and the rules of posting and revert
 * only; time comes in as an argument.
 */
@NullMarked
package recoup.rules.redemption;

import org.jspecify.annotations.NullMarked;
