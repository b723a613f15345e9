package recoup.model;

/** The tenant; nothing is ever read or written without one (L-05). */
public record MerchantId(String value) {
    public MerchantId {
        Ids.check("merchant id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
