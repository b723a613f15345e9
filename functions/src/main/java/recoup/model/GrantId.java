package recoup.model;

/** The name of a grant, as whoever hands out points calls it. */
public record GrantId(String value) {
    public GrantId {
        Ids.check("grant id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
