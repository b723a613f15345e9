package recoup.local.shop;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;

/** A line of the book: how a discount stands now; without one it was deleted. */
record Line(Platform platform, String merchant, String number, Optional<Discount> discount) {
    private static final ObjectMapper JSON = new ObjectMapper();

    String written() {
        var line = JSON.createObjectNode()
                .put("platform", platform.name())
                .put("merchant", merchant)
                .put("number", number);
        discount.ifPresent(it -> line.set("discount", json(it)));
        return line.toString();
    }

    /** A line that was being written when the process was killed is none: its change was not answered. */
    static Optional<Line> read(String text) {
        try {
            var line = JSON.readTree(text);
            if (!line.isObject()) {
                return Optional.empty();
            }
            return Optional.of(new Line(
                    Platform.valueOf(line.path("platform").asText()),
                    line.path("merchant").asText(),
                    line.path("number").asText(),
                    Optional.of(line.path("discount"))
                            .filter(JsonNode::isObject)
                            .map(Line::discount)));
        } catch (JsonProcessingException | IllegalArgumentException | DateTimeException torn) {
            return Optional.empty();
        }
    }

    private static ObjectNode json(Discount discount) {
        var json = JSON.createObjectNode()
                .put("number", discount.number())
                .put("madeAt", discount.madeAt().toString())
                .put("ended", discount.ended())
                .put("faults", discount.faults().left())
                .put("fault", discount.faults().kind().name());
        discount.endsAt().ifPresent(end -> json.put("endsAt", end.toString()));
        var codes = json.putArray("codes");
        for (var code : discount.codes()) {
            var each = codes.addObject()
                    .put("number", code.number())
                    .put("text", code.text())
                    .put("uses", code.uses());
            each.set("orders", JSON.valueToTree(code.orders()));
            code.goneAt().ifPresent(gone -> each.put("goneAt", gone.toString()));
        }
        return json;
    }

    private static Discount discount(JsonNode json) {
        var codes = new ArrayList<RedeemCode>();
        json.path("codes").forEach(code -> codes.add(code(code)));
        return new Discount(
                json.path("number").asText(),
                Instant.parse(json.path("madeAt").asText()),
                codes,
                instant(json.path("endsAt")),
                json.path("ended").booleanValue(),
                new Faults(
                        json.path("faults").intValue(),
                        Fault.valueOf(json.path("fault").asText())));
    }

    private static RedeemCode code(JsonNode json) {
        var orders = new ArrayList<String>();
        json.path("orders").forEach(order -> orders.add(order.asText()));
        return new RedeemCode(
                json.path("number").asText(),
                json.path("text").asText(),
                json.path("uses").intValue(),
                orders,
                instant(json.path("goneAt")));
    }

    private static Optional<Instant> instant(JsonNode json) {
        return json.isTextual() ? Optional.of(Instant.parse(json.textValue())) : Optional.empty();
    }
}
