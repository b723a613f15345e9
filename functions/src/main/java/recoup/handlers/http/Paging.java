package recoup.handlers.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One page of one list: how long it is, where it begins, and a cursor for the next, which is good for this list, this
 * merchant and this filter alone.
 *
 * @param limit 1 to 100
 */
record Paging(int limit, Optional<String> cursor, List<String> listed) {
    private static final List<String> OWN = List.of("limit", "cursor");
    private static final int MOST = 100;
    private static final int USUAL = 25;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,3}");

    /** The parameters of a list: its filter's, {@code limit} and {@code cursor}. */
    static Set<String> with(Set<String> filter) {
        return Stream.concat(filter.stream(), OWN.stream()).collect(Collectors.toSet());
    }

    /** Reads {@code limit} and {@code cursor}, and throws the 400 for every parameter of {@code query} at fault. */
    static Paging of(Call call, String list, Query query) {
        var limit = query.read("limit", "must be a whole number from 1 to " + MOST, Paging::limit);
        query.check();
        var merchant = call.request().caller().merchant().value();
        return new Paging(limit.orElse(USUAL), query.text("cursor"), List.of(list, merchant, query.without(OWN)));
    }

    /** Where the page begins, read from the cursor's position; empty without a cursor, a 400 if it is not this list's. */
    <P> Optional<P> from(Pattern shape, Function<MatchResult, P> read) {
        return cursor.map(text -> Cursor.opened(text, listed)
                .map(shape::matcher)
                .filter(Matcher::matches)
                .map(read)
                .orElseThrow(() -> Call.invalid("cursor", "must be the nextCursor of a page of this list")));
    }

    /** The page as the contract has it. */
    ObjectNode page(ArrayNode items, Optional<String> next) {
        var json = JsonNodeFactory.instance.objectNode();
        json.set("items", items);
        return json.put("nextCursor", nextCursor(next).orElse(null));
    }

    Optional<String> nextCursor(Optional<String> next) {
        return next.map(position -> Cursor.sealed(position, listed));
    }

    private static Optional<Integer> limit(String text) {
        return Optional.of(text)
                .filter(NUMBER.asMatchPredicate())
                .map(Integer::valueOf)
                .filter(number -> number >= 1 && number <= MOST);
    }
}
