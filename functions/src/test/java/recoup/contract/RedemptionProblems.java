package recoup.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import recoup.handlers.Shop;
import recoup.model.OrderId;
import recoup.operations.CodeShop;
import recoup.store.FreshTable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/** A redemption of the sample, and every way in which it is not undone. */
final class RedemptionProblems {
    private final Shop shop = new Shop();

    /** How to meet each problem, by its code. */
    static Map<String, Supplier<Shop.Answer>> byCode() {
        var problems = new HashMap<String, Supplier<Shop.Answer>>();
        problems.put(
                "redemption-exists",
                () -> RedemptionTour.redeem(redeemed(Map.of()).shop, Map.of("code", "OTHER"))
                        .answer());
        problems.put(
                "reward-source-missing",
                () -> redeemed(Map.of("sourceExists", "false")).reverse("DEACTIVATE"));
        problems.put("reward-already-used", RedemptionProblems::used);
        problems.put(
                "reward-not-tracked", () -> redeemed(Map.of("tracked", "false")).reverse("DEACTIVATE"));
        problems.put("redemption-already-reversed", RedemptionProblems::reversedBefore);
        problems.put("revoke-required", () -> redeemed(Map.of()).reverse("NONE"));
        problems.put("reward-deleted", RedemptionProblems::deleted);
        problems.put("code-shared", () -> {
            var known = redeemed(Map.of());
            known.shop.codes().says(new CodeShop.Told.Shared());
            return known.reverse("DEACTIVATE");
        });
        problems.put("nothing-to-return", () -> {
            var known = redeemed(Map.of());
            known.shop.at("2021-07-01T00:00:00Z");
            return known.reverse("DEACTIVATE");
        });
        problems.put("reversal-in-progress", () -> {
            var known = redeemed(Map.of());
            known.shop.codes().fails(1);
            known.reverse("DEACTIVATE");
            return known.anyway("DEACTIVATE");
        });
        return problems;
    }

    private static Shop.Answer used() {
        var known = redeemed(Map.of());
        known.shop.codes().says(new CodeShop.Told.Used(Optional.of(new OrderId("ORD-1002"))));
        var byAStranger = known.reverse("DEACTIVATE");
        assertThat(byAStranger.json().get("order")).hasToString("{\"orderId\":\"ORD-1002\"}");
        assertThat(known.shop
                        .call("read-redemption")
                        .answer(200)
                        .json()
                        .at("/reward/usedByOrderId")
                        .textValue())
                .isEqualTo("ORD-1002");
        known.shop.place("ORD-1002", "CUS-7", 0, 0);
        var answer = known.reverse("DEACTIVATE");
        assertThat(answer.json().get("order")).hasToString("""
            {"orderId":"ORD-1002","status":"PENDING","paymentStatus":"PENDING","refundedTotal":0}\
            """);
        return answer;
    }

    private static Shop.Answer reversedBefore() {
        var known = redeemed(Map.of());
        known.reverse("DEACTIVATE");
        var answer = known.anyway("NONE");
        assertThat(answer.json().get("reversedAt").textValue()).isEqualTo(Shop.START.toString());
        return answer;
    }

    /** A code that is gone although its points never came back, as no operation leaves it. */
    private static Shop.Answer deleted() {
        var known = redeemed(Map.of());
        var store = known.shop.store();
        var found = store.items(FreshTable.NAME).stream()
                .filter(item -> item.containsKey("rw"))
                .findFirst()
                .orElseThrow();
        var reward = new HashMap<>(Objects.requireNonNull(found.get("rw")).m());
        reward.put("s", AttributeValue.fromS("DELETED"));
        var gone = new HashMap<>(found);
        gone.put("rw", AttributeValue.fromM(reward));
        store.putItem(
                PutItemRequest.builder().tableName(FreshTable.NAME).item(gone).build());
        return known.reverse("DEACTIVATE");
    }

    private static RedemptionProblems redeemed(Map<String, String> fields) {
        var known = new RedemptionProblems();
        known.shop.give("CUS-7", "POINTS", 1_000, "\"2021-06-30\"");
        RedemptionTour.redeem(known.shop, fields).answer(201);
        return known;
    }

    private Shop.Answer reverse(String action) {
        return shop.call("reverse-redemption")
                .body("{\"discountAction\":\"" + action + "\"}")
                .answer();
    }

    private Shop.Answer anyway(String action) {
        return shop.call("reverse-redemption")
                .body("{\"discountAction\":\"" + action + "\",\"refundAnyway\":true}")
                .answer();
    }
}
