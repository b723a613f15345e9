package recoup.local.shop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Map;
import java.util.Optional;

/** What Shopify can be asked of discounts. What is not there is null. */
record ShopifyQueries(Shop shop, Jobs jobs) {
    JsonNode answer(String query, Map<String, JsonNode> arguments) {
        return switch (query) {
            case "codeDiscountNode" ->
                shown(ShopifyTree.number("DiscountCodeNode", ShopifyMutations.argument(arguments, "id"))
                        .flatMap(shop::find));
            case "codeDiscountNodeByCode" ->
                shown(shop.reading(ShopifyMutations.argument(arguments, "code").asText()));
            case "orders" -> ShopifyTree.orders(shop);
            default -> job(ShopifyMutations.argument(arguments, "id"));
        };
    }

    private JsonNode shown(Optional<Discount> discount) {
        return orNull(discount.map(it -> ShopifyTree.node(it, shop.isActive(it))));
    }

    private JsonNode job(JsonNode id) {
        return orNull(ShopifyTree.number("Job", id)
                .flatMap(job -> jobs.isDone(job, shop.now()).map(done -> ShopifyTree.job(job, done))));
    }

    private static JsonNode orNull(Optional<? extends JsonNode> node) {
        return node.<JsonNode>map(it -> it).orElseGet(JsonNodeFactory.instance::nullNode);
    }
}
