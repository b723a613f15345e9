package recoup.model;

/** A customer of one merchant. */
public record CustomerId(String value) {
    public CustomerId {
        Ids.check("customer id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
