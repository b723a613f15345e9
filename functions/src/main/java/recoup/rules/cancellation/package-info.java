/**
 * What a cancellation does as a whole: the revert of what the order spent, then the clawback of what it earned. One plan serves
 * the preview and the execution. Pure: java.*, the model and the rules only; time comes in as an argument.
 */
@NullMarked
package recoup.rules.cancellation;

import org.jspecify.annotations.NullMarked;
