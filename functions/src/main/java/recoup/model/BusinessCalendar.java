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
 * to later (L-07), so the zones that were in force before are kept, each with the instant of its end.
 *
 * @param zone the zone in force
 * @param formerZones the zones before it, oldest first
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

    /** The instant at which {@code date} begins; in a zone that skips midnight, the first instant after the gap. */
    public Instant startOf(LocalDate date) {
        return startOf(date, zone);
    }

    /** The instant after which a lot with this expiry is no longer valid; empty when it never ends. */
    public Optional<Instant> endOf(Expiry expiry) {
        return endOf(expiry, zone);
    }

    /**
     * Since when a lot that was entered at {@code entered} has been expired, seen from {@code now}; empty while it is
     * valid. A former zone counts for the lots that were there while it was in force.
     */
    public Optional<Instant> expiredSince(Expiry expiry, Instant entered, Instant now) {
        var inForceSince = Instant.MIN;
        for (var former : formerZones) {
            if (entered.isBefore(former.until) && !former.until.isAfter(now)) {
                var end = endWithin(inForceSince, expiry, former.zone).filter(at -> !at.isAfter(former.until));
                if (end.isPresent()) {
                    return end;
                }
                inForceSince = former.until;
            }
        }
        return endWithin(inForceSince, expiry, zone).filter(at -> !at.isAfter(now));
    }

    /** Whether a lot with this expiry could be entered now and still be valid. */
    public boolean past(Expiry expiry, Instant now) {
        return endOf(expiry).filter(end -> !end.isAfter(now)).isPresent();
    }

    /** This calendar with another zone from {@code now} on; a move that a clock set back has made future never was. */
    public BusinessCalendar movedTo(ZoneId newZone, Instant now) {
        if (newZone.equals(zone)) {
            return this;
        }
        var before = formerZones.stream().filter(former -> former.until.isBefore(now));
        var former = Stream.concat(before, Stream.of(new FormerZone(zone, now)));
        return new BusinessCalendar(newZone, former.toList(), annualPointsExpiry);
    }

    /** The end of {@code expiry} in {@code zone}, or the zone's own beginning where that comes later. */
    private static Optional<Instant> endWithin(Instant inForceSince, Expiry expiry, ZoneId zone) {
        return endOf(expiry, zone).map(end -> end.isBefore(inForceSince) ? inForceSince : end);
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
