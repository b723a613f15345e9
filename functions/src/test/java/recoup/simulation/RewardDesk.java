package recoup.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import recoup.handlers.AdminApi;
import recoup.handlers.Shop;
import recoup.simulation.Redemptions.Known;

/**
 * Those who undo redemptions: admins who look at plans and carry some out as shown, several at the same redemption, and a
 * client that sends the same request again until it has seen an answer twice. They remember what they were told.
 */
final class RewardDesk {
    private static final int PATIENCE = 100;
    /** The case of a redemption that is reversed already (R-04). */
    private static final int REVERSED = 6;

    private static final int INSISTING = 4;

    private final Shop shop;
    private final Redemptions redemptions;
    private final RandomGenerator random;
    private final Supplier<AdminApi> ways;
    private final Runnable timeGoesOn;
    private final Consumer<String> seen;
    private final Map<String, Integer> underWay = new HashMap<>();
    private final Map<String, JsonNode> reversals = new TreeMap<>();
    private final Map<String, String> reversedAt = new TreeMap<>();
    private final Set<String> accepted = new TreeSet<>();

    RewardDesk(
            Shop shop,
            Redemptions redemptions,
            RandomGenerator random,
            Supplier<AdminApi> ways,
            Runnable timeGoesOn,
            Consumer<String> seen) {
        this.shop = shop;
        this.redemptions = redemptions;
        this.random = random;
        this.ways = ways;
        this.timeGoesOn = timeGoesOn;
        this.seen = seen;
    }

    void admin(int turns) {
        var way = ways.get();
        for (var turn = 0; turn < turns; turn++) {
            withdrawn(Set.of("DEACTIVATED", "DELETED"))
                    .filter(_ -> random.nextInt(3) == 0)
                    .or(redemptions::any)
                    .ifPresent(known -> reverse(known, way));
            timeGoesOn.run();
        }
    }

    /** One whose code was revoked, and whose points had expired by then. */
    private Optional<Known> withdrawn(Set<String> statuses) {
        var ids = shop.items().stream()
                .filter(item -> Raw.text(item, "sk").equals("P")
                        && ReversalRules.state(item).equals("REDEEMED"))
                .filter(item -> statuses.contains(Raw.text(Raw.map(item, "rw"), "s")))
                .map(item -> Raw.text(item, "i"))
                .toList();
        return redemptions.all().stream()
                .filter(known -> ids.contains(known.id()))
                .findFirst();
    }

    private void reverse(Known known, AdminApi way) {
        if (random.nextInt(12) == 0) {
            wrong(known, way);
            return;
        }
        var asked = Asked.any(random, known.points());
        var key = "desk-" + random.nextLong();
        var preview = Mortals.answer(
                () -> shop.previewReversal(known.id(), asked.body()).by(way).answer(), seen);
        var shown = preview.status() == 200 && random.nextBoolean();
        var answer = untilAnswered(known, () -> {
            var call = shop.reverse(known.id(), asked.body())
                    .header("idempotency-key", key)
                    .by(way);
            return (shown ? call.header("if-match", preview.etag()) : call).answer();
        });
        if (answer.status() == 202) {
            for (var wait = random.nextInt(INSISTING); wait > 0; wait--) {
                timeGoesOn.run();
            }
            insist(known, asked, way);
        }
        if (answer.code().equals("nothing-to-return")) {
            extend(known, way);
        }
        if (shown && answer.status() == 200 && preview.json().get("case").intValue() == REVERSED) {
            seen.accept("code deleted after the points were back");
        } else if (shown && answer.status() == 200) {
            asShown(known, asked, preview.json(), answer.json());
        }
    }

