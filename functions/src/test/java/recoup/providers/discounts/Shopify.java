package recoup.providers.discounts;

/** What Shopify answers, in the shape of its documentation. */
final class Shopify {
    static final String DONE_DEACTIVATING =
            payload("\"codeDiscountNode\":{\"id\":\"gid://shopify/DiscountCodeNode/7\"},\"userErrors\":[]");
    static final String DONE_DELETING =
            payload("\"deletedCodeDiscountId\":\"gid://shopify/DiscountCodeNode/7\",\"userErrors\":[]");

    private Shopify() {}

    /** To a question by number and code. */
    static String found(String byId, String byCode) {
        return "{\"data\":{\"byId\":" + byId + ",\"byCode\":" + byCode + "}}";
    }

    /** To the same, if both find the same. */
    static String found(String both) {
        return found(both, both);
    }

    /** To a question by code alone. */
    static String foundByCode(String byCode) {
        return "{\"data\":{\"byCode\":" + byCode + "}}";
    }

    static String payload(String content) {
        return "{\"data\":{\"payload\":{" + content + "}}}";
    }

    static String userErrors(String code) {
        return payload(
                "\"codeDiscountNode\":null,\"deletedCodeDiscountId\":null,\"job\":null,\"userErrors\":[{\"code\":\""
                        + code + "\",\"field\":[\"id\"],\"message\":\"Discount does not exist\"}]");
    }

    static String error(String code) {
        return "{\"data\":null,\"errors\":[{\"message\":\"no\",\"extensions\":{\"code\":\"" + code + "\"}}]}";
    }

    /** A discount of one code. */
    static String single(String number, String status, int uses, String code) {
        return discount("DiscountCodeBasic", number, status, uses, 1, node("9", code, uses));
    }

    /** A discount of many codes, of which it shows {@code nodes}. */
    static String pool(String number, String status, int uses, int codes, String nodes) {
        return discount("DiscountCodeBasic", number, status, uses, codes, nodes);
    }

    static String discount(String kind, String number, String status, int uses, int codes, String nodes) {
        return "{\"id\":\"gid://shopify/DiscountCodeNode/" + number + "\",\"codeDiscount\":{\"__typename\":\"" + kind
                + "\",\"status\":\"" + status + "\",\"asyncUsageCount\":" + uses + ",\"codesCount\":{\"count\":" + codes
                + "},\"some\":{\"nodes\":[" + nodes + "]},\"found\":{\"nodes\":[]}}}";
    }

    /** One code of a discount. */
    static String node(String id, String code, int uses) {
        return "{\"id\":\"gid://shopify/DiscountRedeemCode/" + id + "\",\"code\":\"" + code + "\",\"asyncUsageCount\":"
                + uses + "}";
    }
}
