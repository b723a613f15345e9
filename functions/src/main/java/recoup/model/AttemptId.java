package recoup.model;

/** One try to pay an order. */
public record AttemptId(String value) {
    public AttemptId {
        Ids.check("payment attempt id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
