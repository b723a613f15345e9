package recoup.local;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import recoup.local.Inbox.Delivery;

/** A request of SNS's Query protocol, as far as publishing goes, with the bounds that SNS has. */
record SnsQuery(Map<String, String> parameters) {
    /** A status and an XML document. */
    record Reply(int status, String xml) {}

    private static final int LARGEST = 256 * 1024;
    private static final int MOST_ENTRIES = 10;
    private static final String NAMESPACE = "http://sns.amazonaws.com/doc/2010-03-31/";

    SnsQuery {
        parameters = Map.copyOf(parameters);
    }

    static SnsQuery parse(String form) {
        var parameters = new HashMap<String, String>();
        for (var pair : form.split("&", -1)) {
            var equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        return new SnsQuery(parameters);
    }

    Reply answer(Inbox inbox) {
        if (!parameter("TopicArn").equals(Topic.ARN)) {
            return refused(404, "NotFound", "Topic does not exist");
        }
        return switch (parameter("Action")) {
            case "Publish" -> publish(inbox);
            case "PublishBatch" -> publishBatch(inbox);
            default -> refused(400, "InvalidAction", "This topic can only be published to");
        };
    }

    private Reply publish(Inbox inbox) {
        var delivery = delivery("");
        if (delivery.message().isEmpty() || size(delivery) > LARGEST) {
            return refused(400, "InvalidParameter", "Invalid parameter: Message empty or too long");
        }
        if (!inbox.add(List.of(delivery))) {
            return failed();
        }
        return done("Publish", "<MessageId>" + UUID.randomUUID() + "</MessageId>");
    }

    private Reply publishBatch(Inbox inbox) {
        var ids = new ArrayList<String>();
        var deliveries = new ArrayList<Delivery>();
        for (var i = 1; parameters.containsKey(entry(i) + "Id"); i++) {
            ids.add(parameter(entry(i) + "Id"));
            deliveries.add(delivery(entry(i)));
        }
        if (ids.isEmpty()) {
            return refused(400, "EmptyBatchRequest", "The batch has no entry");
        }
        if (ids.size() > MOST_ENTRIES) {
            return refused(400, "TooManyEntriesInBatchRequest", "The batch has more than " + MOST_ENTRIES);
        }
        if (new HashSet<>(ids).size() < ids.size()) {
            return refused(400, "BatchEntryIdsNotDistinct", "Two entries have the same id");
        }
        if (deliveries.stream().mapToInt(SnsQuery::size).sum() > LARGEST) {
            return refused(400, "BatchRequestTooLong", "The batch is larger than 256 KB");
        }
        if (!inbox.add(deliveries)) {
            return failed();
        }
        return done("PublishBatch", "<Successful>" + String.join("", members(ids)) + "</Successful><Failed/>");
    }

    private static List<String> members(List<String> ids) {
        return ids.stream()
                .map(id ->
                        "<member><Id>" + escaped(id) + "</Id><MessageId>" + UUID.randomUUID() + "</MessageId></member>")
                .toList();
    }

    private Delivery delivery(String prefix) {
        var attributes = new HashMap<String, String>();
        for (var i = 1; parameters.containsKey(prefix + attribute(i) + "Name"); i++) {
            attributes.put(
                    parameter(prefix + attribute(i) + "Name"), parameter(prefix + attribute(i) + "Value.StringValue"));
        }
        return new Delivery(parameter(prefix + "Message"), attributes);
    }

    private static int size(Delivery delivery) {
        var size = bytes(delivery.message());
        for (var attribute : delivery.attributes().entrySet()) {
            size += bytes(attribute.getKey()) + bytes(attribute.getValue());
        }
        return size;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }

    private static String entry(int number) {
        return "PublishBatchRequestEntries.member." + number + ".";
    }

    private static String attribute(int number) {
        return "MessageAttributes.entry." + number + ".";
    }

    private static Reply done(String action, String result) {
        return new Reply(200, """
            <%1$sResponse xmlns="%2$s"><%1$sResult>%3$s</%1$sResult>\
            <ResponseMetadata><RequestId>%4$s</RequestId></ResponseMetadata></%1$sResponse>\
            """.formatted(action, NAMESPACE, result, UUID.randomUUID()));
    }

    private static Reply failed() {
        return refused(500, "InternalError", "Not published");
    }

    private static Reply refused(int status, String code, String message) {
        return new Reply(status, """
            <ErrorResponse xmlns="%s"><Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error>\
            <RequestId>%s</RequestId></ErrorResponse>\
            """.formatted(NAMESPACE, code, message, UUID.randomUUID()));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
