package recoup.model;

import java.util.Arrays;

/** Names a review by its type and what it is about, so that it opens once. */
public record ReviewId(String value) {
    public ReviewId {
        Ids.check("review id", value);
    }

    /** Of a subject as long as an id may be, the review's id has the fingerprint. */
    static ReviewId of(Review.Kind kind, String subject) {
        var plain = kind + ":" + subject;
        return new ReviewId(plain.length() <= Ids.LONGEST ? plain : kind + "~" + Fingerprint.of(subject));
    }

    /** Of the review that opens if the code of {@code redemption} cannot be revoked. */
    public static ReviewId revokeStuck(RedemptionId redemption) {
        return of(Review.Kind.REVOKE_STUCK, redemption.value());
    }

    /** What kind of review it names. */
    public Review.Kind kind() {
        return Arrays.stream(Review.Kind.values())
                .filter(kind -> value.startsWith(kind.name()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no kind of review begins like " + value));
    }

    @Override
    public String toString() {
        return value;
    }
}
