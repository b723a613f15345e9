package recoup.operations;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import recoup.ledger.Answer;
import recoup.ledger.Applied;
import recoup.ledger.Commit;
import recoup.ledger.Consistency;
import recoup.ledger.Facts;
import recoup.ledger.Ledger;
import recoup.ledger.LedgerUnavailable;
import recoup.ledger.Wanted;

/**
 * Read, decide, one write. Whoever loses a race, or does not learn how a write ended, reads and decides again; the answer
 * stored by an earlier write of the same key is looked up first, so a lost response is met by the first answer.
 */
final class OneWrite {
    /** How long an answer is kept, in real time. */
    static final Duration ANSWERS_KEPT = Duration.ofDays(30);

    private final Ledger ledger;

    OneWrite(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * Runs one operation to its end.
     *
     * @param rendering the answer to a result, stored with it
     * @throws LedgerUnavailable if the store did not answer until the attempts were used up; the outcome is unknown
     */
    <R> Outcome run(
            Request request, Wanted wanted, Function<Facts, Decision<R>> decide, Function<R, Rendered> rendering) {
        var wantedWithAnswer = wanted.answerTo(request.idempotency().map(Idempotency::key));
        return request.untilWon(() -> attempt(request, wantedWithAnswer, decide, rendering), OneWrite::busy);
    }

    private <R> Optional<Outcome> attempt(
            Request request, Wanted wanted, Function<Facts, Decision<R>> decide, Function<R, Rendered> rendering) {
        var merchant = request.caller().merchant();
        var facts = ledger.read(
                merchant, wanted, Consistency.STRONG, request.moment().realNow());
        if (facts.answer().isPresent()) {
            return Optional.of(replay(facts.answer().get(), request));
        }
        return switch (decide.apply(facts)) {
            case Decision.Refuse<R>(var refusal) -> ifStill(facts, wanted, request, new Outcome.Refused(refusal));
            case Decision.Nothing<R>(var result) ->
                ifStill(facts, wanted, request, new Outcome.Done(rendering.apply(result), false));
            case Decision.Write<R>(var result, var commit) -> write(commit, rendering.apply(result), request);
        };
    }

    /**
     * A write is guarded by what it read; an outcome without one must guard itself. Several items are not read at one
     * instant, so the facts may be of two: of before and after the very commit whose answer this request should get. Only
     * if a second read finds the same, there was an instant at which all of it was true.
     */
    private Optional<Outcome> ifStill(Facts facts, Wanted wanted, Request request, Outcome outcome) {
        var again = ledger.read(
                request.caller().merchant(),
                wanted,
                Consistency.STRONG,
                request.moment().realNow());
        if (again.answer().isPresent()) {
            return Optional.of(replay(again.answer().get(), request));
        }
        return again.equals(facts) ? Optional.of(outcome) : Optional.empty();
    }

    private Optional<Outcome> write(Commit commit, Rendered answer, Request request) {
        var realNow = request.moment().realNow();
        var answering = request.idempotency()
                .map(name -> commit.answering(stored(answer, name, realNow)))
                .orElse(commit);
        return switch (ledger.apply(answering, realNow)) {
            case Applied.Committed() -> Optional.of(new Outcome.Done(answer, false));
            case Applied.Answered(var first) -> Optional.of(replay(first, request));
            case Applied.Stale() -> Optional.empty();
        };
    }

    private static Answer stored(Rendered answer, Idempotency name, Instant realNow) {
        return new Answer(name.key(), name.request(), answer.code(), answer.body(), realNow.plus(ANSWERS_KEPT));
    }

    private static Outcome busy() {
        return new Outcome.Refused(new Refusal.Busy());
    }

    /** The first answer, if it answers this very request. */
    private static Outcome replay(Answer first, Request request) {
        var asked = request.idempotency().map(Idempotency::request);
        return asked.filter(first.request()::equals).isPresent()
                ? new Outcome.Done(new Rendered(first.code(), first.body()), true)
                : new Outcome.Refused(new Refusal.KeyReused(first.key()));
    }
}
