package recoup.store;

/** What goes wrong with one call. */
public enum Fault {
    /** Nothing. */
    NONE,
    /** The table or one of its partitions has no capacity left: nothing happened. */
    THROTTLE,
    /** Another transaction holds one of the items: nothing happened. Reads do not notice. */
    CONFLICT,
    /** The request was lost on its way: nothing happened, and the caller cannot know. */
    LOST_BEFORE,
    /** The answer was lost on its way: it happened, and the caller cannot know. */
    LOST_AFTER
}
