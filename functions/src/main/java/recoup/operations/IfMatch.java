package recoup.operations;

import java.util.Set;

/** Which version a client has in mind (L-04). */
public sealed interface IfMatch {
    /** It did not say. */
    record Unsaid() implements IfMatch {}

    /** Whatever is there: {@code *}. */
    record Any() implements IfMatch {}

    /** One of these. */
    record OneOf(Set<String> tags) implements IfMatch {}

    default boolean allows(String tag) {
        return switch (this) {
            case Unsaid(), Any() -> true;
            case OneOf(var tags) -> tags.contains(tag);
        };
    }
}
