package recoup.simulation;

import static recoup.simulation.Raw.list;
import static recoup.simulation.Raw.number;
import static recoup.simulation.Raw.text;
import static recoup.simulation.Raw.textIfAny;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import recoup.handlers.Roads;
import recoup.handlers.SampleEvents;
import recoup.handlers.Shop;
import recoup.queues.SimulatedSqs.Message;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What must be so when everything was delivered, swept and published, worked out from raw items and messages. */
final class Aftermath {
    private static final Map<String, String> TYPES = Map.of(
            "REVERSED", "redemption.reversed",
            "CANCELLED", "order.cancelled",
            "REVERTED", "order.reverted",
            "REAPPLIED", "order.reapplied",
            "CLAWED_BACK", "points.clawed-back",
            "ADJUSTED", "balance.adjusted");

    private static final Set<String> PASSING =
            Set.of("unknown order", "unknown redemption", "out of time", "busy", "the store does not answer");

    private final Shop shop;
    private final Roads roads;
    private final Mail mail;
    private final List<Map<String, AttributeValue>> items;
    private final List<String> findings = new ArrayList<>();

    private Aftermath(Shop shop, Roads roads, Mail mail) {
        this.shop = shop;
        this.roads = roads;
        this.mail = mail;
        this.items = shop.items();
    }

    /** Everything that is wrong; empty if nothing is. */
    static List<String> findings(Shop shop, Roads roads, Mail mail) {
        var aftermath = new Aftermath(shop, roads, mail);
        aftermath.queuesAreEmpty();
        aftermath.whatWasToldShowsOrIsParked();
        aftermath.whatIsParkedMustBe();
        aftermath.nothingIsLeftDue();
        aftermath.noReversalIsLeft();
        aftermath.oneReviewAnOrderOfAKind();
        aftermath.whatIsPublishedWasCommitted();
        aftermath.noFunctionWasAtFault();
        return aftermath.findings;
    }

    /** Whether a parked message may be done by now, for what stood in its way passes. */
    static boolean isPassing(Mail mail, Message message) {
        return PASSING.contains(message.attribute("reason"))
                && !Set.of(Orders.NEVER, Redemptions.NEVER)
                        .contains(mail.word(message).about());
    }

    private void queuesAreEmpty() {
        for (var queue : List.of(Roads.ORDER_EVENTS, Roads.PAYMENT_FAILURES, Roads.REVOCATIONS, Roads.DUE_SHARDS)) {
            require(roads.sqs().messages(queue).isEmpty(), "messages are left in " + queue);
        }
    }

    private void whatWasToldShowsOrIsParked() {
        for (var word : mail.words()) {
            var reasons = parked().stream()
                    .filter(message -> message.body().contains(word.mark()))
                    .map(message -> message.attribute("reason"))
                    .toList();
            var parked = !reasons.isEmpty();
            var shows = subject(word.about())
                    .filter(subject -> word.shows().in(subject, journal(word.about())))
                    .isPresent();
            require(
                    switch (word.end()) {
                        case TAKEN -> shows;
                        case TAKEN_OR_PARKED -> shows != parked;
                        case TAKEN_UNLESS_LATE -> shows || parked;
                        case PARKED -> parked;
                    },
                    "told and lost: " + word.mark() + " about " + word.about()
                            + (parked ? ", which is parked: " + reasons : ""));
        }
    }

    private void whatIsParkedMustBe() {
        for (var message : parked()) {
            require(!message.attribute("reason").isBlank(), "parked without a reason: " + message.body());
            require(
                    mail.word(message).end() != Word.End.TAKEN && !isPassing(mail, message),
                    "parked, and could be done: " + message.attribute("reason") + ": " + message.body());
        }
    }

    /** The due index holds what waits for a payment with a deadline, and the sweep has left nothing of what is due. */
    private void nothingIsLeftDue() {
        var now = shop.businessTime().instant();
        for (var order : withSort("O")) {
            var waits =
                    text(order, "ps").equals("PENDING") && !text(order, "st").equals("CANCELLED");
            var deadline = Raw.numberIfAny(order, "pd").filter(_ -> waits).map(Instant::ofEpochMilli);
            require(deadline.filter(due -> !due.isAfter(now)).isEmpty(), "left though due: " + text(order, "pk"));
            require(order.containsKey("dp") == deadline.isPresent(), "the due index is wrong of " + text(order, "pk"));
        }
    }

