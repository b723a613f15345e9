/**
 * Events that come in, as JSON: what they are, the message that carries them through a queue, and which operation each is.
 * It knows the contract's JSON and the operations, and no queue.
 */
@NullMarked
package recoup.handlers.events;

import org.jspecify.annotations.NullMarked;