    /** Of whose function died the code-revoker gives back what it can; the plan that was shown may have ended by then. */
    private void asShown(Known known, Asked asked, JsonNode preview, JsonNode answer) {
        var until = preview.at("/plan/validUntil");
        var at = Instant.parse(answer.at("/reversal/at").textValue());
        if (until.isTextual() && !at.isBefore(Instant.parse(until.textValue()))) {
            seen.accept("reversal finished after what was shown had ended");
            return;
        }
        seen.accept("reversal done as shown");
        var surplus = Math.max(0, asked.points().orElse(0L) - known.points());
        assertThat(answer.at("/reversal/points").longValue())
                .as("L-04: what was done is what was shown in " + preview)
                .isEqualTo(preview.at("/plan/assets/0/toRevert").longValue() + surplus);
    }

    /** Whoever was told to wait asks again, for the points whatever becomes of the code (R-04, R-05). */
    private void insist(Known known, Asked asked, AdminApi way) {
        for (var time = random.nextInt(INSISTING); time > 0; time--) {
            timeGoesOn.run();
            var anyway = new Asked(asked.action(), true, asked.points(), asked.extension(), asked.notifies());
            var key = "insist-" + random.nextLong();
            var answer = untilAnswered(
                    known,
                    () -> shop.reverse(known.id(), anyway.body())
                            .header("idempotency-key", key)
                            .by(way)
                            .answer());
            if (!answer.code().equals("reversal-in-progress")) {
                return;
            }
        }
    }

    /** What has expired can still be extended, even if its code was revoked for nothing (R-06). */
    private void extend(Known known, AdminApi way) {
        var drawn = Asked.any(random, known.points());
        var asked = new Asked("DEACTIVATE", drawn.anyway(), Optional.empty(), true, drawn.notifies());
        var key = "extend-" + random.nextLong();
        untilAnswered(
                known,
                () -> shop.reverse(known.id(), asked.body())
                        .header("idempotency-key", key)
                        .by(way)
                        .answer());
    }

    /** Asks once more for what was revoked for nothing, in a way that a tombstone forbids (R-03). */
    void comeBack(AdminApi way) {
        withdrawn(Set.of("DELETED")).ifPresent(known -> extend(known, way));
    }

    /** Gives the points of what cannot be revoked back, whatever becomes of the codes (R-04). */
    void force(AdminApi way) {
        for (var known : redemptions.all()) {
            if (shop.redemption(known.id()).get("status").textValue().equals("REVERSING")) {
                var asked = new Asked("DEACTIVATE", true, Optional.empty(), true, false);
                var key = "force-" + known.id();
                var answer = untilAnswered(
                        known,
                        () -> shop.reverse(known.id(), asked.body())
                                .header("idempotency-key", key)
                                .by(way)
                                .answer());
                assertThat(answer.status())
                        .as("R-04: forced at last, " + answer)
                        .isEqualTo(200);
            }
        }
    }

    /** More than twice what was spent, or another amount and no reason (R-07). */
    private void wrong(Known known, AdminApi way) {
        var points = random.nextBoolean() ? 2 * known.points() + 1 : known.points() + 1;
        var body = "{\"discountAction\":\"DELETE\",\"refundAnyway\":true,\"points\":%d}".formatted(points);
        var key = "desk-" + random.nextLong();
        var answer = untilAnswered(
                known,
                () -> shop.reverse(known.id(), body)
                        .header("idempotency-key", key)
                        .by(way)
                        .answer());
        assertThat(answer.status()).as("R-07: " + points + " of " + known).isEqualTo(400);
        seen.accept("another amount refused");
    }

    /** Loses answers, and asks again with the same key: an answer that was kept is the same. */
    void client() {
        var way = ways.get();
        redemptions.any().ifPresent(known -> {
            var asked = Asked.any(random, known.points());
            var key = "reward-client-" + random.nextLong();
            Supplier<Shop.Answer> ask = () -> shop.reverse(known.id(), asked.body())
                    .header("idempotency-key", key)
                    .by(way)
                    .answer();
            var first = untilAnswered(known, ask);
            timeGoesOn.run();
            var again = untilAnswered(known, ask);
            if (first.status() == 200 && again.status() == 200) {
                seen.accept("answer of a reversal replayed");
                assertThat(again.body()).as("the same request again").isEqualTo(first.body());
                assertThat(again.headers()).containsEntry("Idempotency-Replayed", "true");
            } else if (first.status() == 200) { // another finished it: an answer that wrote nothing leaves the key free
                assertThat(refusals(known, asked)).as("the same request again").contains(again.code());
            }
        });
    }

