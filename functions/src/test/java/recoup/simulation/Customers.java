package recoup.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static recoup.simulation.Word.End.PARKED;
import static recoup.simulation.Word.End.TAKEN;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import recoup.handlers.AdminApi;
import recoup.handlers.Shop;
import recoup.simulation.Redemptions.Known;
import recoup.simulation.Word.Shows;

/**
 * Those who exchange points for codes and pay with them, at any moment; and the shop that tells of it late, twice or never, and
 * of rewards that are gone and of points that it gave back itself.
 */
final class Customers {
    static final String CAY = "cay";

    private static final List<String> PROVIDERS = List.of("shopify", "shopify", "shopify", "woocommerce", "none");
    /** Two that are sent by several: one id, and one code. */
    private static final String CONTESTED = "CONTESTED";

    private static final long MOST_POINTS = 15;
    private static final long LITTLE = 5;
    private static final int PATIENCE = 100;
    /** How often others may go on before a shop tells of a use. */
    private static final int LONGEST_SILENCE = 60;

    private final Shop shop;
    private final Clientele clientele;
    private final Redemptions redemptions;
    private final SimulatedCodes codes;
    private final Mail mail;
    private final RandomGenerator random;
    private final Supplier<AdminApi> ways;
    private final Runnable timeGoesOn;
    private final Consumer<String> seen;

    Customers(
            Shop shop,
            Clientele clientele,
            Redemptions redemptions,
            SimulatedCodes codes,
            Mail mail,
            RandomGenerator random,
            Supplier<AdminApi> ways,
            Runnable timeGoesOn,
            Consumer<String> seen) {
        this.shop = shop;
        this.clientele = clientele;
        this.redemptions = redemptions;
        this.codes = codes;
        this.mail = mail;
        this.random = random;
        this.ways = ways;
        this.timeGoesOn = timeGoesOn;
        this.seen = seen;
    }

    /** One who has points that end one after the other while the run goes on. */
    static void open(Shop shop, Season season, Clientele clientele) {
        var cay = clientele.named(CAY);
        shop.give(cay, "POINTS", 12, Orders.quoted(season.day(0)));
        shop.give(cay, "POINTS", 10, Orders.quoted(season.day(1)));
        shop.give(cay, "POINTS", 9, Orders.quoted(season.day(3)));
        shop.give(cay, "POINTS", 8, Orders.quoted(season.farDay()));
        shop.give(cay, "POINTS", 20, "null");
    }

    /** What was exchanged before anything else happened. */
    void begin(int times, AdminApi way) {
        for (var time = 0; time < times; time++) {
            redeem(way);
        }
    }

    void go(int turns) {
        var way = ways.get();
        for (var turn = 0; turn < turns; turn++) {
            switch (random.nextInt(13)) {
                case 0, 1, 2 -> redeem(way);
                case 3, 12 -> contest(way);
                case 4, 5, 6 -> redemptions.any().ifPresent(this::use);
                case 7 -> redemptions.any().ifPresent(this::sourceRemoved);
                case 8 -> refundedOrNeverThere();
                case 9 -> redemptions.any().ifPresent(known -> codes.throwAway(known.code()));
                default -> spend(way);
            }
            timeGoesOn.run();
        }
    }

    private void redeem(AdminApi way) {
        var id = "RED-" + redemptions.next();
        var code = "CODE-" + id;
        codes.issue(code, random.nextInt(8) == 0, random.nextInt(12) == 0);
        var status = redeem(drawn(id, code), way);
        assertThat(status).as("one id, one code, one key").isNotEqualTo("redemption-exists");
    }

    /** One id with two codes, or one code for two redemptions: whoever comes first has it. */
    private void contest(AdminApi way) {
        var unique = "RED-" + redemptions.next();
        var byId = random.nextBoolean();
        var code = byId ? "CODE-" + unique : CONTESTED;
        codes.issue(code, false, false);
        var status = redeem(
                new Known(byId ? CONTESTED : unique, clientele.named(CAY), 1 + random.nextInt(2), "shopify", code),
                way);
        if (status.equals("redemption-exists")) {
            seen.accept(byId ? "id taken by another redemption" : "code taken by another redemption");
        }
    }

    /** Ann and bob have little, and it is taken back now and then: what returns to them may pay debt. */
    private Known drawn(String id, String code) {
        var provider = PROVIDERS.get(random.nextInt(PROVIDERS.size()));
        return switch (random.nextInt(4)) {
            case 0 -> new Known(id, "ann", 1 + random.nextLong(LITTLE), provider, code);
            case 1 -> new Known(id, clientele.named("bob"), 1 + random.nextLong(LITTLE), provider, code);
            default -> new Known(id, clientele.named(CAY), 1 + random.nextLong(MOST_POINTS), provider, code);
        };
    }

