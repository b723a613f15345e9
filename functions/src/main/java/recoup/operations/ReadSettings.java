package recoup.operations;

import recoup.ledger.Consistency;
import recoup.ledger.Ledger;
import recoup.model.Settings;

/** A merchant's settings as they stand; the defaults if none are saved. */
public final class ReadSettings {
    private final Ledger ledger;

    public ReadSettings(Ledger ledger) {
        this.ledger = ledger;
    }

    public Settings run(Request request) {
        return request.reading(() -> ledger.settings(request.caller().merchant(), Consistency.STRONG));
    }
}
