package recoup.simulation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import recoup.handlers.Shop;

/** A merchant's choices, as a run draws them: about automatic flows, and about what orders earned. */
record Chosen(Automatic automatic, Clawback clawback) {
    /** What happens by itself when a payment expires or fails, and who is told. */
    record Automatic(String paymentExpired, String paymentFailed, boolean notifying) {
        private void write(ObjectNode settings) {
            var expired = paymentExpired.split("/", 2);
            var failed = paymentFailed.split("/", 2);
            settings.putObject("paymentExpired").put("mode", expired[0]).put("lots", expired[1]);
            settings.putObject("paymentFailed")
                    .put("lots", failed[0])
                    .put("attemptFailureIsTerminal", Boolean.parseBoolean(failed[1]));
            settings.putObject("notifications").put("onAutomaticRevert", notifying);
        }
    }

    /** When earned points are taken back, and what becomes of those that are no longer there. */
    record Clawback(
            boolean enabled,
            List<String> onStatuses,
            List<String> onTags,
            List<String> skipTags,
            String partialRefund,
            String shortfall) {
        Clawback {
            onStatuses = List.copyOf(onStatuses);
            onTags = List.copyOf(onTags);
            skipTags = List.copyOf(skipTags);
        }

        private void write(ObjectNode settings) {
            var clawback = settings.putObject("clawback")
                    .put("enabled", enabled)
                    .put("partialRefund", partialRefund)
                    .put("shortfall", shortfall);
            onStatuses.forEach(clawback.putArray("onStatuses")::add);
            onTags.forEach(clawback.putArray("onTags")::add);
            skipTags.forEach(clawback.putArray("skipTags")::add);
        }
    }

    static Chosen any(RandomGenerator random) {
        return new Chosen(
                new Automatic(
                        one(random, "OFF", "CANCEL", "CANCEL_AND_REVERT", "CANCEL_AND_REVERT") + "/"
                                + one(random, "ALL_OR_NOTHING", "VALID_ONLY"),
                        one(random, "ALL_OR_NOTHING", "VALID_ONLY") + "/" + one(random, "true", "false", "false"),
                        random.nextBoolean()),
                new Clawback(
                        random.nextInt(8) > 0,
                        some(random, "CANCELLED", "REFUNDED", "PARTIALLY_REFUNDED"),
                        some(random, "Returned", " fraud"),
                        random.nextBoolean() ? List.of("VIP") : List.of(),
                        one(random, "FULL", "PROPORTIONAL", "PROPORTIONAL", "NONE"),
                        one(random, "DEBT", "CLAMP", "REJECT")));
    }

    void saveIn(Shop shop) {
        var settings = (ObjectNode) shop.call("read-settings").answer(200).json();
        automatic.write(settings);
        clawback.write(settings);
        save(settings, shop);
    }

    /** Before there is anything in it, a shop moves to its zone. */
    static void move(Shop shop, Season season) {
        var settings = (ObjectNode) shop.call("read-settings").answer(200).json();
        save(settings.put("timeZone", season.zone().getId()), shop);
    }

    private static void save(ObjectNode settings, Shop shop) {
        shop.call("save-settings")
                .header("if-match", "*")
                .body(settings.toString())
                .answer(200);
    }

    private static String one(RandomGenerator random, String... words) {
        return words[random.nextInt(words.length)];
    }

    private static List<String> some(RandomGenerator random, String... words) {
        return IntStream.range(0, words.length)
                .filter(_ -> random.nextInt(3) > 0)
                .mapToObj(word -> words[word])
                .toList();
    }
}
