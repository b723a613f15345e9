package recoup.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import recoup.handlers.Shop;

/** Time as it goes by in a run: business time in steps and jumps, real time in moments. */
final class Passing {
    /** How much real time goes by from one turn to the next, in milliseconds. */
    private static final int LONGEST_TURN = 1_000;

    private final Shop shop;
    private final List<Instant> sharp;
    private final RandomGenerator random;
    private final Tally tally;

    /** @param sharp when something ends, in order */
    Passing(Stage stage, List<Instant> sharp) {
        this.shop = stage.shop();
        this.sharp = sharp;
        this.random = stage.random();
        this.tally = stage.tally();
    }

    /** Now and then exactly to where something ends, or to the last moment before: real time knows of no such jumps. */
    void goesOn() {
        var now = shop.businessTime().instant();
        var next = switch (random.nextInt(8)) {
            case 0 -> sharp(now, random.nextInt(3) == 0 ? 1 : 0);
            case 1, 2 -> now.plus(Duration.ofMinutes(random.nextInt(120)));
            case 3, 4, 5 -> now.plusMillis(random.nextInt(10_000));
            default -> now;
        };
        shop.at(next.toString());
        shop.later(Duration.ofMillis(random.nextInt(LONGEST_TURN)));
        tally.tell("time " + next);
        Baton.pass();
    }

    private Instant sharp(Instant now, int millisBefore) {
        return sharp.stream()
                .map(sharp -> sharp.minusMillis(millisBefore))
                .filter(sharp -> sharp.isAfter(now))
                .findFirst()
                .map(next -> {
                    tally.count(
                            millisBefore > 0 ? "clock set to the last moment before an end" : "clock set to an end");
                    return next;
                })
                .orElse(now);
    }
}
