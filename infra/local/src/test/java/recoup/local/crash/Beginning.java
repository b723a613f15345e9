package recoup.local.crash;

import recoup.local.crash.Deed.Kind;

/**
 * What a world's clients find there: two merchants, of whom one takes back what was earned to the last point, and the other
 * writes off what is gone; and customers who have something to spend.
 */
record Beginning(Front front, Diary diary) {
    private static final long MUCH = 2_000;

    void prepare() throws InterruptedException {
        settings(World.MERCHANTS.getFirst(), "DEBT");
        settings(World.MERCHANTS.getLast(), "CLAMP");
        for (var merchant : World.MERCHANTS) {
            for (var customer : Known.CUSTOMERS) {
                give(merchant, customer, "STORE_CREDIT");
                give(merchant, customer, "POINTS");
            }
        }
    }

    private void settings(String merchant, String shortfall) throws InterruptedException {
        var body = """
            {"timeZone":"UTC","currency":"USD","pointsAnnualExpiry":"12-31",\
            "paymentExpired":{"mode":"CANCEL_AND_REVERT","lots":"ALL_OR_NOTHING"},\
            "paymentFailed":{"lots":"VALID_ONLY","attemptFailureIsTerminal":false},\
            "clawback":{"enabled":true,"onStatuses":["CANCELLED","REFUNDED","PARTIALLY_REFUNDED"],"onTags":[],\
            "skipTags":[],"partialRefund":"PROPORTIONAL","shortfall":"%s"},"notifications":{"onAutomaticRevert":true}}\
            """.formatted(shortfall);
        var answer = front.ask("PUT", "/v1/settings", body, front.bearer(merchant, "admin", "If-Match", "*"));
        if (answer.status() != 200) {
            throw new IllegalStateException("no settings: " + answer);
        }
    }

    private void give(String merchant, String customer, String asset) throws InterruptedException {
        var number = diary.nextNumber();
        var body = "{\"asset\":\"%s\",\"amount\":%d,\"expiresOn\":null,\"reason\":{\"message\":\"deed-%d\"}}"
                .formatted(asset, MUCH, number);
        var path = "/v1/customers/" + customer + "/adjustments";
        var headers = front.bearer(merchant, "admin");
        front.carryOut(new Deed(number, Kind.GIVE, merchant, path, body, customer, "deed-" + number, headers));
    }
}
