/**
 * When earned points are taken back, how many, and from where. Pure: java.*, the model and postings only; time comes in as an
 * argument.
 */
@NullMarked
package recoup.rules.clawback;

import org.jspecify.annotations.NullMarked;
