package recoup.model;

import java.util.regex.Pattern;

/** The alphabet of every id: 1 to 128 of {@code A–Z a–z 0–9 . _ : ~ @ -}; {@code #} is left to the table's keys. */
public final class Ids {
    public static final String SHAPE = "1 to 128 of A-Z a-z 0-9 . _ : ~ @ -";
    public static final int LONGEST = 128;
    public static final String REGEX = "[A-Za-z0-9._:~@-]{1,128}";
    private static final Pattern ALPHABET = Pattern.compile(REGEX);

    private Ids() {}

    public static boolean wellFormed(String text) {
        return ALPHABET.matcher(text).matches();
    }

    static void check(String kind, String text) {
        if (!wellFormed(text)) {
            throw new IllegalArgumentException(kind + " must be " + SHAPE);
        }
    }
}
