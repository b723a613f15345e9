package recoup.local.crash;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import recoup.local.crash.Deed.Kind;

/** What a merchant's shop and its payment provider tell about orders. Told again, it is told in the same words. */
final class ShopEvents {
    private final String merchant;
    private final Front front;
    private final Diary diary;
    private final RandomGenerator random;

    ShopEvents(String merchant, Front front, Diary diary, RandomGenerator random) {
        this.merchant = merchant;
        this.front = front;
        this.diary = diary;
        this.random = random;
    }

    void tell(Known.Order about) throws InterruptedException {
        var order = about.id();
        switch (random.nextInt(8)) {
            case 0, 1 -> {
                var grant = "grant-" + diary.nextNumber();
                var data = ",\"grantId\":\"%s\",\"customerId\":\"%s\",\"points\":%d"
                        .formatted(grant, about.customer(), 1 + random.nextInt(30));
                event(Kind.EARNED, "points.earned", order, grant, data);
            }
            case 2, 3 -> {
                var refund = "refund-" + diary.nextNumber();
                var data = ",\"refund\":{\"refundId\":\"%s\",\"amount\":%d}".formatted(refund, 1 + random.nextInt(50));
                event(Kind.REFUNDED, "order.updated", order, refund, data);
            }
            case 4 -> event(Kind.ENDED, "payment.failed", order, "", ",\"paymentAttemptId\":\"pay-" + order + "\"");
            case 5 -> event(Kind.CANCELLED_IN_SHOP, "order.cancelled", order, "", ",\"cancelledBy\":\"CUSTOMER\"");
            case 6 -> stripe(Kind.ENDED, "payment_intent.canceled", order);
            default -> stripe(Kind.PAID, "payment_intent.succeeded", order);
        }
    }

    private void event(Kind kind, String type, String order, String mark, String data) throws InterruptedException {
        var number = diary.nextNumber();
        var body = """
            {"specversion":"1.0","id":"event-%d","source":"/shop","type":"%s","data":{"orderId":"%s"%s}}\
            """.formatted(number, type, order, data);
        var headers = front.bearer(merchant, "platform");
        front.carryOut(new Deed(number, kind, merchant, "/v1/events", body, order, mark, headers));
    }

    private void stripe(Kind kind, String type, String order) throws InterruptedException {
        var number = diary.nextNumber();
        var seconds = Instant.now().getEpochSecond();
        var body = """
            {"id":"event-%d","object":"event","type":"%s","created":%d,\
            "data":{"object":{"id":"pay-%s","metadata":{"order_id":"%s"}}}}\
            """.formatted(number, type, seconds, order, order);
        var secret = front.read("/_local/webhook-secrets?merchantId=" + merchant, List.of())
                .path("stripe")
                .asText();
        var signature = "t=" + seconds + ",v1=" + HexFormat.of().formatHex(hmac(secret, seconds + "." + body));
        front.carryOut(new Deed(
                number,
                kind,
                merchant,
                "/v1/webhooks/stripe/" + merchant,
                body,
                order,
                "",
                List.of("Stripe-Signature", signature)));
    }

    private static byte[] hmac(String key, String data) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(UTF_8), "HmacSHA256"));
            return mac.doFinal(data.getBytes(UTF_8));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
