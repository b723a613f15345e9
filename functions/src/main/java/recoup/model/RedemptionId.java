package recoup.model;

/** A redemption's id, as the shop's back end names it. */
public record RedemptionId(String value) {
    public RedemptionId {
        Ids.check("redemption id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
