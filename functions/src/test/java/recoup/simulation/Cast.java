package recoup.simulation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import recoup.handlers.AdminApi;
import recoup.handlers.Roads;
import recoup.handlers.Shop;
import recoup.operations.CodeShop;
import recoup.simulation.WatchedDynamoDb.Commit;
import recoup.simulation.WatchedRedemptions.Step;
import recoup.store.FreshTable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Everybody who has to do with one merchant, where and when it trades, and everything that happened to it. */
final class Cast {
    /** Every merchant that begins in the same season with the same customers begins with the same items, so they are made once. */
    private static final Map<String, List<Map<String, AttributeValue>>> OPENED = new ConcurrentHashMap<>();

    private final Shop shop;
    private final Season season;
    private final Clientele clientele;
    private final RandomGenerator random;
    private final SimulatedCodes codes;
    private final Mail mail;
    private final Orders orders;
    private final People people;
    private final Spending spending;
    private final Customers customers;
    private final RewardDesk rewards;
    private final Providers providers;
    private final ShopPlatform platform;
    private final PointsDesk points;
    private final List<Commit> commits = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();

    /**
     * The cast of {@code shop}.
     *
     * @param ways an API of its own for each person
     * @param timeGoesOn what they do between two turns
     * @param seen who is told what happened
     */
    Cast(
            Shop shop,
            Season season,
            Clientele clientele,
            Roads roads,
            RandomGenerator random,
            BiFunction<Shop, CodeShop, AdminApi> ways,
            Runnable timeGoesOn,
            Consumer<String> seen) {
        this.shop = shop;
        this.season = season;
        this.clientele = clientele;
        this.random = random;
        this.codes = new SimulatedCodes(random, seen);
        this.mail = new Mail(roads, shop.merchant(), random, seen);
        this.orders = new Orders(shop, season, clientele, random);
        var redemptions = new Redemptions(random);
        this.people = new People(shop, random, () -> ways.apply(shop, codes), timeGoesOn, seen);
        this.spending =
                new Spending(shop, season, clientele, people, random, () -> ways.apply(shop, codes), timeGoesOn);
        this.customers = new Customers(
                shop, clientele, redemptions, codes, mail, random, () -> ways.apply(shop, codes), timeGoesOn, seen);
        this.rewards = new RewardDesk(shop, redemptions, random, () -> ways.apply(shop, codes), timeGoesOn, seen);
        this.providers = new Providers(shop, orders, mail, random, timeGoesOn);
        this.platform = new ShopPlatform(orders, mail, random, () -> ways.apply(shop, codes), timeGoesOn);
        this.points = new PointsDesk(orders, season, mail, random, timeGoesOn);
    }

    /** The merchant's items as they are at first. */
    void open() {
        OPENED.computeIfAbsent(shop.merchant() + " " + season + clientele, _ -> opened())
                .forEach(item -> shop.store()
                        .putItem(put -> put.tableName(FreshTable.NAME).item(item)));
        choose();
    }

    private List<Map<String, AttributeValue>> opened() {
        var fresh = new Shop().neighbour(shop.merchant());
        fresh.at(season.start().toString());
        Chosen.move(fresh, season);
        new Orders(fresh, season, clientele, random).open();
        Customers.open(fresh, season, clientele);
        return fresh.items();
    }

    /** The merchant thinks again. */
    void choose() {
        Chosen.any(random).saveIn(shop);
    }

    /** What orders earned before anything else happened. */
    void earn() {
        points.begin(random.nextInt(4));
    }

    /** And what customers exchanged then. */
    void redeem(AdminApi way) {
        customers.begin(1 + random.nextInt(3), way);
    }

    /** Who takes part. */
    List<Role> everybody() {
        return List.of(
                new Role(2, people::admin),
                new Role(1, people::admin),
                new Role(1, _ -> people.client()),
                new Role(2, people::clerk),
                new Role(3, providers::stripe),
                new Role(2, providers::adyen),
                new Role(5, platform::tell),
                new Role(4, points::tell),
                new Role(2, spending::go),
                new Role(3, customers::go),
                new Role(2, customers::go),
                new Role(3, rewards::admin),
                new Role(2, rewards::admin),
                new Role(1, _ -> rewards.client()));
    }

    /** Who takes part of a merchant whose ids are those of another. */
    List<Role> some() {
        return List.of(
                new Role(1, people::admin),
                new Role(2, platform::tell),
                new Role(1, points::tell),
                new Role(2, customers::go),
                new Role(1, rewards::admin));
    }

    Shop shop() {
        return shop;
    }

    Season season() {
        return season;
    }

    SimulatedCodes codes() {
        return codes;
    }

    Mail mail() {
        return mail;
    }

    Orders orders() {
        return orders;
    }

    People people() {
        return people;
    }

    Spending spending() {
        return spending;
    }

    RewardDesk rewards() {
        return rewards;
    }

    List<Commit> commits() {
        return commits;
    }

    List<Step> steps() {
        return steps;
    }

    /** Everything that is wrong with the merchant's items and with what became of them; empty if nothing is. */
    List<String> findings(Consumer<String> happened) {
        var items = shop.items();
        var findings = new ArrayList<>(Auditor.findings(items));
        findings.addAll(EarningsAudit.findings(items));
        findings.addAll(RedemptionAudit.findings(items));
        findings.addAll(AutomaticRules.findings(commits, season.zone()));
        findings.addAll(ManualRules.findings(commits, season.zone(), happened));
        findings.addAll(ReversalRules.findings(steps, season.zone()));
        findings.addAll(
                ClawbackRules.after(commits, items, season.zone(), happened).findings());
        return findings;
    }

    /** What somebody was told, and is not so in the end. */
    List<String> broken() {
        var broken = new ArrayList<>(rewards.broken());
        Set<String> acknowledged = new HashSet<>(people.acknowledged());
        if (acknowledged.isEmpty()) {
            return broken;
        }
        var written = new HashSet<String>();
        for (var customer : clientele.everybody()) {
            shop.activity(customer)
                    .forEach(entry -> written.add(entry.get("entryId").textValue()));
        }
        acknowledged.removeAll(written);
        acknowledged.forEach(entry -> broken.add("acknowledged, and not there: " + entry));
        return broken;
    }
}
