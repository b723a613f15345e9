/**
 * {@code infra/openapi.yaml}, held to the handlers: {@link recoup.contract.Contract} judges every request and answer of the
 * handlers' tests, {@link recoup.contract.ContractTest} the document itself. It knows HTTP and JSON, and no rule.
 */
@NullMarked
package recoup.contract;

import org.jspecify.annotations.NullMarked;
