/**
 * Requests made from {@code infra/openapi.yaml} itself, right and wrong, and events of every source, whole and broken: the real
 * handlers answer them over a shop that lives on. One seed decides everything. {@link recoup.fuzz.Oracle} judges by the
 * document alone, and {@link recoup.fuzz.OracleTest} shows that it finds what is planted.
 */
@NullMarked
package recoup.fuzz;

import org.jspecify.annotations.NullMarked;
