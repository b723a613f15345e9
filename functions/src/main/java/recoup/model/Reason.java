package recoup.model;

import java.util.Optional;

/** Why somebody did it: one of the listed keys, words of their own, or both. */
public record Reason(Optional<Key> key, Optional<String> message) {
    /** The longest message, in UTF-16 units. */
    public static final int MAX_MESSAGE = 500;

    public enum Key {
        CHANGE_MIND,
        EXPENSIVE_PRICE,
        REPEAT_PURCHASE,
        WAIT_TOO_LONG,
        CHANGE_ITEM,
        INCORRECT_CUSTOMER_INFO,
        OTHER
    }

    public Reason {
        if (key.isEmpty() && message.isEmpty()) {
            throw new IllegalArgumentException("a reason has a key, a message or both");
        }
    }
}
