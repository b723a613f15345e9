package recoup.providers.discounts;

/** What is asked of Shopify's Admin API, as GraphQL. The name of each goes with it and stands in Shopify's logs. */
enum ShopifyOperation {
    DISCOUNT_BY_CODE(
            "DiscountByCode",
            "query DiscountByCode($code: String!, $search: String!) {"
                    + " byCode: codeDiscountNodeByCode(code: $code) { ...Discount } } "
                    + Fragments.DISCOUNT),
    /** Both at once: what the number names, and where the code is. */
    DISCOUNT_BY_ID(
            "DiscountById",
            "query DiscountById($id: ID!, $code: String!, $search: String!) {"
                    + " byId: codeDiscountNode(id: $id) { ...Discount }"
                    + " byCode: codeDiscountNodeByCode(code: $code) { ...Discount } } "
                    + Fragments.DISCOUNT),
    DEACTIVATE(
            "DeactivateDiscount",
            "mutation DeactivateDiscount($id: ID!) { payload: discountCodeDeactivate(id: $id) {"
                    + " codeDiscountNode { id } userErrors { code field message } } }"),
    DELETE(
            "DeleteDiscount",
            "mutation DeleteDiscount($id: ID!) { payload: discountCodeDelete(id: $id) {"
                    + " deletedCodeDiscountId userErrors { code field message } } }"),
    DELETE_ONE_CODE(
            "DeleteOneCode",
            "mutation DeleteOneCode($id: ID!, $ids: [ID!]) {"
                    + " payload: discountCodeRedeemCodeBulkDelete(discountId: $id, ids: $ids) {"
                    + " job { id done } userErrors { code field message } } }"),
    ORDERS(
            "OrdersWithCode",
            "query OrdersWithCode($search: String!) {"
                    + " orders(first: 10, query: $search) { nodes { legacyResourceId discountCodes } } }"),
    JOB("JobOfDeletion", "query JobOfDeletion($id: ID!) { job(id: $id) { id done } }");

    private final String name;
    private final String document;

    ShopifyOperation(String name, String document) {
        this.name = name;
        this.document = document;
    }

    String written() {
        return name;
    }

    String document() {
        return document;
    }

    /** A constant of an enum cannot use a constant of its own class. */
    private static final class Fragments {
        /** Two codes of the discount tell whether it holds others; the search finds ours among many. */
        static final String KIND = " { status asyncUsageCount codesCount { count }"
                + " some: codes(first: 2) { nodes { id code asyncUsageCount } }"
                + " found: codes(first: 10, query: $search) { nodes { id code asyncUsageCount } } }";

        static final String DISCOUNT = "fragment Discount on DiscountCodeNode { id codeDiscount { __typename"
                + " ... on DiscountCodeBasic" + KIND
                + " ... on DiscountCodeBxgy" + KIND
                + " ... on DiscountCodeFreeShipping" + KIND
                + " ... on DiscountCodeApp" + KIND
                + " } }";

        private Fragments() {}
    }
}
