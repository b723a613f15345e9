/**
 * What a shop's update makes of an order: which of it is news, and what is refunded. Pure: java.* and the model only.
 */
@NullMarked
package recoup.rules.update;

import org.jspecify.annotations.NullMarked;
