/**
 * What comes in: one handler class a function, and what each needs of its surroundings. A handler parses, runs one
 * operation and maps its outcome; it decides nothing. With {@code http} the only code that knows API Gateway.
 */
@NullMarked
package recoup.handlers;

import org.jspecify.annotations.NullMarked;
