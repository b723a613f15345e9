package recoup.ledger;

import java.time.Instant;

/**
 * What an operation answered, kept under its idempotency key and written with the operation itself, so that it survives
 * a lost response.
 *
 * @param key the idempotency key as the client sent it
 * @param request names the request that it answers; another request under the same key is a mistake
 * @param code the edge's own code for the answer, kept as it is
 * @param body the answer, byte for byte
 * @param forgottenAt real time from which the key is free again; kept in whole seconds, rounded down
 */
public record Answer(String key, String request, int code, String body, Instant forgottenAt) {}