    /** Asks until there is an answer; what it says no to it must not have done. */
    private String redeem(Known wanted, AdminApi way) {
        var key = "redeem-" + random.nextLong();
        var body = """
            {"redemptionId":"%s","customerId":"%s","points":%d,"reward":{"rewardId":"five-off","name":"5.00 off",\
            "code":"%s","provider":"%s","tracked":%s,"sourceExists":%s}}\
            """.formatted(
                        wanted.id(),
                        wanted.customer(),
                        wanted.points(),
                        wanted.code(),
                        wanted.provider(),
                        random.nextInt(6) > 0,
                        random.nextInt(10) > 0);
        for (var attempt = 0; attempt < PATIENCE; attempt++) {
            var answer = Mortals.answer(
                    () -> shop.call("redeem-points")
                            .by(way)
                            .header("idempotency-key", key)
                            .body(body)
                            .answer(),
                    seen);
            switch (answer.status()) {
                case 201 -> {
                    redemptions.add(wanted);
                    seen.accept("redeemed");
                    return "";
                }
                case 409 -> {
                    if (!answer.code().equals("busy")) {
                        seen.accept("not redeemed: " + answer.code());
                        return answer.code();
                    }
                }
                case 503 -> seen.accept("unavailable");
                default -> throw new AssertionError("nobody expects " + answer);
            }
        }
        throw new AssertionError("not redeemed after " + PATIENCE + " requests");
    }

    private void use(Known known) {
        if (codes.use(known.code())) {
            var state = state(known);
            if (state.equals("REVERSING")) {
                seen.accept("code used between the intent and the points");
            }
            if (random.nextInt(3) > 0) {
                timeGoesOn.run();
                for (var wait = random.nextInt(LONGEST_SILENCE); wait > 0; wait--) {
                    Baton.pass();
                }
                used(known);
            }
        }
    }

    private void used(Known known) {
        if (state(known).equals("REVERSED")) {
            seen.accept("use told after the points were back");
        }
        var order = switch (random.nextInt(3)) {
            case 0 -> "";
            case 1 -> ",\"orderId\":\"ORD-1\"";
            default -> ",\"orderId\":\"" + SimulatedCodes.usedBy(known.code()) + "\"";
        };
        var about = random.nextBoolean()
                ? "\"redemptionId\":\"" + known.id() + "\""
                : "\"provider\":\"%s\",\"code\":\"%s\"".formatted(known.provider(), known.code());
        tell("reward.used", about + order, known.id(), TAKEN, Word.rewardIs("USED"));
    }

    private void sourceRemoved(Known known) {
        codes.removeSource(known.code());
        var about = "\"redemptionId\":\"" + known.id() + "\"";
        tell("reward.source-removed", about, known.id(), TAKEN, Word.rewardIsNot("ISSUED"));
    }

    private void refundedOrNeverThere() {
        var known = redemptions.any();
        if (known.isEmpty() || random.nextInt(3) == 0) {
            tell(
                    "reward.used",
                    "\"redemptionId\":\"" + Redemptions.NEVER + "\"",
                    Redemptions.NEVER,
                    PARKED,
                    Word.nothing());
            return;
        }
        codes.refund(known.get().code());
        var data = "\"redemptionId\":\"%s\",\"refundedAt\":\"2020-12-31T23:59:59Z\""
                .formatted(known.get().id());
        tell("reward.refunded-externally", data, known.get().id(), TAKEN, Word.reversed());
    }

    private void tell(String type, String data, String redemption, Word.End end, Shows shows) {
        var word = new Word("\"id\":\"reward-" + mail.next() + "\"", redemption, end, List.of(), shows);
        mail.reward(type, data, word);
    }

    /** An order takes points of the wallet into which others give them back. */
    private void spend(AdminApi way) {
        var before = reversed();
        var order = "PAID-" + mail.next();
        var points = 1L + random.nextInt(10);
        var body = """
            {"orderId":"%s","customerId":"%s","total":100,"currency":"USD","use":{"points":%d}}\
            """.formatted(order, clientele.named(CAY), points);
        for (var attempt = 0; attempt < PATIENCE; attempt++) {
            var answer = Mortals.answer(
                    () -> shop.call("place-order")
                            .by(way)
                            .header("idempotency-key", order)
                            .body(body)
                            .answer(),
                    seen);
            if (answer.status() == 201 || answer.code().equals("insufficient-balance")) {
                if (answer.status() == 201 && reversed() > before) {
                    seen.accept("redemption reversed while an order spends");
                }
                return;
            }
        }
        throw new AssertionError("not placed after " + PATIENCE + " requests");
    }

    private String state(Known known) {
        return shop.items().stream()
                .filter(item ->
                        Raw.text(item, "sk").equals("P") && Raw.text(item, "i").equals(known.id()))
                .map(ReversalRules::state)
                .findFirst()
                .orElse("none");
    }

    private long reversed() {
        return shop.items().stream()
                .filter(item ->
                        Raw.text(item, "sk").equals("P") && Raw.text(item, "c").equals(clientele.named(CAY)))
                .filter(item -> ReversalRules.state(item).equals("REVERSED"))
                .count();
    }
}
