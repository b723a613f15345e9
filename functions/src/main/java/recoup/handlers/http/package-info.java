/**
 * The HTTP contract: who may call, what a body may say, what the answers look like. The one place that knows status codes
 * and JSON names.
 */
@NullMarked
package recoup.handlers.http;

import org.jspecify.annotations.NullMarked;
