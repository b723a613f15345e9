/**
 * What the ledger costs: a meter around the store that counts by DynamoDB's published rules, the tests that hold the
 * design's goals to it, and the benchmark that writes {@code docs/cost.md}. It drives the API as a client does and knows
 * neither keys nor attributes of ours.
 */
@NullMarked
package recoup.capacity;

import org.jspecify.annotations.NullMarked;
