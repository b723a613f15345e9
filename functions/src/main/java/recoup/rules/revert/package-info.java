/**
 * What comes back of a dead order, lot by lot. One plan serves the preview and the execution. Pure: java.*, the model and
 * postings only; time comes in as an argument.
 */
@NullMarked
package recoup.rules.revert;

import org.jspecify.annotations.NullMarked;
