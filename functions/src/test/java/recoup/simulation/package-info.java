/**
 * The real handlers over the simulated store, with several actors on the same orders. One seed decides who goes next, what
 * fails and when; after each run an auditor reads the raw table and knows nothing of the code that wrote it.
 */
@NullMarked
package recoup.simulation;

import org.jspecify.annotations.NullMarked;
