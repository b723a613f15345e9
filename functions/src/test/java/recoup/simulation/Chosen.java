package recoup.simulation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import recoup.handlers.Shop;

/** A merchant's choices, as a run draws them: about automatic flows, and about what orders earned. */
record Chosen(Automatic automatic, Clawback clawback) {
    /** Few enough that shops which begin with the same are made once. */
    record Automatic(String paymentExpired, String paymentFailed, boolean notifying) {
        void saveIn(Shop shop) {
            shop.settings(paymentExpired, paymentFailed, notifying);
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

        void saveIn(Shop shop) {
            var settings = (ObjectNode) shop.call("read-settings").answer(200).json();
            var clawback = settings.putObject("clawback")
                    .put("enabled", enabled)
                    .put("partialRefund", partialRefund)
                    .put("shortfall", shortfall);
            onStatuses.forEach(clawback.putArray("onStatuses")::add);
            onTags.forEach(clawback.putArray("onTags")::add);
            skipTags.forEach(clawback.putArray("skipTags")::add);
            shop.call("save-settings")
                    .header("if-match", "*")
                    .body(settings.toString())
                    .answer(200);
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
        automatic.saveIn(shop);
        clawback.saveIn(shop);
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
