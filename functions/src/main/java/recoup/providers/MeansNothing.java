package recoup.providers;

/** What was said maps to no event of ours; caught by {@link Findings}, which keeps the reason as a remark. */
final class MeansNothing extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MeansNothing(String why) {
        super(why, null, false, false);
    }
}
