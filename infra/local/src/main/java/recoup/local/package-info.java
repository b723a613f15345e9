/**
 * The whole stack on one machine, on 127.0.0.1 only: it stands in for API Gateway, the token issuer, DynamoDB and its
 * stream, the queues, the topic, the parameter store, the shop platforms and the schedule, and calls the handler classes
 * that are deployed, as {@code template.yaml} wires them. It may know the functions' handlers and the table's definition,
 * and nothing of what an operation decides; the functions' jar cannot reach it.
 */
@NullMarked
package recoup.local;

import org.jspecify.annotations.NullMarked;
