/** The rules as tables a shop owner can read, then as laws over every small world. */
@NullMarked
package recoup.rules;

import org.jspecify.annotations.NullMarked;
