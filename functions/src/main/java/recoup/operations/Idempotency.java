package recoup.operations;

/**
 * How a client names a request that it may send again.
 *
 * @param key the client's
 * @param request a fingerprint of method, path and body: the same key with another request is a mistake
 */
public record Idempotency(String key, String request) {}