    /** Why what is reversed is not reversed once more; and a code that somebody deleted since cannot be deactivated (R-03). */
    private List<String> refusals(Known known, Asked asked) {
        var deleted = asked.action().equals("DEACTIVATE")
                && shop.items().stream()
                        .filter(item -> Raw.text(item, "sk").equals("P")
                                && Raw.text(item, "i").equals(known.id()))
                        .anyMatch(item -> Raw.text(Raw.map(item, "rw"), "s").equals("DELETED"));
        return deleted
                ? List.of("redemption-already-reversed", "reward-deleted")
                : List.of("redemption-already-reversed");
    }

    private Shop.Answer untilAnswered(Known known, Supplier<Shop.Answer> ask) {
        if (underWay.merge(known.id(), 1, Integer::sum) > 1) {
            seen.accept("two reversals at once");
        }
        try {
            for (var attempt = 0; attempt < PATIENCE; attempt++) {
                var answer = Mortals.answer(ask, seen);
                var last = attempt == PATIENCE - 1;
                if (last && answer.body().contains("The shop platform does not answer")) {
                    seen.accept("given up, for the shop never lets the code be deleted");
                    return answer;
                } else if (answer.status() == 503) {
                    seen.accept("unavailable");
                } else if (!answer.code().equals("busy")) {
                    told(known, answer);
                    return answer;
                }
            }
        } finally {
            underWay.merge(known.id(), -1, Integer::sum);
        }
        throw new AssertionError("no answer after " + PATIENCE + " requests");
    }

    private void told(Known known, Shop.Answer answer) {
        switch (answer.status()) {
            case 200 -> {
                assertThat(answer.json().get("status").textValue())
                        .as(answer.body())
                        .isEqualTo("REVERSED");
                var before = Optional.ofNullable(
                        reversals.put(known.id(), answer.json().get("reversal")));
                assertThat(before.filter(other -> !other.equals(answer.json().get("reversal"))))
                        .as("two reversals of one redemption")
                        .isEmpty();
                seen.accept("reversed");
            }
            case 202 -> {
                assertThat(answer.json().get("status").textValue())
                        .as(answer.body())
                        .isEqualTo("REVERSING");
                accepted.add(known.id());
                seen.accept("reversal accepted");
            }
            case 409 -> {
                seen.accept("refused: " + answer.code());
                if (answer.code().equals("redemption-already-reversed")) {
                    reversedAt.put(known.id(), answer.json().get("reversedAt").textValue());
                }
            }
            case 412 -> seen.accept("reversal plan changed");
            case 400 -> {}
            default -> throw new AssertionError("nobody expects " + answer);
        }
    }

    /** What somebody was told, and is not so in the end. */
    List<String> broken() {
        var broken = new ArrayList<String>();
        reversals.forEach((id, reversal) -> {
            var is = shop.redemption(id);
            if (!is.path("reversal").equals(reversal)) {
                broken.add(id + " was reversed by " + reversal + ", and is " + is);
            }
        });
        reversedAt.forEach((id, at) -> {
            var is = shop.redemption(id);
            if (!is.at("/reversal/at").asText().equals(at)) {
                broken.add(id + " had been reversed at " + at + ", and is " + is);
            }
        });
        for (var id : accepted) {
            var begun = shop.items().stream()
                    .filter(item -> Raw.text(item, "sk").startsWith("J#"))
                    .anyMatch(item -> Raw.text(item, "w").equals("REVERSING")
                            && Raw.text(item, "p").equals(id));
            if (!begun) {
                broken.add(id + " was accepted, and never begun");
            }
        }
        return broken;
    }
}
