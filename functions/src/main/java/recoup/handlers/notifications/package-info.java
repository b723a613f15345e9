/**
 * Committed operations as the messages that subscribers get. It knows the contract's JSON, and no topic and no stream.
 */
@NullMarked
package recoup.handlers.notifications;

import org.jspecify.annotations.NullMarked;
