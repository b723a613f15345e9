package recoup.model;

/** A lot; unique within its merchant. */
public record LotId(String value) {
    public LotId {
        Ids.check("lot id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
