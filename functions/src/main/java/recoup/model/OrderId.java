package recoup.model;

/** An order, as the shop numbers it; unique within its merchant. */
public record OrderId(String value) {
    public OrderId {
        Ids.check("order id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
