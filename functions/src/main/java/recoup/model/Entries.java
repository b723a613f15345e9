package recoup.model;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A journal item unrolled into the entries of the customer's activity: each says who, why and for what (L-01). */
public final class Entries {
    /** Who expires a lot: time does, whoever's operation comes to write it down. */
    private static final String NOBODY = "system";

    private static final int ID_DIGITS = 20;

    private Entries() {}

    /** The entries of {@code journal}, which made the customer's wallet version {@code walletVersion}, oldest first. */
    static List<Entry> of(Journal journal, CustomerId customer, long walletVersion) {
        var movements = journal.movements();
        return IntStream.range(0, movements.size())
                .mapToObj(line -> entry(journal, movements.get(line), id(customer, walletVersion, line)))
                .toList();
    }

    /** The entries that the next write of {@code customer}'s wallet will begin with (L-07). */
    public static List<Entry> coming(CustomerId customer, long walletVersion, List<Movement> expiring) {
        return IntStream.range(0, expiring.size())
                .mapToObj(line -> expiry(expiring.get(line), id(customer, walletVersion + 1, line)))
                .toList();
    }

    private static Entry entry(Journal journal, Movement movement, String id) {
        return switch (movement.type()) {
            case EXPIRE -> expiry(movement, id);
            case CLAWBACK -> entry(journal, movement, id, Trigger.CLAWBACK, Optional.empty());
            case EARN -> entry(journal, movement, id, Trigger.PLATFORM, Optional.empty());
            case ISSUE, SPEND, REVERT, REAPPLY, REDEEM, REDEMPTION_REVERSAL, ADJUST ->
                entry(journal, movement, id, journal.trigger(), journal.note());
        };
    }

    private static Entry entry(Journal journal, Movement movement, String id, Trigger trigger, Optional<String> note) {
        return new Entry(
                id, movement, trigger, journal.actor(), journal.reason(), journal.order(), journal.redemption(), note);
    }

    private static Entry expiry(Movement movement, String id) {
        return new Entry(
                id,
                movement,
                Trigger.ADJUSTMENT,
                NOBODY,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static String id(CustomerId customer, long walletVersion, int line) {
        return "ent_" + Fingerprint.of(customer, walletVersion, line).substring(0, ID_DIGITS);
    }
}
