package recoup.ledger;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The conditions under which an item may be written. */
final class Guards {
    /** Nobody wrote it before. */
    static final String ABSENT = "attribute_not_exists(pk)";

    /** Nobody wrote it since it was read. */
    static final String UNCHANGED = "v = :version";

    /** Nobody wrote it, or what was written is to be forgotten. */
    static final String ABSENT_OR_FORGOTTEN = "attribute_not_exists(pk) OR #ttl <= :now";

    private Guards() {}

    static Map<String, AttributeValue> version(long read) {
        return Map.of(":version", AttributeValue.fromN(Long.toString(read)));
    }
}
