/**
 * What can be done, one class a verb: read the facts, let the rules decide, commit once. Knows the model, the rules and
 * the ledger; nothing of HTTP, JSON or AWS. Time, pauses and identity come in with the request.
 */
@NullMarked
package recoup.operations;

import org.jspecify.annotations.NullMarked;
