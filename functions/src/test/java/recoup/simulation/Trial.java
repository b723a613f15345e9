package recoup.simulation;

import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** One run after the other until one fails: for whoever seeds bugs, in the functions themselves or around them. */
public final class Trial {
    private Trial() {}

    /** The first seed whose run fails; {@code seeds} if none of so many does. */
    public static long firstFound(int seeds) {
        return firstFound(Mistakes.NONE, seeds);
    }

    /** The same with the planted mistake of that name. */
    public static long firstFound(String mistake, int seeds) {
        return firstFound(
                Optional.ofNullable(PlantedMistakes.all().get(mistake)).orElseThrow(), seeds);
    }

    /** What can be broken around the functions, by name. */
    public static List<String> planted() {
        return List.copyOf(PlantedMistakes.all().keySet());
    }

    private static long firstFound(Mistakes mistakes, int seeds) {
        return LongStream.range(0, seeds)
                .filter(seed -> fails(seed, mistakes))
                .findFirst()
                .orElse(seeds);
    }

    private static boolean fails(long seed, Mistakes mistakes) {
        try {
            var _ = new RunOfEverything(seed, mistakes).play();
            return false;
        } catch (AssertionError found) {
            return true;
        }
    }
}
