package recoup.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How far each source has told each thing about an order, so that what was told earlier and comes later changes nothing. A
 * thing that an edition does not mention is not told by it.
 *
 * @param newest the newest edition of each source and thing
 */
public record Told(List<Newest> newest) {
    public static final Told NOTHING = new Told(List.of());

    /** What can be told. */
    public enum Thing {
        STATUS,
        REFUND_STATUS,
        REFUNDED_TOTAL,
        TAGS,
        ATTEMPT,
        DEADLINE
    }

    /** How far one source has told one thing. */
    public record Newest(String source, Thing thing, Edition edition) {
        private boolean isOf(String otherSource, Thing otherThing) {
            return thing == otherThing && source.equals(otherSource);
        }
    }

    /** Which telling it was, by its number, by its time, by both or by neither. */
    public record Edition(Optional<Long> version, Optional<Instant> updatedAt) {
        public boolean said() {
            return version.isPresent() || updatedAt.isPresent();
        }

        private boolean isAfter(Edition known) {
            if (version.isPresent() && known.version.isPresent()) {
                return version.get() > known.version.get();
            }
            if (updatedAt.isPresent() && known.updatedAt.isPresent()) {
                return updatedAt.get().isAfter(known.updatedAt.get());
            }
            return true; // the one is numbered, the other dated: nothing says which was first
        }

        private Edition and(Edition known) {
            return new Edition(later(version, known.version), later(updatedAt, known.updatedAt));
        }

        private static <T extends Comparable<? super T>> Optional<T> later(Optional<T> one, Optional<T> other) {
            return Stream.concat(one.stream(), other.stream()).max((left, right) -> left.compareTo(right));
        }
    }

    public Told {
        newest = List.copyOf(newest);
    }

    /** Whether {@code edition} is newer than all that {@code source} told of {@code thing}; one that does not say is taken for new. */
    public boolean isNews(String source, Thing thing, Edition edition) {
        return !edition.said() || known(source, thing).map(edition::isAfter).orElse(true);
    }

    /** After {@code edition} has told {@code things}, whether they were news or not. */
    public Told heard(String source, Set<Thing> things, Edition edition) {
        var told = this;
        for (var thing : Thing.values()) {
            told = things.contains(thing) && edition.said() ? told.heard(source, thing, edition) : told;
        }
        return told;
    }

    /** In its place, so that what is heard twice is the same. */
    private Told heard(String source, Thing thing, Edition edition) {
        if (known(source, thing).isEmpty()) {
            return new Told(Stream.concat(newest.stream(), Stream.of(new Newest(source, thing, edition)))
                    .toList());
        }
        return new Told(newest.stream()
                .map(each -> each.isOf(source, thing) ? new Newest(source, thing, edition.and(each.edition())) : each)
                .toList());
    }

    private Optional<Edition> known(String source, Thing thing) {
        return newest.stream()
                .filter(each -> each.isOf(source, thing))
                .map(Newest::edition)
                .findFirst();
    }
}
