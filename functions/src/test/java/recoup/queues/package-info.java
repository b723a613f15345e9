/** Stand-ins for queues, topic and parameters that do what the real ones promise, and no more: what is delivered, and when, the test decides. */
@NullMarked
package recoup.queues;

import org.jspecify.annotations.NullMarked;
