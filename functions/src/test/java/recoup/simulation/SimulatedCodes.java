package recoup.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import recoup.model.MerchantId;
import recoup.model.OrderId;
import recoup.model.Redemption.DiscountAction;
import recoup.model.Reward;
import recoup.operations.CodeShop;

/**
 * The shop platforms in which codes live, and what is true of each code. A call takes several steps, between which others go
 * on; any step may fail, before it had its effect or after.
 */
final class SimulatedCodes implements CodeShop {
    /**
     * What is true of a code.
     *
     * @param usable whether a customer can use it now
     * @param shared whether its discount holds other codes, too
     * @param used whether it was used, while it could be
     * @param sourceRemoved whether the reward behind it is gone
     * @param refunded whether its points were given back elsewhere
     */
    record Truth(boolean usable, boolean shared, boolean used, boolean sourceRemoved, boolean refunded) {}

    private static final class Code {
        private final boolean shared;
        private final boolean stuck;
        private boolean over;
        private boolean deleted;
        private boolean used;
        private boolean sourceRemoved;
        private boolean refunded;

        private Code(boolean shared, boolean stuck) {
            this.shared = shared;
            this.stuck = stuck;
        }

        private boolean usable() {
            return !over && !deleted;
        }
    }

    /** What is in the way of one step. */
    private enum Trouble {
        NONE,
        THROTTLED,
        DOWN,
        TIMED_OUT_BEFORE,
        TIMED_OUT_AFTER
    }

    /** How a call ends whose step had no effect, as far as anybody can tell. */
    private static final class Trying extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final String why;
        private final transient Optional<Duration> retryAfter;

        Trying(String why, Optional<Duration> retryAfter) {
            super(why, null, false, false);
            this.why = why;
            this.retryAfter = retryAfter;
        }

        Trying(String why) {
            this(why, Optional.empty());
        }
    }

    /** Some days are worse than others. */
    private static final List<Integer> PERCENT_IN_TROUBLE = List.of(10, 40, 80);

    private static final int LONGEST_PAUSE = 2_000;
    private static final List<Trouble> TROUBLES =
            List.of(Trouble.THROTTLED, Trouble.TIMED_OUT_BEFORE, Trouble.TIMED_OUT_AFTER, Trouble.TIMED_OUT_AFTER);

    private final RandomGenerator random;
    private final Consumer<String> seen;
    private final Map<String, Code> codes = new TreeMap<>();
    private final int percentInTrouble;
    private boolean down;
    private boolean calm;
    private int asked;

    SimulatedCodes(RandomGenerator random, Consumer<String> seen) {
        this.random = random;
        this.seen = seen;
        this.percentInTrouble = PERCENT_IN_TROUBLE.get(random.nextInt(PERCENT_IN_TROUBLE.size()));
    }

    /**
     * A code is made, if there is none of this name.
     *
     * @param stuck whether the shop never lets it be ended
     */
    void issue(String code, boolean shared, boolean stuck) {
        codes.putIfAbsent(code, new Code(shared, stuck));
    }

    Truth of(String name) {
        var code = code(name);
        return new Truth(code.usable(), code.shared, code.used, code.sourceRemoved, code.refunded);
    }

    /** How often anybody asked for a code to be revoked. */
    int asked() {
        return asked;
    }

    /** A customer pays with it; false if that is no longer possible. */
    boolean use(String name) {
        var code = code(name);
        code.used |= code.usable();
        return code.usable();
    }

    /** Somebody in the shop throws a code away that nobody has used. */
    void throwAway(String name) {
        code(name).deleted |= !code(name).used;
    }

    void removeSource(String name) {
        code(name).sourceRemoved = true;
    }

    void refund(String name) {
        code(name).refunded = true;
    }

    /** From now on nobody can reach the shops, or everybody again. */
    void down(boolean isDown) {
        down = isDown;
    }

    /** From now on only that fails which always will. */
    void calm() {
        calm = true;
        down = false;
    }

    /** The order that used a code. */
    static OrderId usedBy(String code) {
        return new OrderId("USED-" + code);
    }

    /** Deactivate, look, delete. A shared discount cannot be ended for one customer alone. */
    @Override
    public Told revoke(MerchantId merchant, Reward reward, DiscountAction action) {
        asked++;
        var deletes = action == DiscountAction.DELETE;
        var code = code(reward.code());
        try {
            if (code.usable() && code.shared && !deletes) {
                return new Told.Shared();
            }
            step(code, !code.usable() || code.shared, () -> code.over = true);
            if (wasUsed(code)) {
                return new Told.Used(Optional.of(usedBy(reward.code())).filter(_ -> random.nextBoolean()));
            }
            step(code, !deletes || code.deleted, () -> code.deleted = true);
            return new Told.Revoked();
        } catch (Trying trying) {
            return new Told.Failed(trying.why, trying.retryAfter);
        }
    }

    /** What is gone tells nothing of its past (R-04, case 1). */
    private boolean wasUsed(Code code) {
        Baton.pass();
        if (trouble() != Trouble.NONE) {
            throw new Trying("the usage cannot be read");
        }
        return code.used && !code.deleted;
    }

    /** One change, unless it is done; after a timeout the shop is asked how the code stands, and may fail to say. */
    private void step(Code code, boolean isDone, Runnable change) {
        Baton.pass();
        if (isDone) {
            return;
        }
        if (code.stuck) {
            throw new Trying("another discount stands in the code's place");
        }
        switch (trouble()) {
            case NONE -> change.run();
            case THROTTLED -> {
                var pause = Duration.ofSeconds(random.nextInt(LONGEST_PAUSE));
                throw new Trying("slow down", Optional.of(pause).filter(_ -> random.nextBoolean()));
            }
            case DOWN -> throw new Trying("the shop cannot be reached");
            case TIMED_OUT_BEFORE -> throw new Trying("the shop did not answer in time");
            case TIMED_OUT_AFTER -> {
                change.run();
                seen.accept("shop timed out after it had done what was asked");
                Baton.pass();
                if (random.nextBoolean()) {
                    throw new Trying("the shop did not answer in time, nor did it say how the code stands");
                }
            }
        }
    }

    private Trouble trouble() {
        if (calm) {
            return Trouble.NONE;
        }
        if (down) {
            return Trouble.DOWN;
        }
        return random.nextInt(100) < percentInTrouble ? TROUBLES.get(random.nextInt(TROUBLES.size())) : Trouble.NONE;
    }

    private Code code(String name) {
        return Optional.ofNullable(codes.get(name))
                .orElseThrow(() -> new AssertionError("nobody has issued the code " + name));
    }
}
