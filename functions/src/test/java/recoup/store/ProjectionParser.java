package recoup.store;

/** Reads projection expressions. */
final class ProjectionParser extends ExpressionParser {
    private ProjectionParser(String expression, Placeholders placeholders) {
        super(expression, placeholders);
    }

    static Projection parse(String expression, Placeholders placeholders) {
        var parser = new ProjectionParser(expression, placeholders);
        var paths = parser.paths();
        parser.tokens.requireEnd();
        return Projection.of(paths);
    }
}
