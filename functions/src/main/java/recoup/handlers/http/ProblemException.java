package recoup.handlers.http;

/** A request that goes no further: the edge answers {@link #problem()}. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(problem.detail(), null, false, false); // an answer, not a fault: no stack trace
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
