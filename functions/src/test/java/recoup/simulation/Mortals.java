package recoup.simulation;

import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import recoup.handlers.Shop;

/** What a client sees of a function that died: no answer, as if the store could not be reached. */
final class Mortals {
    private Mortals() {}

    static Shop.Answer answer(Supplier<Shop.Answer> ask, Consumer<String> seen) {
        try {
            return ask.get();
        } catch (DyingDynamoDb.Died died) {
            seen.accept("client's function died " + died.when());
            Baton.pass();
            return new Shop.Answer(503, Map.of(), "{}");
        }
    }
}
