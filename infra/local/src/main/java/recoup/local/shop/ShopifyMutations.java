package recoup.local.shop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

/** What changes discounts on Shopify. Refused is said as a user error; nothing is answered after a fault that says nothing. */
record ShopifyMutations(Shop shop, Jobs jobs) {
    /** So long the codes of a deleting job are still there. */
    static final Duration JOB = Duration.ofMillis(150);

    private static final String NO_DISCOUNT = "Code discount does not exist.";

    /** The payload; empty, if nothing is answered. */
    Optional<ObjectNode> answer(String mutation, Map<String, JsonNode> arguments) {
        return switch (mutation) {
            case "discountCodeDeactivate" -> deactivate(argument(arguments, "id"));
            case "discountCodeDelete" -> delete(argument(arguments, "id"));
            default -> deleteCodes(argument(arguments, "discountId"), arguments);
        };
    }

    private Optional<ObjectNode> deactivate(JsonNode id) {
        var payload = payload("DiscountCodeDeactivatePayload", "codeDiscountNode");
        return changed(
                payload,
                "id",
                id,
                discount -> Optional.of(ended(discount)),
                before -> shop.find(before.number())
                        .ifPresent(after ->
                                payload.set("codeDiscountNode", ShopifyTree.node(after, shop.isActive(after)))));
    }

    /** What has ended already keeps its end. */
    private Discount ended(Discount discount) {
        return shop.isActive(discount) ? discount.endingAt(Optional.of(shop.now()), shop.latest()) : discount;
    }

    private Optional<ObjectNode> delete(JsonNode id) {
        var payload = payload("DiscountCodeDeletePayload", "deletedCodeDiscountId");
        return changed(
                payload,
                "id",
                id,
                _ -> Optional.empty(),
                before -> payload.put("deletedCodeDiscountId", ShopifyTree.id("DiscountCodeNode", before.number())));
    }

    /** A job that takes its time deletes the codes; those that the discount does not have it leaves out. */
    private Optional<ObjectNode> deleteCodes(JsonNode discount, Map<String, JsonNode> arguments) {
        var payload = payload("DiscountCodeRedeemCodeBulkDeletePayload", "job");
        if (arguments.containsKey("search") || arguments.containsKey("savedSearchId")) {
            throw QueryRefused.of("BAD_REQUEST", "This shop deletes codes by their ids only");
        }
        var ids = Optional.ofNullable(arguments.get("ids"));
        if (ids.isEmpty()) {
            return refused(
                    payload,
                    Optional.empty(),
                    "MISSING_ARGUMENT",
                    "Missing expected argument key: 'ids', 'search' or 'saved_search_id'.");
        }
        var numbers = new HashSet<String>();
        ids.get().forEach(id -> ShopifyTree.number("DiscountRedeemCode", id).ifPresent(numbers::add));
        var done = shop.now().plus(JOB);
        return changed(
                payload,
                "discountId",
                discount,
                before -> Optional.of(before.with(code -> numbers.contains(code.number()), code -> code.goneAt(done))),
                _ -> {
                    var job = UUID.randomUUID().toString();
                    jobs.begun(job, done);
                    payload.set("job", ShopifyTree.job(job, false));
                });
    }

    private Optional<ObjectNode> changed(
            ObjectNode payload,
            String argument,
            JsonNode id,
            Function<Discount, Optional<Discount>> to,
            Consumer<Discount> done) {
        var number = ShopifyTree.number("DiscountCodeNode", id);
        var change = number.<Change>map(it -> shop.change(it, to)).orElseGet(Change.Absent::new);
        return switch (change) {
            case Change.Made(var before) -> {
                done.accept(before);
                yield Optional.of(payload);
            }
            case Change.Absent() -> refused(payload, Optional.of(argument), "INVALID", NO_DISCOUNT);
            case Change.Faulty(var fault) ->
                switch (fault) {
                    case TIMEOUT, ANSWER_LOST -> Optional.empty();
                    case ERROR ->
                        throw QueryRefused.of(
                                "INTERNAL_SERVER_ERROR",
                                "Internal error. Looks like something went wrong on our end.\nRequest ID: "
                                        + UUID.randomUUID() + " (include this in support requests).");
                };
        };
    }

    private static Optional<ObjectNode> refused(
            ObjectNode payload, Optional<String> field, String code, String message) {
        payload.set("userErrors", ShopifyTree.userError(field, code, message));
        return Optional.of(payload);
    }

    private static ObjectNode payload(String type, String result) {
        var payload = ShopifyTree.typed(type).putNull(result);
        payload.putArray("userErrors");
        return payload;
    }

    /** An argument that must have a value. */
    static JsonNode argument(Map<String, JsonNode> arguments, String name) {
        return Optional.ofNullable(arguments.get(name))
                .orElseThrow(() -> QueryRefused.of(
                        "argumentLiteralsIncompatible", "Argument '" + name + "' has an invalid value (null)"));
    }
}
