package recoup.model;

import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A merchant's days: the only place where a local date becomes an instant.
 *
 * <p>A lot is valid while {@code now < startOfDay(lastDay + 1)}. What has expired stays expired whatever the zone is set
 * to later (L-07), so the zones that were in force before are kept, and each lot knows by number which was in force when
 * it was entered: a number and not an instant, because business time can be set back on a local stack.
 *
 * @param zone the zone in force
 * @param formerZones the zones before it, oldest first; one is never taken away, so their numbers stay
 * @param annualPointsExpiry the day on which points end, each year; 29 February falls on the 28th in common years
 */
public record BusinessCalendar(ZoneId zone, List<FormerZone> formerZones, MonthDay annualPointsExpiry) {
    /** A zone that was in force before {@code until}. */
    public record FormerZone(ZoneId zone, Instant until) {}

    public BusinessCalendar {
        formerZones = List.copyOf(formerZones);
    }

    public BusinessCalendar(ZoneId zone, MonthDay annualPointsExpiry) {
        this(zone, List.of(), annualPointsExpiry);
    }

    /** The date that has begun and has not ended; a clock that is set back across midnight does not bring a date back. */
    public LocalDate today(Instant now) {
        var onTheClock = now.atZone(zone).toLocalDate();
        var next = onTheClock.plusDays(1);
        return startOf(next).isAfter(now) ? onTheClock : next;
    }

    /** The first annual points expiry date strictly after today (C-06). */
    public LocalDate nextAnnualExpiry(Instant now) {
        var today = today(now);
        var thisYear = annualPointsExpiry.atYear(today.getYear());
        return thisYear.isAfter(today) ? thisYear : annualPointsExpiry.atYear(today.getYear() + 1);
    }

    /** When a lot ends that is given without a date: store credit never, points on the next annual date. */
    public Expiry usualExpiry(Asset asset, Instant now) {
        return switch (asset) {
            case STORE_CREDIT -> Expiry.NEVER;
            case POINTS -> Expiry.on(nextAnnualExpiry(now));
        };
    }

    /** The instant at which {@code date} begins; in a zone that skips midnight, the first instant after the gap. */
    public Instant startOf(LocalDate date) {
        return startOf(date, zone);
    }

    /** The number of the zone in force, which a lot that is entered now must remember. */
    public int zoneNumber() {
        return formerZones.size();
    }

    /**
     * Since when a lot that was entered under zone number {@code enteredUnder} has been expired, seen from {@code now};
     * empty while it is valid.
     */
    public Optional<Instant> expiredSince(Expiry expiry, int enteredUnder, Instant now) {
        return ends(expiry, enteredUnder, now).filter(end -> !end.isAfter(now)).min(Instant::compareTo);
    }

    /** The next instant after {@code now} at which such a lot expires, if time alone ever expires it. */
    public Optional<Instant> nextExpiry(Expiry expiry, int enteredUnder, Instant now) {
        return ends(expiry, enteredUnder, now).filter(end -> end.isAfter(now)).min(Instant::compareTo);
    }

    /** Whether a lot with this expiry could be entered now and still be valid. */
    public boolean past(Expiry expiry, Instant now) {
        return endOf(expiry, zone).filter(end -> !end.isAfter(now)).isPresent();
    }

    /** This calendar with another zone from {@code now} on. If the clock was set back, earlier moves end now, too. */
    public BusinessCalendar movedTo(ZoneId newZone, Instant now) {
        if (newZone.equals(zone)) {
            return this;
        }
        var before = formerZones.stream().map(former -> new FormerZone(former.zone, earlier(former.until, now)));
        var former = Stream.concat(before, Stream.of(new FormerZone(zone, now)));
        return new BusinessCalendar(newZone, former.toList(), annualPointsExpiry);
    }

    /** Every instant at which one of the zones since {@code enteredUnder} ends such a lot while it is in force. */
    private Stream<Instant> ends(Expiry expiry, int enteredUnder, Instant now) {
        var ends = Stream.<Instant>builder();
        var inForceSince = Instant.MIN;
        for (var former : formerZones.subList(Math.min(enteredUnder, formerZones.size()), formerZones.size())) {
            var began = inForceSince;
            endOf(expiry, former.zone)
                    .map(end -> later(end, began))
                    .filter(end -> !end.isAfter(former.until))
                    .ifPresent(ends);
            inForceSince = former.until;
        }
        var moved = inForceSince.isAfter(now) ? Instant.MIN : inForceSince; // a move still to come has not been made
        endOf(expiry, zone).map(end -> later(end, moved)).ifPresent(ends);
        return ends.build();
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Optional<Instant> endOf(Expiry expiry, ZoneId zone) {
        return switch (expiry) {
            case Expiry.Never() -> Optional.empty();
            case Expiry.On(var lastDay) -> Optional.of(startOf(lastDay.plusDays(1), zone));
        };
    }

    private static Instant startOf(LocalDate date, ZoneId zone) {
        return date.atStartOfDay(zone).toInstant();
    }
}
