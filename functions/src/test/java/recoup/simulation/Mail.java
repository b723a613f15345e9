package recoup.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import recoup.handlers.Roads;
import recoup.handlers.Shop;
import recoup.queues.SimulatedSqs.Message;

/** The way in for what is told: each thing until it is taken, some twice, and noted with what must come of it. */
final class Mail {
    private static final int PATIENCE = 1_000;

    private final Roads roads;
    private final String merchant;
    private final RandomGenerator random;
    private final Consumer<String> seen;
    private final List<Word> words = new ArrayList<>();
    private int numbered;

    Mail(Roads roads, String merchant, RandomGenerator random, Consumer<String> seen) {
        this.roads = roads;
        this.merchant = merchant;
        this.random = random;
        this.seen = seen;
        roads.parameters().put("/recoup/" + merchant, Callbacks.SECRETS);
    }

    /** Everything that was told. */
    List<Word> words() {
        return List.copyOf(words);
    }

    /** What was told by {@code message}, which is about this merchant. */
    Word word(Message message) {
        return words.stream()
                .filter(word -> message.body().contains(word.mark()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nobody told " + message.body()));
    }

    /** Whether a message is about this merchant. */
    boolean isMine(Message message) {
        return isMine(message.body());
    }

    boolean isMine(String body) {
        return body.contains("\"merchantId\":\"" + merchant + "\"");
    }

    /** A number that nothing else has. */
    int next() {
        return ++numbered;
    }

    /** A provider's callback, which is signed anew each time that it is sent. */
    void callback(Supplier<Callbacks.Signed> callback, Word word) {
        words.add(word);
        untilTaken(() -> {
            var signed = callback.get();
            return roads.webhook(signed.provider(), merchant, signed.headers(), signed.body());
        });
    }

    /** One CloudEvent of the shop's, whose {@code data} are members as JSON; its id is in the mark that the word needs. */
    void event(String type, String data, Word word) {
        words.add(word);
        var event = "{\"specversion\":\"1.0\",%s,\"source\":\"/shop\",\"type\":\"%s\",\"data\":{\"orderId\":\"%s\"%s}}"
                .formatted(word.mark(), type, word.about(), data);
        untilTaken(() -> roads.events(merchant, event));
    }

    /** One CloudEvent of the shop's about a reward. */
    void reward(String type, String data, Word word) {
        words.add(word);
        var event = "{\"specversion\":\"1.0\",%s,\"source\":\"/shop\",\"type\":\"%s\",\"data\":{%s}}"
                .formatted(word.mark(), type, data);
        untilTaken(() -> roads.events(merchant, event));
    }

    /** Something that no road of ours would put into a queue. */
    void poison(String queue) {
        var body = "{\"merchantId\":\"%s\",\"torn\":%d,".formatted(merchant, next());
        words.add(new Word(body, "", Word.End.PARKED, List.of(), Word.nothing()));
        roads.sqs().add(queue, body);
    }

    private void untilTaken(Supplier<Shop.Answer> send) {
        var copies = random.nextInt(4) == 0 ? 2 : 1;
        for (var attempt = 0; attempt < PATIENCE && copies > 0; attempt++) {
            var status = send.get().status();
            switch (status) {
                case 200, 202 -> copies--;
                case 503 -> seen.accept("told again, for the queue was gone");
                default -> throw new AssertionError("nobody expects " + status);
            }
            Baton.pass();
        }
        if (copies > 0) {
            throw new AssertionError("not taken after " + PATIENCE + " requests");
        }
    }
}
