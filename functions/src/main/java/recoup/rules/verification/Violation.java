package recoup.rules.verification;

import recoup.model.CustomerId;

/** What a rule demands of a customer's ledger, and what stands there instead. */
public record Violation(CustomerId customer, String rule, String expected, String found) {}
