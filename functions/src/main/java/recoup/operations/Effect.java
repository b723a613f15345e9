package recoup.operations;

import recoup.model.Order;
import recoup.model.OrderId;

/** What became of something that was told about an order. */
public sealed interface Effect {
    /** It is done, and written. */
    record Done(Order order) implements Effect {}

    /** Nothing was written: it is so already, it is old, or it is of no account. */
    record Nothing() implements Effect {}

    /** It may be that the order is told later. */
    record UnknownOrder(OrderId order) implements Effect {}

    /** It is written down with a redemption. */
    record Told() implements Effect {}

    /** It may be that the redemption is told later. */
    record UnknownRedemption() implements Effect {}

    /** It can never be done. */
    record Impossible(String why) implements Effect {}

    /** Others were faster each time. */
    record Busy() implements Effect {}
}
