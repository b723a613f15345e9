/**
 * {@code infra/openapi.yaml} and {@code infra/events}, held to the handlers: {@link recoup.contract.Contract} judges every
 * request and answer of the handlers' tests, {@link recoup.contract.EventSchemas} every event, {@link
 * recoup.contract.ContractTest} and {@link recoup.contract.EventSchemasTest} the documents themselves. It knows HTTP and JSON,
 * and no rule.
 */
@NullMarked
package recoup.contract;

import org.jspecify.annotations.NullMarked;
