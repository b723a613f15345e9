package recoup.fuzz;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** One shop's life, decided by its seed: requests one after the other, right, wrong or once more, each of them judged. */
final class Life {
    /** A shop lives so long; then the next one begins. */
    static final int LENGTH = 500;

    private record Said(Asking asked, APIGatewayV2HTTPResponse answer) {}

    private final long seed;
    private final Dice dice;
    private final LivingShop shop;
    private final Known known = new Known();
    private final Requests requests;
    private final Wrongs wrongs;
    private final UnaryOperator<Function<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse>> mistake;
    private final Map<String, Long> seen = new TreeMap<>();
    private final List<String> faults = new ArrayList<>();
    private final List<Said> committed = new ArrayList<>();

    /** @param mistake what is planted between the shop and whoever asks; usually nothing */
    Life(long seed, UnaryOperator<Function<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse>> mistake) {
        this.seed = seed;
        this.dice = new Dice(seed);
        this.shop = new LivingShop(dice);
        this.requests = new Requests(dice, known, shop::now);
        this.wrongs = new Wrongs(dice);
        this.mistake = mistake;
    }

    /** What was seen, counted; an {@link AssertionError} names the seed and the request that went wrong. */
    Map<String, Long> live(int length) {
        for (var number = 0; number < length; number++) {
            if (!committed.isEmpty() && dice.percent(4)) {
                again(number);
            } else {
                one(number, next());
            }
            if (dice.percent(30)) {
                var at = number;
                shop.goesOn().ifPresent(why -> fail(at, "in the background", why));
            }
        }
        shop.remains().ifPresent(why -> fail(length, "in the end", why));
        see("parked", shop.parked());
        if (!faults.isEmpty()) {
            throw new AssertionError(String.join("\n\n", faults));
        }
        return seen;
    }

    private Asking next() {
        var asking = switch (dice.below(30)) {
            case 0 -> known.nextPage(dice).orElseGet(requests::any);
            case 1 -> known.placedBefore(dice).orElseGet(requests::any);
            default -> requests.any();
        };
        if (dice.percent(45)) {
            wrongs.bend(asking);
        }
        return asking;
    }

    private void one(int number, Asking asking) {
        var answered = asked(asking);
        var faults = Oracle.faults(asking, answered);
        if (!faults.isEmpty()) {
            fail(
                    number,
                    asking.toString(),
                    faults + "\nanswered: " + answered.answer().getBody());
        }
        var answer = answered.answer();
        see(asking.name() + " " + answer.getStatusCode(), 1);
        see(
                "%s, %dxx"
                        .formatted(
                                asking.wrong().isEmpty() ? "as it should be" : asking.wrong(),
                                answer.getStatusCode() / 100),
                1);
        known.learn(asking, answer);
        if (answered.writes() > 0
                && answer.getStatusCode() < 300
                && asking.headers().containsKey("idempotency-key")
                && !asking.name().equals("cancelOrders")) {
            committed.add(new Said(asking, answer));
        }
    }

    /** What was committed under a key is answered the same, byte for byte. */
    private void again(int number) {
        var said = dice.of(committed);
        var answered = asked(said.asked());
        var answer = answered.answer();
        if (answered.writes() > 0
                || answer.getStatusCode() != said.answer().getStatusCode()
                || !Objects.equals(answer.getBody(), said.answer().getBody())
                || !"true".equals(answer.getHeaders().get("Idempotency-Replayed"))) {
            fail(number, said.asked() + " once more", said.answer() + "\nthen " + answer);
        }
        see("answered once more", 1);
    }

    private Oracle.Answered asked(Asking asking) {
        var log = new StringBuilder();
        var before = shop.writes();
        var silences = shop.silences();
        var event = asking.event();
        var answer = mistake.apply(asked -> shop.answer(asked, log)).apply(event);
        return new Oracle.Answered(event, answer, shop.writes() - before, shop.silences() > silences, log.toString());
    }

    private void see(String what, long times) {
        seen.merge(what, times, Long::sum);
    }

    private void fail(int number, String what, String why) {
        faults.add("-Dfuzz.seed=%d, request %d: %s%n%s".formatted(seed, number, what, why));
    }
}
