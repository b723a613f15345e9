package recoup.providers;

import java.util.Optional;
import recoup.model.Ids;

/** The try to pay that is spoken of, by one id or by both that it goes by. */
record Attempt(Optional<String> id, Optional<String> alias) {
    static final Attempt UNKNOWN = new Attempt(Optional.empty(), Optional.empty());

    Attempt {
        if (!id.stream().allMatch(Ids::wellFormed) || !alias.stream().allMatch(Ids::wellFormed)) {
            throw new MeansNothing("no attempt id"); // an event without one would count against any attempt
        }
    }

    static Attempt of(String id) {
        return new Attempt(Optional.of(id), Optional.empty());
    }
}
