package recoup.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import recoup.handlers.SampleEvents;
import recoup.handlers.events.EventType;
import recoup.model.Journal;
import recoup.model.Trigger;

/** The schemas of events say what they mean: they let their examples pass, and nothing that is nearly one. */
class EventSchemasTest {
    private static final String META_SCHEMA = "https://json-schema.org/draft/2020-12/schema";

    /** Null means something here: a lot that never expires, an entry of no lot. */
    private static final Set<String> MAY_BE_NULL = Set.of("expiresOn", "lotId");

    /** One example of an event, and the schema that it belongs to. */
    record Example(String direction, String type, ObjectNode event) {
        EventSchemas schema() {
            return EventSchemas.of(direction, type);
        }

        boolean isValid(JsonNode changed) {
            return schema().violations(changed).isEmpty();
        }

        @Override
        public String toString() {
            return direction + "/" + type + " " + event.path("id").asText();
        }
    }

    static List<Example> examples() {
        return Stream.of("in", "out")
                .flatMap(direction -> EventSchemas.types(direction).stream()
                        .flatMap(type -> stream(EventSchemas.of(direction, type)
                                        .document()
                                        .path("examples"))
                                .map(event -> new Example(direction, type, (ObjectNode) event))))
                .toList();
    }

    static Stream<String> files() {
        return Stream.of("in", "out")
                .flatMap(direction -> EventSchemas.types(direction).stream().map(type -> direction + "/" + type));
    }

    @Test
    void there_is_a_schema_of_every_event() {
        assertThat(EventSchemas.types("in"))
                .containsExactly(
                        "order.cancelled",
                        "order.paid",
                        "order.updated",
                        "payment.expired",
                        "payment.failed",
                        "points.earned",
                        "reward.refunded-externally",
                        "reward.source-removed",
                        "reward.used");
        assertThat(EventSchemas.types("out"))
                .containsExactly(
                        "balance.adjusted",
                        "order.cancelled",
                        "order.reapplied",
                        "order.reverted",
                        "points.clawed-back",
                        "redemption.reversed",
                        "review.opened");
    }

