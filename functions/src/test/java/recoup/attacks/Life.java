package recoup.attacks;

import recoup.handlers.Roads;
import recoup.handlers.Shop;

/**
 * What a merchant has lived through: everything that a route can show or change exists, under ids that every merchant uses, and
 * once more under ids with the merchant's name.
 *
 * @param amount stands in everything that it has
 * @param word stands in every id of its own and in every free text
 */
record Life(String merchant, long amount, String word) {
    /** A merchant's whose own word is its name. */
    Life(String merchant, long amount) {
        this(merchant, amount, merchant);
    }

    void in(World world) {
        var shop = world.shop();
        save(shop);
        for (var suffix : new String[] {"7", word}) {
            give(shop, "CUS-" + suffix, "STORE_CREDIT", "\"2021-06-30\"");
            give(shop, "CUS-" + suffix, "POINTS", "null");
        }
        dead(world, "ORD-1001", "CUS-7");
        dead(world, "ORD-" + word, "CUS-" + word);
        place(shop, "ORD-1002", "CUS-7");
        cancel(shop, "ORD-1002");
        call(shop, "move-order").path("orderId", "ORD-1002").answer(200);
        redeem(shop, "RED-1", "CUS-7");
        redeem(shop, "RED-" + word, "CUS-" + word);
    }

    private void save(Shop shop) {
        var settings = call(shop, "read-settings").answer(200).body();
        call(shop, "save-settings")
                .body(settings.replace("\"skipTags\":[]", "\"skipTags\":[\"only-" + word + "\"]"))
                .answer(200);
    }

    private void give(Shop shop, String customer, String asset, String expiresOn) {
        call(shop, "adjust-balance")
                .path("customerId", customer)
                .body("""
                    {"asset":"%s","amount":%d000,"expiresOn":%s,"reason":{"message":"Of %s"}}\
                    """.formatted(asset, amount, expiresOn, word))
                .answer(201);
    }

    /** An order that was cancelled and then paid, so that somebody must look at it. */
    private void dead(World world, String order, String customer) {
        place(world.shop(), order, customer);
        cancel(world.shop(), order);
        world.roads().sqs().add(Roads.ORDER_EVENTS, """
            {"merchantId":"%s","actor":"of-%s","receivedAt":"2021-01-01T12:00:00Z","event":{"specversion":"1.0","id":"paid-%s",\
            "source":"/shop","type":"order.paid","data":{"orderId":"%s"}}}\
            """.formatted(merchant, word, order, order));
        world.roads().deliver();
    }

    private void place(Shop shop, String order, String customer) {
        call(shop, "place-order")
                .body("""
                    {"orderId":"%s","number":"of %s","customerId":"%s","total":%d,"currency":"USD","tags":["%s"],\
                    "use":{"storeCredit":%d,"points":%d}}\
                    """.formatted(order, word, customer, amount, word, amount, amount))
                .answer(201);
    }

    private void cancel(Shop shop, String order) {
        call(shop, "cancel-order").path("orderId", order).answer(200);
    }

    private void redeem(Shop shop, String redemption, String customer) {
        call(shop, "redeem-points")
                .body("""
                    {"redemptionId":"%s","customerId":"%s","points":%d,"reward":{"rewardId":"of-%s","name":"Of %s","provider":"shopify",\
                    "code":"CODE-%s-%s"}}\
                    """.formatted(redemption, customer, amount, word, word, word, redemption))
                .answer(201);
    }

    private Shop.Call call(Shop shop, String sample) {
        return shop.call(sample).merchant(merchant).claim("sub", "somebody of " + word);
    }
}
