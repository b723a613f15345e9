package recoup.local.crash;

import java.time.Duration;
import java.util.List;

/**
 * How much was at stake.
 *
 * @param rounds how often the functions were killed
 * @param hits how many of these kills came while at least one call was not answered
 * @param calls how many calls were not answered when the functions died
 * @param transactions how many transactions the store was at when they died
 * @param unheard how many operations were done and their answers kept, and the answer never reached its client
 * @param acknowledged how many deeds were answered
 * @param repeated how many calls were made again
 */
record Figures(
        int rounds,
        int hits,
        long calls,
        long transactions,
        long unheard,
        long acknowledged,
        long repeated,
        Duration took) {
    static final Figures NONE = new Figures(0, 0, 0, 0, 0, 0, 0, Duration.ZERO);

    Figures round(long out, int atTheStore, long doneUnheard) {
        return new Figures(
                rounds + 1,
                hits + (out > 0 ? 1 : 0),
                calls + out,
                transactions + atTheStore,
                unheard + doneUnheard,
                acknowledged,
                repeated,
                took);
    }

    Figures with(List<Diary.Page> pages, Duration time) {
        return new Figures(
                rounds,
                hits,
                calls,
                transactions,
                unheard,
                pages.stream().filter(page -> page.answer().isPresent()).count(),
                pages.stream().mapToLong(page -> Math.max(0, page.calls() - 1)).sum(),
                time);
    }

    Figures and(Figures more) {
        return new Figures(
                rounds + more.rounds,
                hits + more.hits,
                calls + more.calls,
                transactions + more.transactions,
                unheard + more.unheard,
                acknowledged + more.acknowledged,
                repeated + more.repeated,
                took.plus(more.took));
    }

    @Override
    public String toString() {
        return """
            %d kills in %d s, %d of them in the middle of something: %d calls and %d transactions were under way, and %d \
            operations were done whose answers nobody heard. %d deeds were acknowledged, after %d repeated calls.\
            """.formatted(rounds, took.toSeconds(), hits, calls, transactions, unheard, acknowledged, repeated);
    }
}
