/**
 * The ledger: what one operation writes, what must still be true when it does, and the one DynamoDB transaction that
 * makes it so. The only package that knows keys, expressions and items; it decides nothing about value.
 */
@NullMarked
package recoup.ledger;

import org.jspecify.annotations.NullMarked;
