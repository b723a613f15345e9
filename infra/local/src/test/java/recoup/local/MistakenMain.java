package recoup.local;

import recoup.local.crash.Mistake;

/** {@link Main} with a {@link Mistake} in it; the program that is deployed has no such switch. */
public final class MistakenMain {
    /** Which one. */
    public static final String MISTAKE = "RECOUP_MISTAKE";

    private MistakenMain() {}

    public static void main(String... arguments) {
        ParentWatch.start(() -> Runtime.getRuntime().halt(1));
        var variables = System.getenv();
        var mistake = Mistake.valueOf(variables.getOrDefault(MISTAKE, ""));
        var _ = LocalStack.start(mistake.in(Options.of(variables)));
    }
}
