package recoup.local.shop;

/** A GraphQL request that is not carried out, or went wrong on the way: the answer is an error and no data. */
final class QueryRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String code;
    private final String sentence;

    private QueryRefused(String code, String sentence) {
        super(sentence, null, false, false); // an answer, not a fault: no stack trace
        this.code = code;
        this.sentence = sentence;
    }

    static QueryRefused of(String code, String sentence) {
        return new QueryRefused(code, sentence);
    }

    /** Of an error to which Shopify gives no code. */
    static QueryRefused saying(String sentence) {
        return new QueryRefused("", sentence);
    }

    String code() {
        return code;
    }

    String sentence() {
        return sentence;
    }
}
