package recoup.operations;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
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
        Function<Facts, Decision<Rendered>> rendered =
                facts -> decide.apply(facts).map(rendering);
        return switch (request.untilWon(
                () -> attempt(request, wanted, rendered, Function.identity(), Optional.empty()),
                OneWrite::<Rendered>busy)) {
            case Ended.Written<Rendered>(var answer) -> new Outcome.Done(answer, false);
            case Ended.Unneeded<Rendered>(var answer) -> new Outcome.Done(answer, false);
            case Ended.Replayed<Rendered>(var first) -> new Outcome.Done(first, true);
            case Ended.Refused<Rendered>(var refusal) -> new Outcome.Refused(refusal);
        };
    }

    /**
     * The same for whoever waits for no answer, and so named no key.
     *
     * @throws LedgerUnavailable if the store did not answer until the attempts were used up; the outcome is unknown
     */
    <R> Ended<R> run(Request request, Wanted wanted, Function<Facts, Decision<R>> decide) {
        return run(request, wanted, decide, Optional.empty());
    }

    /**
     * The same for whoever has read already.
     *
     * @param first what was read, and is decided on first; a race that is lost reads again
     */
    <R> Ended<R> run(Request request, Wanted wanted, Function<Facts, Decision<R>> decide, Optional<Facts> first) {
        var known = new ArrayDeque<>(first.stream().toList());
        return request.untilWon(
                () -> attempt(request, wanted, decide, OneWrite::unanswered, Optional.ofNullable(known.poll())),
                OneWrite::<R>busy);
    }

    private <R> Optional<Ended<R>> attempt(
            Request request,
            Wanted wanted,
            Function<Facts, Decision<R>> decide,
            Function<R, Rendered> rendering,
            Optional<Facts> known) {
        var withAnswer = wanted.answerTo(request.idempotency().map(Idempotency::key));
        var facts = known.orElseGet(() -> read(withAnswer, request));
        if (facts.answer().isPresent()) {
            return Optional.of(replay(facts.answer().get(), request));
        }
        final Decision<R> decision;
        try {
            decision = decide.apply(facts);
        } catch (RuntimeException fault) {
            if (read(withAnswer, request).equals(facts)) {
                throw fault;
            }
            return Optional.empty(); // an order and a wallet of two instants may make no sense together
        }
        return switch (decision) {
            case Decision.Refuse<R>(var refusal) -> ifStill(facts, withAnswer, request, new Ended.Refused<>(refusal));
            case Decision.Nothing<R>(var result) -> ifStill(facts, withAnswer, request, new Ended.Unneeded<>(result));
            case Decision.Write<R>(var result, var commit) -> write(commit, result, rendering, request);
        };
    }

    /**
     * A write is guarded by what it read; an outcome without one must guard itself. Several items are not read at one
     * instant, so the facts may be of two: of before and after the very commit whose answer this request should get. Only
     * if a second read finds the same, there was an instant at which all of it was true.
     */
    private <R> Optional<Ended<R>> ifStill(Facts facts, Wanted wanted, Request request, Ended<R> ended) {
        var again = read(wanted, request);
        if (again.answer().isPresent()) {
            return Optional.of(replay(again.answer().get(), request));
        }
        return again.equals(facts) ? Optional.of(ended) : Optional.empty();
    }

    private Facts read(Wanted wanted, Request request) {
        return ledger.read(
                request.caller().merchant(),
                wanted,
                Consistency.STRONG,
                request.moment().realNow());
    }

    private <R> Optional<Ended<R>> write(Commit commit, R result, Function<R, Rendered> rendering, Request request) {
        var realNow = request.moment().realNow();
        var answering = request.idempotency()
                .map(name -> commit.answering(stored(rendering.apply(result), name, realNow)))
                .orElse(commit);
        return switch (ledger.apply(answering, realNow)) {
            case Applied.Committed() -> Optional.of(new Ended.Written<>(result));
            case Applied.Answered(var first) -> Optional.of(replay(first, request));
            case Applied.Stale() -> Optional.empty();
        };
    }

    private static Answer stored(Rendered answer, Idempotency name, Instant realNow) {
        return new Answer(name.key(), name.request(), answer.code(), answer.body(), realNow.plus(ANSWERS_KEPT));
    }

    private static <R> Ended<R> busy() {
        return new Ended.Refused<>(new Refusal.Busy());
    }

    private static <R> Rendered unanswered(R result) {
        throw new IllegalStateException("a key was named for what has no answer: " + result);
    }

    /** The first answer, if it answers this very request. */
    private static <R> Ended<R> replay(Answer first, Request request) {
        var asked = request.idempotency().map(Idempotency::request);
        return asked.filter(first.request()::equals).isPresent()
                ? new Ended.Replayed<>(new Rendered(first.code(), first.body()))
                : new Ended.Refused<>(new Refusal.KeyReused(first.key()));
    }
}
