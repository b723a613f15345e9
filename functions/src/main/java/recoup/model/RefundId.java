package recoup.model;

/** A refund's id, as the shop or the payment provider names it. */
public record RefundId(String value) {
    public RefundId {
        Ids.check("refund id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
