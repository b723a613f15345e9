package recoup.model;

/** A lot that an operation looked at and left alone, and why: kept in the journal beside what moved. */
public record LotRemark(LotId lot, Amount amount, Why why) {
    /** Why a lot stays outstanding, or was back before. */
    public enum Why {
        EXPIRED_NOT_EXTENDED,
        NOT_CHOSEN,
        ALREADY_REVERTED
    }
}
