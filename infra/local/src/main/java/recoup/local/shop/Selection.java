package recoup.local.shop;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a GraphQL query wants of an object. */
sealed interface Selection {
    /**
     * A field of the object.
     *
     * @param key its name in the answer: the alias, if there is one
     */
    record Field(String key, String name, Map<String, Value> arguments, List<Selection> selections)
            implements Selection {
        public Field {
            arguments = Map.copyOf(arguments);
            selections = List.copyOf(selections);
        }
    }

    /** A fragment that is written elsewhere. */
    record Spread(String name) implements Selection {}

    /** A fragment in its place; without a type it is for any. */
    record Inline(Optional<String> type, List<Selection> selections) implements Selection {
        public Inline {
            selections = List.copyOf(selections);
        }
    }
}
