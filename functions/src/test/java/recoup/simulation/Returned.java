package recoup.simulation;

import static recoup.simulation.Raw.number;
import static recoup.simulation.Raw.text;
import static recoup.simulation.Raw.textIfAny;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What must become of one lot of an order that somebody cancels, or cancels once more (C-01 to C-06).
 *
 * @param why as the journal says it
 * @param until with which date it comes back; empty if it stays
 */
record Returned(Map<String, AttributeValue> lot, String why, Optional<String> until) {
    /** By what was ticked; nothing was, if nobody was asked (C-13). */
    static Returned of(Map<String, AttributeValue> lot, Optional<Dialog> dialog, ZoneId zone, Instant at) {
        var asset = text(lot, "a");
        var date = textIfAny(lot, "x");
        var chosen = dialog.filter(ticked -> ticked.reverts(asset));
        if (lot.containsKey("b")) {
            return new Returned(lot, "ALREADY_REVERTED", Optional.empty());
        }
        if (chosen.isEmpty()) {
            return new Returned(lot, "NOT_CHOSEN", Optional.empty());
        }
        if (date.filter(day -> Season.expired(day, zone, at)).isEmpty()) {
            return new Returned(lot, "VALID", date.or(() -> Optional.of("never")));
        }
        return chosen.filter(ticked -> ticked.extendsExpired(asset))
                .map(ticked -> new Returned(lot, "EXPIRED_EXTENDED", Optional.of(extended(ticked, asset, zone, at))))
                .orElseGet(() -> new Returned(lot, "EXPIRED_NOT_EXTENDED", Optional.empty()));
    }

    /** Store credit by days from today, points to the next annual date. */
    private static String extended(Dialog ticked, String asset, ZoneId zone, Instant at) {
        return ticked.days(asset)
                .map(days -> at.atZone(zone).toLocalDate().plusDays(days).toString())
                .orElseGet(() -> Season.annual(zone, at));
    }

    /** The entry that it must be, if it comes back. */
    Optional<String> line() {
        return until.map(date -> text(lot, "a") + " " + number(lot, "n") + " " + date);
    }

    String decision() {
        return text(lot, "l") + " " + text(lot, "a") + " " + number(lot, "n") + " " + why;
    }

    /** Names what became of it. */
    void tell(Dialog ticked, Consumer<String> seen) {
        var asset = text(lot, "a");
        switch (why) {
            case "EXPIRED_EXTENDED" ->
                seen.accept(asset.equals("C") ? "expired credit extended by days" : "expired points extended by hand");
            case "VALID" -> {
                if (ticked.extendsExpired(asset)) {
                    seen.accept("valid lot back as it was, beside an extension");
                }
                if (number(lot, "r") > 1) {
                    seen.accept("what was reapplied comes back once more");
                }
            }
            default -> {}
        }
    }
}
