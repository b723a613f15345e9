/**
 * A merchant's discount codes in its own shop: taken back, and asked whether they were used. These classes call shops by
 * HTTP, each call bounded in time and size. What a shop answers is judged here; what nobody could tell after a call that
 * broke is asked again. Whatever is told of it names no secret and quotes no answer.
 */
@NullMarked
package recoup.providers.discounts;

import org.jspecify.annotations.NullMarked;
