/** What outlives the functions when they die. */
@NullMarked
package recoup.local.crash;

import org.jspecify.annotations.NullMarked;
