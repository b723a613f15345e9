package recoup.providers.discounts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.stream.StreamSupport;
import recoup.providers.discounts.Standing.Found;
import recoup.providers.discounts.Standing.Gone;

/**
 * Shopify's discounts. Each holds one code or thousands, so that what is found by a number is the right one only if it holds
 * the code, and ending it is right only if it holds no other.
 */
record ShopifyPlatform(ShopifyGraph graph, Patience patience) implements Platform {

    @Override
    public Standing standing(Code code) {
        if (code.discountId().isEmpty()) {
            var data = graph.data(ShopifyOperation.DISCOUNT_BY_CODE, asked(code));
            return standing(ShopifyDiscount.of(data.path("byCode"), code));
        }
        var number = code.discountId()
                .flatMap(ShopifyDiscount::number)
                .orElseThrow(() -> ShopTrouble.refused("the discount's id is no number of Shopify's"));
        var data = graph.data(ShopifyOperation.DISCOUNT_BY_ID, asked(code).put("id", ShopifyDiscount.id(number)));
        return standing(
                number, ShopifyDiscount.of(data.path("byId"), code), ShopifyDiscount.of(data.path("byCode"), code));
    }

    @Override
    public void expire(Found found) {
        var payload = graph.payload(
                ShopifyOperation.DEACTIVATE, ShopifyGraph.variables().put("id", found.discountId()));
        mustHave(payload.path("codeDiscountNode").path("id"));
    }

    /** The search finds parts of words, too: each order says its codes. */
    @Override
    public Optional<String> usedBy(Code code) {
        var search = ShopifyGraph.variables().put("search", "discount_code:" + quoted(code.text()));
        var orders = graph.data(ShopifyOperation.ORDERS, search).path("orders").path("nodes");
        return StreamSupport.stream(orders.spliterator(), false)
                .filter(order -> StreamSupport.stream(
                                order.path("discountCodes").spliterator(), false)
                        .anyMatch(each -> code.isWritten(each.asText())))
                .map(order -> order.path("legacyResourceId").asText())
                .findFirst();
    }

    @Override
    public void remove(Found found, Code code) {
        if (found.shared()) {
            removeOne(found, code);
        } else {
            var payload = graph.payload(
                    ShopifyOperation.DELETE, ShopifyGraph.variables().put("id", found.discountId()));
            mustHave(payload.path("deletedCodeDiscountId"));
        }
    }

    /** The number names a discount, the shop says where the code is: unless both agree nothing is touched. */
    private static Standing standing(String number, Optional<ShopifyDiscount> named, Optional<ShopifyDiscount> holder) {
        if (named.filter(discount -> discount.ours().isPresent()).isPresent()) {
            return standing(named);
        }
        if (holder.filter(discount -> !discount.number().equals(number)).isPresent()) {
            throw ShopTrouble.refused("the code belongs to another discount than " + number + ", which is not touched");
        }
        return holder.map(ShopifyDiscount::standing).orElseGet(Gone::new); // the text is what counts
    }

    private static Standing standing(Optional<ShopifyDiscount> discount) {
        return discount.map(ShopifyDiscount::standing).orElseGet(Gone::new);
    }

    private static ObjectNode asked(Code code) {
        return ShopifyGraph.variables().put("code", code.text()).put("search", "code:" + quoted(code.text()));
    }

    /** The shop's search has a language of its own. */
    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    /** A job removes it. That the job has run does not say that it succeeded: only that the code is gone does. */
    private void removeOne(Found found, Code code) {
        var own = found.ownId().orElseThrow(() -> ShopTrouble.refused("the shop's search does not show the code yet"));
        var variables = ShopifyGraph.variables().put("id", found.discountId());
        variables.putArray("ids").add(own);
        var job = graph.payload(ShopifyOperation.DELETE_ONE_CODE, variables).path("job");
        var gone = patience.until(() -> hasRun(job) && standing(code).isNowhere());
        if (!gone) {
            throw ShopTrouble.unsure("the shop is not done with deleting the code");
        }
    }

    /** A job that the shop no longer knows has run. */
    private boolean hasRun(JsonNode job) {
        if (job.path("done").asBoolean() || !job.path("id").isTextual()) {
            return true;
        }
        var id = job.path("id").asText();
        return graph.data(ShopifyOperation.JOB, ShopifyGraph.variables().put("id", id))
                .path("job")
                .path("done")
                .asBoolean(true);
    }

    private static void mustHave(JsonNode id) {
        if (!id.isTextual()) {
            throw ShopTrouble.unsure("the shop's answer does not say whether it did it");
        }
    }
}
