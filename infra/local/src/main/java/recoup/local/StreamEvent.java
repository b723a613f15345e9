package recoup.local;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamViewType;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.Record;

/** A batch of the table's stream as Lambda hands it to a function. */
final class StreamEvent {
    private StreamEvent() {}

    static DynamodbEvent of(String arn, List<Record> records) {
        var event = new DynamodbEvent();
        event.setRecords(records.stream().map(record -> record(arn, record)).toList());
        return event;
    }

    private static DynamodbStreamRecord record(String arn, Record read) {
        var change = new StreamRecord()
                .withApproximateCreationDateTime(Date.from(read.dynamodb().approximateCreationDateTime()))
                .withSequenceNumber(read.dynamodb().sequenceNumber())
                .withSizeBytes(read.dynamodb().sizeBytes())
                .withStreamViewType(StreamViewType.fromValue(read.dynamodb().streamViewTypeAsString()))
                .withKeys(attributes(read.dynamodb().keys()));
        if (read.dynamodb().hasNewImage()) {
            change.setNewImage(attributes(read.dynamodb().newImage()));
        }
        var record = new DynamodbStreamRecord();
        record.setEventID(read.eventID());
        record.setEventName(read.eventNameAsString());
        record.setEventVersion(read.eventVersion());
        record.setEventSource(read.eventSource());
        record.setAwsRegion(LocalAws.REGION.id());
        record.setEventSourceARN(arn);
        record.setDynamodb(change);
        return record;
    }

    private static Map<String, AttributeValue> attributes(
            Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue> read) {
        var attributes = new LinkedHashMap<String, AttributeValue>();
        read.forEach((name, value) -> attributes.put(name, attribute(value)));
        return attributes;
    }

    private static AttributeValue attribute(software.amazon.awssdk.services.dynamodb.model.AttributeValue read) {
        var value = new AttributeValue();
        return switch (read.type()) {
            case S -> value.withS(read.s());
            case N -> value.withN(read.n());
            case B -> value.withB(read.b().asByteBuffer());
            case BOOL -> value.withBOOL(read.bool());
            case NUL -> value.withNULL(true);
            case SS -> value.withSS(read.ss());
            case NS -> value.withNS(read.ns());
            case BS ->
                value.withBS(read.bs().stream().map(SdkBytes::asByteBuffer).toList());
            case L -> value.withL(read.l().stream().map(StreamEvent::attribute).toList());
            case M -> value.withM(attributes(read.m()));
            case UNKNOWN_TO_SDK_VERSION -> throw new IllegalStateException("a value of an unknown type: " + read);
        };
    }
}
