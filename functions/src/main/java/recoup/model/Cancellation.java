package recoup.model;

import java.time.Instant;

/** When an order became cancelled, by what and by whom. */
public record Cancellation(Instant at, Trigger trigger, String actor) {}
