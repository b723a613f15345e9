package recoup.local.shop;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import recoup.local.shop.Selection.Field;
import recoup.local.shop.Selection.Inline;
import recoup.local.shop.Selection.Spread;

/** The part of Shopify's schema that is about discount codes. A query that does not fit it is refused before anything is done. */
final class Schema {
    static final String QUERY = "QueryRoot";
    static final String MUTATION = "Mutation";
    /** It has no fields of its own, only members. */
    static final String UNION = "DiscountCode";

    private static final Set<String> MEMBERS =
            Set.of("DiscountCodeBasic", "DiscountCodeBxgy", "DiscountCodeFreeShipping", "DiscountCodeApp");
    private static final String PAGED = "first last after before query sortKey reverse savedSearchId";
    private static final String CODE_DISCOUNT = """
        title status startsAt endsAt createdAt updatedAt usageLimit appliesOncePerCustomer asyncUsageCount \
        codesCount:Count codes(%s):DiscountRedeemCodeConnection\
        """.formatted(PAGED);
    private static final int DEEPEST = 50;

    private static final Map<String, Map<String, Declared>> TYPES = read("""
        QueryRoot = codeDiscountNode(id!):DiscountCodeNode codeDiscountNodeByCode(code!):DiscountCodeNode job(id!):Job \
        orders(%1$s):OrderConnection
        Mutation = discountCodeDeactivate(id!):DiscountCodeDeactivatePayload \
        discountCodeDelete(id!):DiscountCodeDeletePayload \
        discountCodeRedeemCodeBulkDelete(discountId! ids search savedSearchId):DiscountCodeRedeemCodeBulkDeletePayload
        DiscountCodeDeactivatePayload = codeDiscountNode:DiscountCodeNode userErrors:DiscountUserError
        DiscountCodeDeletePayload = deletedCodeDiscountId userErrors:DiscountUserError
        DiscountCodeRedeemCodeBulkDeletePayload = job:Job userErrors:DiscountUserError
        DiscountUserError = code extraInfo field message
        DiscountCodeNode = id codeDiscount:DiscountCode
        DiscountCode =
        DiscountCodeBasic = %2$s
        DiscountCodeBxgy = %2$s
        DiscountCodeFreeShipping = %2$s
        DiscountCodeApp = %2$s
        Count = count precision
        DiscountRedeemCodeConnection = nodes:DiscountRedeemCode edges:DiscountRedeemCodeEdge pageInfo:PageInfo
        DiscountRedeemCodeEdge = cursor node:DiscountRedeemCode
        DiscountRedeemCode = id code asyncUsageCount createdAt
        OrderConnection = nodes:Order edges:OrderEdge pageInfo:PageInfo
        OrderEdge = cursor node:Order
        Order = id legacyResourceId name discountCode discountCodes
        PageInfo = hasNextPage hasPreviousPage startCursor endCursor
        Job = id done\
        """.formatted(PAGED, CODE_DISCOUNT));

    /**
     * A field as the schema declares it.
     *
     * @param type of what it holds; empty for a scalar
     */
    record Declared(Set<String> arguments, Set<String> needed, Optional<String> type) {}

    private Schema() {}

    static boolean isConnection(String type) {
        return type.endsWith("Connection");
    }

    /** The type of a field that {@link #check} has let through. */
    static Optional<String> type(String owner, String field) {
        return Optional.ofNullable(fields(owner).get(field)).flatMap(Declared::type);
    }

    static void check(Query query, Query.Operation operation) {
        check(query, operation.root(), operation.selections(), 0);
    }

    private static void check(Query query, String type, List<Selection> selections, int depth) {
        if (depth > DEEPEST) {
            throw QueryRefused.saying("The query is nested too deeply");
        }
        for (var selection : selections) {
            switch (selection) {
                case Field field -> check(query, type, field, depth);
                case Spread spread -> {
                    var fragment = query.fragment(spread.name());
                    check(query, condition(fragment.type(), type), fragment.selections(), depth + 1);
                }
                case Inline inline ->
                    check(query, condition(inline.type().orElse(type), type), inline.selections(), depth + 1);
            }
        }
    }

    private static void check(Query query, String owner, Field field, int depth) {
        if (field.name().equals("__typename")) {
            return;
        }
        if (owner.equals(UNION)) {
            throw QueryRefused.of(
                    "selectionMismatch",
                    "Selections can't be made directly on unions (see selections on " + UNION + ")");
        }
        var declared = Optional.ofNullable(fields(owner).get(field.name()))
                .orElseThrow(() -> QueryRefused.of(
                        "undefinedField", "Field '" + field.name() + "' doesn't exist on type '" + owner + "'"));
        checkArguments(field, declared);
        if (declared.type().isPresent() == field.selections().isEmpty()) {
            throw QueryRefused.of(
                    "selectionMismatch",
                    declared.type().isPresent()
                            ? "Field must have selections (field '" + field.name() + "' returns "
                                    + declared.type().get() + " but has no selections)"
                            : "Selections can't be made on scalars (field '" + field.name() + "')");
        }
        declared.type().ifPresent(type -> check(query, type, field.selections(), depth + 1));
    }

    private static void checkArguments(Field field, Declared declared) {
        for (var argument : field.arguments().keySet()) {
            if (!declared.arguments().contains(argument)) {
                throw QueryRefused.of(
                        "argumentNotAccepted",
                        "Field '" + field.name() + "' doesn't accept argument '" + argument + "'");
            }
        }
        for (var argument : declared.needed()) {
            if (!field.arguments().containsKey(argument)) {
                throw QueryRefused.of(
                        "missingRequiredArguments",
                        "Field '" + field.name() + "' is missing required arguments: " + argument);
            }
        }
    }

    /** The fragment's type, if the object may be of it. */
    private static String condition(String fragment, String type) {
        if (!TYPES.containsKey(fragment)) {
            throw QueryRefused.of(
                    "undefinedType", "No such type " + fragment + ", so it can't be a fragment condition");
        }
        if (!fragment.equals(type) && !(type.equals(UNION) && MEMBERS.contains(fragment))) {
            throw QueryRefused.of(
                    "cannotSpreadFragment", "Fragment on " + fragment + " can't be spread inside " + type);
        }
        return fragment;
    }

    private static Map<String, Declared> fields(String type) {
        return TYPES.getOrDefault(type, Map.of());
    }

    /** A line is a type and its fields, each with its arguments, those that must be there marked, and its type. */
    private static Map<String, Map<String, Declared>> read(String text) {
        var field = Pattern.compile("(\\w+)(?:\\(([^)]*)\\))?(?::(\\w+))?");
        return text.lines()
                .map(line -> line.split("=", 2))
                .collect(Collectors.toUnmodifiableMap(type -> type[0].strip(), type -> {
                    var fields = new LinkedHashMap<String, Declared>();
                    field.matcher(type[1])
                            .results()
                            .forEach(found -> fields.put(
                                    found.group(1),
                                    declared(
                                            Optional.ofNullable(found.group(2)), Optional.ofNullable(found.group(3)))));
                    return fields;
                }));
    }

    private static Declared declared(Optional<String> arguments, Optional<String> type) {
        var words = arguments.map(it -> List.of(it.split(" ", -1))).orElse(List.of());
        return new Declared(
                words.stream().map(word -> word.replace("!", "")).collect(Collectors.toUnmodifiableSet()),
                words.stream()
                        .filter(word -> word.endsWith("!"))
                        .map(word -> word.replace("!", ""))
                        .collect(Collectors.toUnmodifiableSet()),
                type);
    }
}