    /** The system finishes what was begun (R-02), or a person has it (R-04). */
    private void noReversalIsLeft() {
        var stuck = withSort("P").stream()
                .filter(item -> ReversalRules.state(item).equals("REVERSING"))
                .filter(item -> number(item, "fa") == ReversalRules.LAST_FAILURE)
                .map(item -> text(item, "i"))
                .collect(Collectors.toSet());
        for (var redemption : withSort("P")) {
            require(
                    !ReversalRules.state(redemption).equals("REVERSING") || stuck.contains(text(redemption, "i")),
                    "R-02: left half-way: " + redemption);
        }
    }

    private void oneReviewAnOrderOfAKind() {
        var opened = new HashMap<String, Integer>();
        for (var item : items) {
            if (text(item, "sk").startsWith("J#") && item.containsKey("rv")) {
                opened.merge(text(item, "rv"), 1, Integer::sum);
            }
        }
        opened.forEach((review, times) ->
                require(times == 1, "A-08, E-06, R-04: " + review + " was opened " + times + " times"));
        var standing = items.stream()
                .filter(item -> text(item, "sk").startsWith("R#"))
                .map(item -> text(item, "ki") + ":" + textIfAny(item, "o").orElseGet(() -> text(item, "p")))
                .collect(Collectors.toSet());
        require(
                standing.equals(opened.keySet()),
                "A-08, E-06, R-04: there are other reviews than were opened: " + opened);
    }

    private void whatIsPublishedWasCommitted() {
        var byId = new HashMap<String, String>();
        for (var published : roads.inbox().published()) {
            var json = SampleEvents.json(published.message());
            if (!at(json, "/data/merchantId").equals(shop.merchant())) {
                continue;
            }
            var before = byId.put(at(json, "/id"), published.message());
            require(before == null || before.equals(published.message()), "one id, two messages: " + json);
        }
        var told = byId.values().stream()
                .map(SampleEvents::json)
                .map(json -> String.join(
                        " ",
                        at(json, "/type"),
                        at(json, "/subject"),
                        at(json, "/time"),
                        at(json, "/data/trigger"),
                        at(json, "/data/actor")))
                .sorted()
                .toList();
        var committed = items.stream()
                .filter(item -> text(item, "sk").startsWith("J#"))
                .filter(item -> type(item).isPresent())
                .map(item -> String.join(
                        " ",
                        type(item).orElseThrow(),
                        textIfAny(item, "o").or(() -> textIfAny(item, "p")).orElseGet(() -> customer(item)),
                        Instant.ofEpochMilli(number(item, "at")).toString(),
                        text(item, "g"),
                        text(item, "a")))
                .sorted()
                .toList();
        require(told.equals(committed), "L-03: published " + told + ", committed " + committed);
    }

    /** An operation that is no type of its own may have taken points back besides, or opened a review. */
    private static Optional<String> type(Map<String, AttributeValue> item) {
        var takes = item.containsKey("wo")
                || list(item, "m").stream().anyMatch(line -> text(line, "t").equals("CLAWBACK"));
        return Optional.ofNullable(TYPES.get(text(item, "w")))
                .or(() -> Optional.of("points.clawed-back").filter(_ -> takes))
                .or(() -> Optional.of("review.opened").filter(_ -> item.containsKey("rv")));
    }

    private void noFunctionWasAtFault() {
        roads.log().stream()
                .filter(line -> line.path("outcome").asText().equals("fault"))
                .forEach(line -> require(false, "a function was at fault: " + line));
    }

    private List<Message> parked() {
        var parked = new ArrayList<Message>();
        Consumers.QUEUES.forEach(queue -> roads.sqs().messages(queue + Roads.PARKED).stream()
                .filter(mail::isMine)
                .forEach(parked::add));
        return parked;
    }

    /** An order, or a redemption. */
    private Optional<Map<String, AttributeValue>> subject(String id) {
        return Stream.concat(
                        withSort("O").stream().filter(order -> text(order, "o").equals(id)),
                        withSort("P").stream()
                                .filter(redemption -> text(redemption, "i").equals(id)))
                .findFirst();
    }

    private List<Map<String, AttributeValue>> journal(String subject) {
        return items.stream()
                .filter(item -> text(item, "sk").startsWith("J#"))
                .filter(item -> textIfAny(item, "o")
                        .or(() -> textIfAny(item, "p"))
                        .filter(subject::equals)
                        .isPresent())
                .toList();
    }

    private List<Map<String, AttributeValue>> withSort(String sort) {
        return items.stream().filter(item -> text(item, "sk").equals(sort)).toList();
    }

    private static String customer(Map<String, AttributeValue> item) {
        var partition = text(item, "pk");
        return partition.substring(partition.lastIndexOf('#') + 1);
    }

    private static String at(JsonNode json, String pointer) {
        return json.at(pointer).asText();
    }

    private void require(boolean holds, String finding) {
        if (!holds) {
            findings.add(finding);
        }
    }
}