    @ParameterizedTest
    @MethodSource("files")
    void every_schema_is_one_and_has_examples(String file) {
        var parts = file.split("/", 2);
        var document = EventSchemas.of(parts[0], parts[1]).document();
        var dialect = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of(META_SCHEMA));
        assertThat(dialect.validate(document)).isEmpty();
        assertThat(document.path("$id").asText()).isEqualTo("https://recoup.example/events/" + file + ".json");
        assertThat(document.path("title").asText()).isEqualTo(parts[1]);
        assertThat(document.path("examples")).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void every_example_is_valid(Example example) {
        assertThat(example.schema().violations(example.event())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void nothing_may_be_of_another_kind_or_null(Example example) {
        assertThat(changes(
                        example.event(),
                        (there, field) -> there.set(
                                field, JsonNodeFactory.instance.objectNode().put("other", true))))
                .isNotEmpty()
                .allSatisfy(changed -> assertThat(example.isValid(changed))
                        .as(changed.toString())
                        .isFalse());
        assertThat(changes(example.event(), (there, field) -> {
                    if (MAY_BE_NULL.contains(field)) {
                        there.put("unknownField", true);
                    } else {
                        there.putNull(field);
                    }
                }))
                .allSatisfy(changed -> assertThat(example.isValid(changed))
                        .as(changed.toString())
                        .isFalse());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void nothing_unknown_may_be_said(Example example) {
        assertThat(changes(example.event(), (there, _) -> there.put("unknownField", 1)))
                .allSatisfy(changed -> assertThat(example.isValid(changed))
                        .as(changed.toString())
                        .isFalse());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void an_event_is_of_its_own_type(Example example) {
        var other = example.event().deepCopy().put("type", "order.exploded");
        assertThat(example.isValid(other)).isFalse();
        var next = example.event().deepCopy().put("specversion", "0.3");
        assertThat(example.isValid(next)).isFalse();
    }

    /** What must be said; everything else in the data of the examples may be left out. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        in/order.paid                  | orderId
        in/payment.failed              | orderId
        in/payment.expired             | orderId
        in/order.updated               | orderId
        in/order.cancelled             | orderId cancelledBy
        in/points.earned               | grantId orderId customerId points
        in/reward.used                 | redemptionId provider code
        in/reward.source-removed       | redemptionId
        in/reward.refunded-externally  | redemptionId refundedAt
        out/order.cancelled            | merchantId customerId orderId what trigger actor occurredAt notifyCustomer entries lots
        out/order.reverted             | merchantId customerId orderId what trigger actor occurredAt notifyCustomer entries lots
        out/order.reapplied            | merchantId customerId orderId what trigger actor occurredAt notifyCustomer entries lots
        out/points.clawed-back         | merchantId customerId orderId what trigger actor occurredAt notifyCustomer entries lots
        out/balance.adjusted           | merchantId customerId what trigger actor occurredAt notifyCustomer entries lots
        out/redemption.reversed        | merchantId customerId redemptionId what trigger actor occurredAt notifyCustomer entries lots
        out/review.opened              | merchantId customerId orderId redemptionId what trigger actor occurredAt notifyCustomer entries lots review
        """)
    void what_is_needed_is_needed(String file, String names) {
        var needed = List.of(names.split(" ", -1));
        for (var example : examples()) {
            if (file.equals(example.direction() + "/" + example.type())) {
                example.event().get("data").fieldNames().forEachRemaining(name -> {
                    var without = example.event().deepCopy();
                    ((ObjectNode) without.get("data")).remove(name);
                    assertThat(example.isValid(without)).as(without.toString()).isEqualTo(!needed.contains(name));
                });
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        order.updated  | {"orderId":"ORD-1","version":"1"}
        order.updated  | {"orderId":"ORD-1","status":"PAID"}
        order.updated  | {"orderId":"ORD-1","refundedTotal":-1}
        order.updated  | {"orderId":"ORD-1","refund":{"refundId":"re_1","amount":0}}
        order.updated  | {"orderId":"ORD-1","currency":"usd"}
        order.updated  | {"orderId":"ORD-1","paymentDueAt":"tomorrow"}
        order.updated  | {"orderId":"ORD-1","tags":["a\\u0009b"]}
        order.updated  | {"orderId":"ORD-1","tags":["vip",7]}
        order.paid     | {"orderId":"a#b"}
        order.paid     | {"orderId":""}
        points.earned  | {"grantId":"g","orderId":"o","customerId":"c","points":0}
        points.earned  | {"grantId":"g","orderId":"o","customerId":"c","points":1000000000001}
        points.earned  | {"grantId":"g","orderId":"o","customerId":"c","points":1.5}
        points.earned  | {"grantId":"g","orderId":"o","customerId":"c","points":-1}
        points.earned  | {"grantId":"a#b","orderId":"o","customerId":"c","points":1}
        points.earned  | {"grantId":"g","orderId":"o","customerId":"c","points":1,"expiresOn":"2021-13-01"}
        reward.used    | {}
        reward.used    | {"provider":"shopify"}
        reward.used    | {"redemptionId":"r","code":"SAVE"}
        """)
    void what_makes_no_sense_is_not_valid(String type, String data) {
        var event = example("in", type).event().toString();
        var before = event.substring(event.indexOf("\"data\":") + "\"data\":".length(), event.length() - 1);
        assertThat(EventSchemas.in(type, SampleEvents.json(event.replace(before, data))))
                .isNotEmpty();
    }

    @Test
    void the_types_are_those_that_are_taken_and_those_that_the_api_names() {
        assertThat(EventSchemas.types("in"))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(EventType.values()).map(EventType::written).toList());
        var named = Contract.DOCUMENT.root().json().at("/components/schemas/Event/properties/type/enum");
        assertThat(stream(named).map(JsonNode::textValue))
                .containsExactlyInAnyOrderElementsOf(EventSchemas.types("in"));
    }

    /** The samples of the queues hold one event of each type, and those of the API are such events, too. */
    @Test
    void every_sample_of_an_event_is_valid() {
        for (var type : EventSchemas.types("in")) {
            var body = SampleEvents.read("queue/" + type, JsonNode.class).at("/Records/0/body");
            var event = SampleEvents.json(body.textValue()).get("event");
            assertThat(event.path("type").textValue()).isEqualTo(type);
            assertThat(EventSchemas.in(type, event)).as(type).isEmpty();
        }
        var sent = SampleEvents.read("intake/receive-events", JsonNode.class).at("/body");
        assertThat(SampleEvents.json(sent.textValue()))
                .isNotEmpty()
                .allSatisfy(
                        event -> assertThat(EventSchemas.in(event.path("type").textValue(), event))
                                .isEmpty());
    }

    @Test
    void an_attribute_of_anothers_making_is_let_in_and_a_misspelt_field_is_not() {
        var paid = example("in", "order.paid");
        assertThat(paid.isValid(paid.event().deepCopy().put("traceparent", "00-0af7651916cd43dd8448eb211c80319c")))
                .isTrue();
        assertThat(paid.isValid(paid.event().deepCopy().put("Subject", "ORD-1001")))
                .isFalse();
    }

    /** More than 250 tags are told by a shop that has them: the first 250 count, and the update does. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 250, 251, 1_000})
    void E_04_an_update_may_tell_any_number_of_tags(int count) {
        var told = example("in", "order.updated").event().deepCopy();
        var tags = ((ObjectNode) told.get("data")).putArray("tags");
        IntStream.range(0, count).forEach(number -> tags.add("tag " + number));
        assertThat(EventSchemas.in("order.updated", told)).isEmpty();
    }

    /** Each type says of one kind of operation, and no type of one that is not worth a message. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        order.cancelled     | CANCELLED
        order.reverted      | REVERTED
        order.reapplied     | REAPPLIED
        balance.adjusted    | ADJUSTED
        points.clawed-back  | CLAWED_BACK MOVED_BACK
        redemption.reversed | REVERSED
        review.opened       | PAYMENT MOVED_BACK CLAWBACK_REJECTED EARNED
        """)
    void a_message_is_of_its_operation(String type, String operations) {
        var sent = example("out", type).event();
        var valid = Stream.of(Journal.What.values())
                .filter(what -> EventSchemas.out(type, with(sent, "what", TextNode.valueOf(what.name())))
                        .isEmpty())
                .map(Journal.What::name);
        assertThat(valid).containsExactlyInAnyOrder(operations.split(" ", -1));
    }

    /** What is stuck is a redemption, and every other review is about an order. */
    @Test
    void R_04_a_review_is_of_an_order_or_of_a_redemption() {
        var stuck = examples().stream()
                .filter(example -> example.event().at("/data/what").asText().equals("REVERSING"))
                .findFirst()
                .orElseThrow();
        assertThat(stuck.type()).isEqualTo("review.opened");
        assertThat(stuck.isValid(with(stuck.event(), "orderId", TextNode.valueOf("ORD-1001"))))
                .isFalse();
        var paid = example("out", "review.opened");
        assertThat(paid.isValid(with(paid.event(), "redemptionId", TextNode.valueOf("RED-3"))))
                .isFalse();
        assertThat(stuck.isValid(with(stuck.event(), "review", paid.event().at("/data/review"))))
                .isFalse();
        assertThat(paid.isValid(with(paid.event(), "review", stuck.event().at("/data/review"))))
                .isFalse();
        assertThat(Stream.of(Journal.What.values())
                        .filter(what -> stuck.isValid(with(stuck.event(), "what", TextNode.valueOf(what.name())))))
                .containsExactly(Journal.What.REVERSING);
    }

    @ParameterizedTest
    @MethodSource("sent")
    void R_02_a_message_about_a_redemption_is_about_nothing_else(Example example) {
        assertThat(example.isValid(with(example.event(), "redemptionId", TextNode.valueOf("RED-3"))))
                .isEqualTo(example.event().at("/data").has("redemptionId"));
    }

    @Test
    void R_02_a_reversal_is_set_off_by_the_redemption_and_concerns_no_order() {
        var sent = example("out", "redemption.reversed");
        var valid = Stream.of(Trigger.values())
                .filter(trigger -> sent.isValid(with(sent.event(), "trigger", TextNode.valueOf(trigger.name()))));
        assertThat(valid).containsExactly(Trigger.REDEMPTION);
        assertThat(sent.isValid(with(sent.event(), "orderId", TextNode.valueOf("ORD-1001"))))
                .isFalse();
    }

    @Test
    void E_06_points_that_are_taken_back_by_themselves_were_set_off_by_the_clawback() {
        var sent = example("out", "points.clawed-back").event();
        var valid = Stream.of(Trigger.values())
                .filter(trigger -> EventSchemas.out(
                                "points.clawed-back", with(sent, "trigger", TextNode.valueOf(trigger.name())))
                        .isEmpty());
        assertThat(valid).containsExactly(Trigger.CLAWBACK);
    }

    /** What was given up is there only if something was. */
    @ParameterizedTest
    @MethodSource("sent")
    void E_06_what_was_written_off_is_one_point_at_least(Example example) {
        assertThat(example.isValid(with(example.event(), "writtenOff", IntNode.valueOf(1))))
                .isTrue();
        for (var not : List.of(IntNode.valueOf(0), IntNode.valueOf(-1), DoubleNode.valueOf(1.5))) {
            assertThat(example.isValid(with(example.event(), "writtenOff", not)))
                    .as("%s", not)
                    .isFalse();
        }
    }

    /** Every kind of entry and of review can be told; the examples show those that clawbacks bring. */
    @Test
    void E_06_the_examples_show_debt_write_offs_and_rejections() {
        var data = examples().stream()
                .filter(example -> example.direction().equals("out"))
                .map(example -> example.event().get("data"))
                .toList();
        assertThat(data)
                .flatExtracting(each -> each.path("entries").findValues("lotId"))
                .anyMatch(JsonNode::isNull);
        for (var type : List.of("order.cancelled", "order.reverted")) {
            assertThat(examples().stream().filter(example -> example.type().equals(type)))
                    .extracting(Example::event)
                    .anyMatch(event ->
                            event.at("/data/entries").findValuesAsText("type").contains("CLAWBACK"))
                    .anyMatch(event -> event.at("/data/writtenOff").asLong() > 0)
                    .anyMatch(event -> event.at("/data/review/type").asText().equals("CLAWBACK_REJECTED"));
        }
    }

    static Stream<Example> sent() {
        return examples().stream().filter(example -> example.direction().equals("out"));
    }

    private static Example example(String direction, String type) {
        return examples().stream()
                .filter(example ->
                        example.direction().equals(direction) && example.type().equals(type))
                .findFirst()
                .orElseThrow();
    }

    private static ObjectNode with(ObjectNode event, String field, JsonNode value) {
        var changed = event.deepCopy();
        ((ObjectNode) changed.get("data")).set(field, value);
        return changed;
    }

    /** The event with one change at a time, made to each field of each object in it. */
    private static List<JsonNode> changes(ObjectNode event, BiConsumer<ObjectNode, String> change) {
        var all = new ArrayList<JsonNode>();
        pointers(event, "", (object, field) -> {
            var copy = event.deepCopy();
            change.accept((ObjectNode) copy.at(object), field);
            all.add(copy);
        });
        return all;
    }

    private static void pointers(JsonNode node, String pointer, BiConsumer<String, String> found) {
        if (node.isObject()) {
            node.properties().forEach(property -> {
                found.accept(pointer, property.getKey());
                pointers(property.getValue(), pointer + "/" + property.getKey(), found);
            });
        }
        for (var item = 0; node.isArray() && item < node.size(); item++) {
            pointers(node.get(item), pointer + "/" + item, found);
        }
    }

    private static Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
