package recoup.model;

/** Which texts are taken in: those that every store, queue and topic on their way takes, too. */
public final class PlainText {
    private PlainText() {}

    /** Whether {@code text} has neither control characters, nor half surrogates, nor code points that are no characters. */
    public static boolean isPlain(String text) {
        return text.codePoints().allMatch(PlainText::isPlain);
    }

    private static boolean isPlain(int point) {
        var half = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
        return !Character.isISOControl(point) && !half && point != 0xFFFE && point != 0xFFFF;
    }
}
