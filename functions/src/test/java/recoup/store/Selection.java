package recoup.store;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Select;

/** What a query returns of the items it reads, and whether it may. */
record Selection(Optional<Condition> filter, Optional<Projection> projection, boolean countOnly) {
    static Selection of(
            View view, @Nullable Select select, Optional<Projection> projection, Optional<Condition> filter) {
        if (projection.isPresent() && select != null && select != Select.SPECIFIC_ATTRIBUTES) {
            throw Refusals.validation("Cannot specify the ProjectionExpression when choosing to get " + select);
        }
        if (select == Select.SPECIFIC_ATTRIBUTES && projection.isEmpty()) {
            throw Refusals.validation(
                    "Must specify the ProjectionExpression when choosing to get" + " SPECIFIC_ATTRIBUTES");
        }
        if (select == Select.ALL_ATTRIBUTES && !view.keepsAll()) {
            throw Refusals.validation("One or more parameter values were invalid: Select type ALL_ATTRIBUTES is not"
                    + " supported for an index whose projection type is not ALL");
        }
        if (select == Select.ALL_PROJECTED_ATTRIBUTES && !view.isIndex()) {
            throw Refusals.validation("ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName");
        }
        projection.ifPresent(it -> requireKept(it.attributes(), view));
        filter.ifPresent(it -> requireKept(Mentions.of(it), view));
        filter.ifPresent(it -> requireNoKey(it, view.schema()));
        return new Selection(filter, projection, select == Select.COUNT);
    }

    boolean wants(Map<String, AttributeValue> item) {
        return filter.map(it -> it.holds(item)).orElse(true);
    }

    Map<String, AttributeValue> shown(Map<String, AttributeValue> item) {
        return projection.map(it -> it.of(item)).orElse(item);
    }

    private static void requireKept(Collection<String> attributes, View view) {
        for (var attribute : attributes) {
            if (!view.keeps(attribute)) {
                throw Refusals.validation(
                        "One or more parameter values were invalid: the index does not project " + attribute);
            }
        }
    }

    private static void requireNoKey(Condition filter, KeySchema keys) {
        var named = new HashSet<>(Mentions.of(filter));
        named.retainAll(keys.names());
        if (!named.isEmpty()) {
            throw Refusals.validation("Filter Expression can only contain non-primary key attributes: Primary key"
                    + " attribute: " + named.iterator().next());
        }
    }
}
