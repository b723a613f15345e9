package recoup.operations;

import java.util.Optional;
import recoup.ledger.Consistency;
import recoup.ledger.Ledger;
import recoup.model.Settings;

/** Replaces a merchant's settings, whole. They apply to later events only; what has expired stays expired (L-07). */
public final class SaveSettings {
    /** How a save ended. */
    public sealed interface Result {
        record Saved(Settings settings) implements Result {}

        record Refused(Refusal refusal) implements Result {}
    }

    private final Ledger ledger;

    public SaveSettings(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * Saves {@code wanted} if {@code ifMatch} allows it.
     *
     * @param wanted as they shall be; its former zones and version do not matter
     */
    public Result run(Settings wanted, IfMatch ifMatch, Request request) {
        return new Saving(wanted, ifMatch, request).untilDone();
    }

    /** Names one version of a merchant's settings. */
    public static String tag(Settings settings) {
        return "settings-" + settings.version();
    }

    private final class Saving {
        private static final long NONE = -1;

        private final Settings wanted;
        private final IfMatch ifMatch;
        private final Request request;
        /** The version that a write of ours may have made, when we did not learn how it ended. */
        private long perhapsOurs = NONE;

        Saving(Settings wanted, IfMatch ifMatch, Request request) {
            this.wanted = wanted;
            this.ifMatch = ifMatch;
            this.request = request;
        }

        Result untilDone() {
            return request.untilWon(this::once, () -> new Result.Refused(new Refusal.Busy()));
        }

        private Optional<Result> once() {
            var current = ledger.settings(request.caller().merchant(), Consistency.STRONG);
            var next = wanted.replacing(current, request.moment().now());
            if (current.version() == perhapsOurs && next.equals(current)) {
                return Optional.of(new Result.Saved(current));
            }
            if (!ifMatch.allows(tag(current))) {
                return Optional.of(new Result.Refused(new Refusal.SettingsChanged(tag(current))));
            }
            if (next.equals(current)) {
                return Optional.of(new Result.Saved(current));
            }
            if (next.calendar().formerZones().size() > Bounds.TIME_ZONE_CHANGES) {
                return Optional.of(new Result.Refused(
                        new Refusal.TooMany(Refusal.TooMany.What.TIME_ZONE_CHANGES, Bounds.TIME_ZONE_CHANGES)));
            }
            return save(next);
        }

        private Optional<Result> save(Settings next) {
            perhapsOurs = next.version() + 1;
            if (ledger.save(request.caller().merchant(), next)) {
                return Optional.of(new Result.Saved(next.withVersion(perhapsOurs)));
            }
            perhapsOurs = NONE;
            return Optional.empty();
        }
    }
}
