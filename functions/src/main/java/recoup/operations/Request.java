package recoup.operations;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import recoup.ledger.Facts;
import recoup.ledger.LedgerUnavailable;
import recoup.model.Journal;
import recoup.model.OrderId;
import recoup.model.Trigger;
import recoup.rules.posting.Postings;

/**
 * What every operation is told besides what to do, and how long it may go on trying.
 *
 * @param idempotency under which name the client may send the same request again, if it gave one
 */
public record Request(Caller caller, Moment moment, Attempts attempts, Optional<Idempotency> idempotency) {
    /** The journal item of something that this request does now. */
    Journal journal(Journal.What what, Trigger trigger, Optional<OrderId> order) {
        return Journal.of(what, moment.now(), trigger, caller.actor(), order);
    }

    /** The movements of this request on the wallet in {@code facts}, from now on. */
    Postings postings(Facts facts) {
        return Postings.open(facts.wallet().orElseThrow(), facts.settings().calendar(), moment.now());
    }

    public Request named(Idempotency name) {
        return new Request(caller, moment, attempts, Optional.of(name));
    }

    /** The same at a later business time. */
    Request at(Instant now) {
        return new Request(caller, new Moment(now, moment.realNow()), attempts, idempotency);
    }

    /** The same, with no answer to keep. */
    Request unnamed() {
        return new Request(caller, moment, attempts, Optional.empty());
    }

    /**
     * Reads until the store answers.
     *
     * @throws LedgerUnavailable if it did not until the attempts were used up
     */
    <T> T reading(Supplier<T> read) {
        while (true) {
            try {
                return read.get();
            } catch (LedgerUnavailable unavailable) {
                if (!attempts.another()) {
                    throw unavailable;
                }
            }
        }
    }

    /** Tries until there is a result; an empty one is a race lost, and {@code busy} is for losing every one. */
    <T> T untilWon(Supplier<Optional<T>> attempt, Supplier<T> busy) {
        while (true) {
            var result = reading(attempt);
            if (result.isPresent()) {
                return result.get();
            }
            if (!attempts.another()) {
                return busy.get();
            }
        }
    }
}
