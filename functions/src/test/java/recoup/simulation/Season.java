package recoup.simulation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * When and where a run takes place: its days are counted from 0, and in most of them the clocks are changed on the way, one of
 * them across midnight.
 */
record Season(ZoneId zone, LocalDate first) {
    private static final List<Season> ALL = Stream.of(
                    "UTC 2020-12-30",
                    "UTC 2020-02-28",
                    "Europe/Berlin 2021-03-27",
                    "Europe/Berlin 2021-10-30",
                    "America/New_York 2021-03-13",
                    "America/Asuncion 2021-10-02",
                    "Pacific/Auckland 2021-04-03")
            .map(text -> text.split(" ", 2))
            .map(parts -> new Season(ZoneId.of(parts[0]), LocalDate.parse(parts[1])))
            .toList();

    private static final List<String> NEIGHBOURS = List.of("UTC", "Europe/Berlin", "Pacific/Auckland");
    private static final int DAYS = 5;

    static Season any(RandomGenerator random) {
        return ALL.get(random.nextInt(ALL.size()));
    }

    /** The same days in a zone that another merchant keeps. */
    Season elsewhere(RandomGenerator random) {
        return new Season(ZoneId.of(NEIGHBOURS.get(random.nextInt(NEIGHBOURS.size()))), first);
    }

    /** Noon of the first day. */
    Instant start() {
        return at(0, "12:00");
    }

    Instant at(int day, String time) {
        return first.plusDays(day).atTime(LocalTime.parse(time)).atZone(zone).toInstant();
    }

    String day(int number) {
        return first.plusDays(number).toString();
    }

    /** One that no run comes to. */
    String farDay() {
        return first.plusYears(1).toString();
    }

    /** Whether a run comes to it. */
    boolean passes(String day) {
        return LocalDate.parse(day).isBefore(first.plusDays(2 * DAYS));
    }

    /** The instants at which lots expire, and the next ones at which payments are due. */
    List<Instant> sharp() {
        var midnights = IntStream.rangeClosed(1, DAYS)
                .mapToObj(day -> first.plusDays(day).atStartOfDay(zone).toInstant());
        return Stream.concat(midnights, deadlines().stream())
                .sorted()
                .distinct()
                .toList();
    }

    /** Until when orders must be paid, the first of them at once. */
    List<Instant> deadlines() {
        return List.of(start(), at(1, "00:00"), at(1, "18:00"), at(2, "06:30"), at(3, "00:00"));
    }

    /** Whether a lot with this last day has expired (L-07). */
    static boolean expired(String lastDay, ZoneId zone, Instant at) {
        return !LocalDate.parse(lastDay)
                .plusDays(1)
                .atStartOfDay(zone)
                .toInstant()
                .isAfter(at);
    }

    /** The last day of points that are given on no other: that of the year, strictly after today (C-06). */
    static String annual(ZoneId zone, Instant at) {
        var today = at.atZone(zone).toLocalDate();
        var end = LocalDate.of(today.getYear(), 12, 31);
        return (end.isAfter(today) ? end : end.plusYears(1)).toString();
    }
}
