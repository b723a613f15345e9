/**
 * The stores that tests run on: a simulated DynamoDB that evaluates the real expressions, a wrapper that injects the
 * faults of the real one, and the test that holds the simulation to DynamoDB Local. It knows requests and items and
 * no business word: neither keys nor attributes of ours. No clock, no thread and no chance without a seed.
 */
@NullMarked
package recoup.store;

import org.jspecify.annotations.NullMarked;
