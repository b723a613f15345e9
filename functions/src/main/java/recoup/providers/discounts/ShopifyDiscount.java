package recoup.providers.discounts;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import recoup.providers.discounts.Standing.Found;
import recoup.providers.discounts.Standing.Replaced;

/**
 * One code discount of Shopify's, of whichever kind.
 *
 * @param codes how many codes it holds
 * @param ours what it says of the code that was asked for, if it showed it
 */
record ShopifyDiscount(String number, boolean expired, long uses, long codes, Optional<JsonNode> ours) {
    private static final String ID = "gid://shopify/DiscountCodeNode/";
    /** The number alone, or behind any name that Shopify has for a discount: all of them share it. */
    private static final Pattern KNOWN_ID = Pattern.compile("(?:gid://shopify/\\w{1,64}/)?([0-9]{1,20})");

    /** The discount in {@code node}; empty if the shop says that there is none. */
    static Optional<ShopifyDiscount> of(JsonNode node, Code code) {
        return node.isNull() ? Optional.empty() : Optional.of(read(node, code));
    }

    /** As a query names the discount with this number. */
    static String id(String number) {
        return ID + number;
    }

    /** The number in {@code id}, however it was told. */
    static Optional<String> number(String id) {
        return Optional.of(KNOWN_ID.matcher(id))
                .filter(matcher -> matcher.matches())
                .map(matcher -> matcher.group(1));
    }

    /** What it shows tells only of a single code; a large discount shows a few of its codes. */
    private boolean holdsAnother() {
        return codes == 1 && ours.isEmpty();
    }

    /** How the code stands that this discount should hold. */
    Standing standing() {
        if (holdsAnother()) {
            return new Replaced("the discount " + number + " holds another code, which is not touched");
        }
        var own = ours.map(each -> each.path("asyncUsageCount").asLong());
        return new Found(
                id(number),
                codes > 1,
                expired,
                codes > 1 ? own : Optional.of(Math.max(uses, own.orElse(0L))),
                ours.map(each -> each.path("id")).filter(JsonNode::isTextual).map(JsonNode::textValue));
    }

    private static ShopifyDiscount read(JsonNode node, Code code) {
        var discount = node.path("codeDiscount");
        var number = number(node.path("id").asText());
        var codes = discount.path("codesCount").path("count");
        var uses = discount.path("asyncUsageCount");
        var status = discount.path("status").asText();
        if (number.isEmpty() || !codes.canConvertToLong() || !uses.canConvertToLong() || status.isEmpty()) {
            throw ShopTrouble.unsure("the shop answers with a discount of no known kind");
        }
        return new ShopifyDiscount(
                number.get(), status.equals("EXPIRED"), uses.asLong(), codes.asLong(), ours(discount, code));
    }

    private static Optional<JsonNode> ours(JsonNode discount, Code code) {
        return Stream.of("some", "found")
                .map(list -> discount.path(list).path("nodes"))
                .flatMap(nodes -> StreamSupport.stream(nodes.spliterator(), false))
                .filter(each -> code.isWritten(each.path("code").asText()))
                .findFirst();
    }
}
