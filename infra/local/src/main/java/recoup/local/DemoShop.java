package recoup.local;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A merchant with settings, one customer and two orders, made through the API like everything else. */
final class DemoShop {
    static final String MERCHANT = "demo";
    static final String CUSTOMER = "ada";
    static final String ORDER = "order-1001";

    private final ApiGateway gateway;
    private final LocalIssuer issuer;
    private final LocalDate today;

    DemoShop(ApiGateway gateway, LocalIssuer issuer, InstantSource businessTime) {
        this.gateway = gateway;
        this.issuer = issuer;
        this.today = businessTime.instant().atZone(ZoneOffset.UTC).toLocalDate();
    }

    /** Opens the shop; an answer that is not a success is a {@link StartRefused}. */
    void open() {
        settings();
        credit(5_000, "\"" + today.plusDays(30) + "\"");
        credit(5_000, "null");
        points(250, "\"" + today.plusDays(60) + "\"");
        order(ORDER, 12_000, 7_500, 100);
        order("order-1002", 4_990, 1_000, 0);
    }

    private void settings() {
        send(Role.ADMIN, "PUT", "/v1/settings", """
            {"timeZone": "Europe/Berlin", "currency": "EUR", "pointsAnnualExpiry": "12-31",
             "paymentExpired": {"mode": "CANCEL_AND_REVERT", "lots": "ALL_OR_NOTHING"},
             "paymentFailed": {"lots": "VALID_ONLY", "attemptFailureIsTerminal": false},
             "clawback": {"enabled": true, "onStatuses": ["CANCELLED", "REFUNDED", "PARTIALLY_REFUNDED"],
                          "onTags": ["returned"], "skipTags": ["goodwill"],
                          "partialRefund": "PROPORTIONAL", "shortfall": "DEBT"},
             "notifications": {"onAutomaticRevert": false}}\
            """);
    }

    private void credit(long amount, String expiresOn) {
        adjust("STORE_CREDIT", amount, expiresOn);
    }

    private void points(long amount, String expiresOn) {
        adjust("POINTS", amount, expiresOn);
    }

    private void adjust(String asset, long amount, String expiresOn) {
        send(Role.ADMIN, "POST", "/v1/customers/" + CUSTOMER + "/adjustments", """
            {"asset": "%s", "amount": %d, "expiresOn": %s, "reason": {"message": "Welcome to the demo shop"}}\
            """.formatted(asset, amount, expiresOn));
    }

    private void order(String orderId, long total, long credit, long points) {
        send(Role.PLATFORM, "POST", "/v1/orders", """
            {"orderId": "%s", "customerId": "%s", "total": %d, "currency": "EUR",
             "use": {"storeCredit": %d, "points": %d}}\
            """.formatted(orderId, CUSTOMER, total, credit, points));
    }

    private void send(Role role, String method, String path, String body) {
        var headers = new HashMap<String, String>(Map.of(
                "authorization",
                "Bearer " + issuer.token(MERCHANT, role, Optional.of("demo-shop")),
                "content-type",
                "application/json"));
        if (method.equals("PUT")) {
            headers.put("if-match", "*");
        } else {
            headers.put("idempotency-key", "demo-" + UUID.randomUUID());
        }
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        var answer = gateway.answer(new Request(method, path, "", "HTTP/1.1", headers, bytes, "127.0.0.1"));
        if (answer.status() / 100 != 2) {
            throw new StartRefused("The demo shop cannot be opened: " + method + " " + path + " answered "
                    + answer.status() + " " + new String(answer.body(), StandardCharsets.UTF_8) + " ("
                    + Options.DEMO + "=off starts without it).");
        }
    }
}
