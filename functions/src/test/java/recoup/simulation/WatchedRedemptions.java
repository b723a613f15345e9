package recoup.simulation;

import static recoup.simulation.Raw.map;
import static recoup.simulation.Raw.text;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import recoup.store.ForwardingDynamoDb;
import recoup.store.FreshTable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

/** The store with a witness who sees what each commit made of a redemption, and what was true of its code at that moment. */
final class WatchedRedemptions extends ForwardingDynamoDb {
    /**
     * One commit that touched a redemption.
     *
     * @param by which road
     * @param before its item, if there was one
     * @param wallet the customer's, before it
     * @param code what was true of it in the shop
     * @param at when it was decided, if its journal item says so, else when it was written
     */
    record Step(
            String by,
            Optional<Map<String, AttributeValue>> before,
            Map<String, AttributeValue> after,
            Optional<Map<String, AttributeValue>> journal,
            Optional<Map<String, AttributeValue>> wallet,
            SimulatedCodes.Truth code,
            Instant at) {}

    private final DynamoDbClient store;
    private final InstantSource businessTime;
    private final Function<String, SimulatedCodes> codes;
    private final Consumer<Step> steps;
    private final String by;

    /**
     * Over {@code store}.
     *
     * @param codes those of a merchant
     * @param steps who is told of each, whoever makes it
     * @param by by which road this one's caller comes
     */
    WatchedRedemptions(
            DynamoDbClient store,
            InstantSource businessTime,
            Function<String, SimulatedCodes> codes,
            Consumer<Step> steps,
            String by) {
        super(store);
        this.by = by;
        this.store = store;
        this.businessTime = businessTime;
        this.codes = codes;
        this.steps = steps;
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
        var puts = request.transactItems().stream()
                .map(TransactWriteItem::put)
                .map(Put::item)
                .toList();
        var redemption =
                puts.stream().filter(item -> text(item, "sk").equals("P")).findFirst();
        if (redemption.isEmpty()) {
            return super.transactWriteItems(request);
        }
        var after = redemption.get();
        var before = current(text(after, "pk"), "P");
        var wallet = current(text(after, "pk").replaceFirst("#P#.*", "#C#" + text(after, "c")), "W");
        var answer = super.transactWriteItems(request);
        var journal =
                puts.stream().filter(item -> text(item, "sk").startsWith("J#")).findFirst();
        steps.accept(new Step(
                by,
                before,
                after,
                journal,
                wallet,
                codes.apply(RunningAudit.merchant(after)).of(text(map(after, "rw"), "c")),
                journal.map(item -> Instant.ofEpochMilli(Raw.number(item, "at")))
                        .orElseGet(businessTime::instant)));
        return answer;
    }

    private Optional<Map<String, AttributeValue>> current(String partition, String sort) {
        var found = store.getItem(GetItemRequest.builder()
                .tableName(FreshTable.NAME)
                .key(FreshTable.key(partition, sort))
                .consistentRead(true)
                .build());
        return found.hasItem() ? Optional.of(found.item()) : Optional.empty();
    }
}
