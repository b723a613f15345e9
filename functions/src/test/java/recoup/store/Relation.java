package recoup.store;

import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The six comparisons of an expression. */
enum Relation {
    EQUAL("="),
    DIFFERENT("<>"),
    LESS("<"),
    AT_MOST("<="),
    MORE(">"),
    AT_LEAST(">=");

    private final String symbol;

    Relation(String symbol) {
        this.symbol = symbol;
    }

    static Optional<Relation> of(String symbol) {
        for (var relation : values()) {
            if (relation.symbol.equals(symbol)) {
                return Optional.of(relation);
            }
        }
        return Optional.empty();
    }

    String symbol() {
        return symbol;
    }

    /** Whether it asks for an order and not only for equality. */
    boolean ordered() {
        return this != EQUAL && this != DIFFERENT;
    }

    boolean holds(Optional<AttributeValue> left, Optional<AttributeValue> right) {
        return switch (this) {
            case EQUAL -> left.isPresent() && left.equals(right);
            case DIFFERENT -> !EQUAL.holds(left, right);
            case LESS -> comparable(left, right) && Values.compare(left.get(), right.get()) < 0;
            case AT_MOST -> comparable(left, right) && Values.compare(left.get(), right.get()) <= 0;
            case MORE -> comparable(left, right) && Values.compare(left.get(), right.get()) > 0;
            case AT_LEAST -> comparable(left, right) && Values.compare(left.get(), right.get()) >= 0;
        };
    }

    private static boolean comparable(Optional<AttributeValue> left, Optional<AttributeValue> right) {
        return left.isPresent() && right.isPresent() && Values.comparable(left.get(), right.get());
    }
}
