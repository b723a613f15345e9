package recoup.local.crash;

import java.util.ArrayList;
import java.util.List;

/**
 * One thing that a client wants done, whatever number of calls that takes.
 *
 * @param number counts through all clients of a world
 * @param subject the order, redemption or customer that it is about; the orders of a bulk stand with commas between them
 * @param mark what tells its effect from any other's in the table, such as a grant's id
 */
record Deed(
        long number,
        Kind kind,
        String merchant,
        String path,
        String body,
        String subject,
        String mark,
        List<String> headers) {
    /** What is wanted, and so what the table shows once it is done. */
    enum Kind {
        GIVE,
        PLACE,
        CANCEL,
        REVERT,
        MOVE,
        REAPPLY,
        BULK,
        REDEEM,
        REVERSE,
        EARNED,
        REFUNDED,
        ENDED,
        PAID,
        CANCELLED_IN_SHOP;

        /** Whether it is told and not asked: the answer says only that it was heard. */
        boolean isTold() {
            return switch (this) {
                case EARNED, REFUNDED, ENDED, PAID, CANCELLED_IN_SHOP -> true;
                case GIVE, PLACE, CANCEL, REVERT, MOVE, REAPPLY, BULK, REDEEM, REVERSE -> false;
            };
        }
    }

    Deed {
        headers = List.copyOf(headers);
    }

    String method() {
        return kind == Kind.MOVE ? "PATCH" : "POST";
    }

    /** Whether its answer is kept under a key of its own. */
    boolean isKeyed() {
        return kind != Kind.MOVE && !kind.isTold();
    }

    String key() {
        return key(number);
    }

    static String key(long number) {
        return "key-" + number;
    }

    /** All headers, as the client sends them each time. */
    String[] sent() {
        var sent = new ArrayList<>(headers);
        if (isKeyed()) {
            sent.addAll(List.of("Idempotency-Key", key()));
        }
        return sent.toArray(String[]::new);
    }
}
