package recoup.operations;

/**
 * An answer as the edge will send it. It is made before the write, because it is part of it (L-03).
 *
 * @param code the edge's own; nobody else reads it
 */
public record Rendered(int code, String body) {}
