package recoup.model;

import java.time.Instant;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.List;

/**
 * A merchant's settings. They apply to later events only.
 *
 * @param version how often they were saved; 0 for the defaults
 */
public record Settings(
        BusinessCalendar calendar,
        String currency,
        PaymentExpired paymentExpired,
        PaymentFailed paymentFailed,
        Clawback clawback,
        Notifications notifications,
        long version) {
    /** What a merchant has who saved nothing. */
    public static final Settings DEFAULTS = new Settings(
            new BusinessCalendar(ZoneId.of("UTC"), MonthDay.of(12, 31)),
            "USD",
            new PaymentExpired(PaymentExpired.Mode.OFF, Lots.ALL_OR_NOTHING),
            new PaymentFailed(Lots.VALID_ONLY, false),
            new Clawback(false, List.of(), List.of(), List.of(), Clawback.PartialRefund.FULL, Clawback.Shortfall.DEBT),
            new Notifications(false),
            0);

    /** These, in place of {@code current} from {@code now} on: with the zones that were in force, and still with the version that they replace. */
    public Settings replacing(Settings current, Instant now) {
        var moved = current.calendar.movedTo(calendar.zone(), now);
        return new Settings(
                new BusinessCalendar(moved.zone(), moved.formerZones(), calendar.annualPointsExpiry()),
                currency,
                paymentExpired,
                paymentFailed,
                clawback,
                notifications,
                current.version);
    }

    public Settings withVersion(long saved) {
        return new Settings(calendar, currency, paymentExpired, paymentFailed, clawback, notifications, saved);
    }

    /** Which lots come back by themselves. */
    public enum Lots {
        ALL_OR_NOTHING,
        VALID_ONLY
    }

    /** What an expired payment does. */
    public record PaymentExpired(Mode mode, Lots lots) {
        public enum Mode {
            OFF,
            CANCEL,
            CANCEL_AND_REVERT
        }
    }

    /** What a failed payment gives back, and whether one failed attempt is one. */
    public record PaymentFailed(Lots lots, boolean attemptFailureIsTerminal) {}

    /** When earned points are taken back (E-01, E-05, E-06). */
    public record Clawback(
            boolean enabled,
            List<OnStatus> onStatuses,
            List<String> onTags,
            List<String> skipTags,
            PartialRefund partialRefund,
            Shortfall shortfall) {
        public enum OnStatus {
            CANCELLED,
            REFUNDED,
            PARTIALLY_REFUNDED
        }

        public enum PartialRefund {
            FULL,
            PROPORTIONAL,
            NONE
        }

        public enum Shortfall {
            DEBT,
            CLAMP,
            REJECT
        }

        public Clawback {
            onStatuses = List.copyOf(onStatuses);
            onTags = List.copyOf(onTags);
            skipTags = List.copyOf(skipTags);
        }
    }

    public record Notifications(boolean onAutomaticRevert) {}
}
