package recoup.ledger;

/**
 * The store did not answer, or would not. After a write the outcome is unknown: it may have been committed, so read again
 * before writing again.
 */
public final class LedgerUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1;

    LedgerUnavailable(String what, Throwable cause) {
        super(what, cause);
    }

    LedgerUnavailable(String what) {
        super(what);
    }
}
