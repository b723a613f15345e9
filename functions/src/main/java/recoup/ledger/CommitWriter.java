package recoup.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import recoup.model.CustomerId;
import recoup.model.JournalKey;
import recoup.model.Order;
import recoup.model.Redemption;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** One {@link Commit} as one {@code TransactWriteItems}: what it has of order, wallet, redemption, grant, review, journal item and answer. */
final class CommitWriter {
    private static final Set<String> LOST_RACE = Set.of("ConditionalCheckFailed", "TransactionConflict");
    private static final Set<String> THROTTLED = Set.of("ThrottlingError", "ProvisionedThroughputExceeded");

    private final DynamoDbClient dynamoDb;
    private final String table;

    CommitWriter(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
    }

    Applied apply(Commit commit, Instant realNow) {
        var puts = new ArrayList<Put>();
        commit.answer().ifPresent(answer -> puts.add(answer(commit, answer, realNow)));
        commit.order()
                .ifPresent(order -> puts.add(
                        guarded(order.version(), OrderItem.write(commit.merchant(), order, order.version() + 1))));
        commit.wallet()
                .ifPresent(wallet -> puts.add(
                        guarded(wallet.version(), WalletItem.write(commit.merchant(), wallet, wallet.version() + 1))));
        commit.redemption().ifPresent(redemption -> {
            puts.add(guarded(
                    redemption.version(),
                    RedemptionItem.write(commit.merchant(), redemption, redemption.version() + 1)));
            if (redemption.version() == 0) {
                puts.add(guarded(0, RedemptionItem.pointer(commit.merchant(), redemption)));
            }
        });
        commit.grant()
                .ifPresent(grant -> puts.add(guarded(
                        0,
                        GrantItem.write(
                                commit.merchant(),
                                grant,
                                commit.order().orElseThrow().id()))));
        commit.review()
                .ifPresent(review -> puts.add(
                        guarded(review.version(), ReviewItem.write(commit.merchant(), review, review.version() + 1))));
        commit.journaled().ifPresent(line -> puts.add(journal(commit, line)));
        var request = TransactWriteItemsRequest.builder()
                .transactItems(puts.stream()
                        .map(put -> TransactWriteItem.builder().put(put).build())
                        .toList())
                .build();
        return Failures.translated(() -> {
            try {
                dynamoDb.transactWriteItems(request);
                return new Applied.Committed();
            } catch (TransactionCanceledException cancelled) {
                return refused(commit, cancelled);
            }
        });
    }

    private Put guarded(long versionRead, Map<String, AttributeValue> item) {
        var put = Put.builder().tableName(table).item(item);
        return versionRead == 0
                ? put.conditionExpression(Guards.ABSENT).build()
                : put.conditionExpression(Guards.UNCHANGED)
                        .expressionAttributeValues(Guards.version(versionRead))
                        .build();
    }

    private Put journal(Commit commit, Commit.Journaled line) {
        return Put.builder()
                .tableName(table)
                .item(JournalItem.write(Keys.journal(commit, line.key()), whose(commit, line.key()), line.journal()))
                .conditionExpression(Guards.ABSENT)
                .build();
    }

    private static Optional<CustomerId> whose(Commit commit, JournalKey key) {
        return switch (key.ledger()) {
            case WALLET -> Optional.empty();
            case ORDER -> commit.order().map(Order::customer);
            case REDEMPTION -> commit.redemption().map(Redemption::customer);
        };
    }

    private Put answer(Commit commit, Answer answer, Instant realNow) {
        return Put.builder()
                .tableName(table)
                .item(AnswerItem.write(commit.merchant(), answer))
                .conditionExpression(Guards.ABSENT_OR_FORGOTTEN)
                .expressionAttributeNames(Map.of("#ttl", Table.TTL))
                .expressionAttributeValues(
                        Map.of(":now", AttributeValue.fromN(Long.toString(realNow.getEpochSecond()))))
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
    }

    /** DynamoDB gives a reason for each put, in their order; the answer's is the first. */
    private static Applied refused(Commit commit, TransactionCanceledException cancelled) {
        var reasons = cancelled.cancellationReasons();
        var first = commit.answer().flatMap(answer -> answeredBefore(answer, reasons));
        if (first.isPresent()) {
            return new Applied.Answered(first.get());
        }
        if (any(reasons, LOST_RACE)) {
            return new Applied.Stale();
        }
        if (any(reasons, THROTTLED)) {
            throw new LedgerUnavailable("DynamoDB throttled a commit", cancelled);
        }
        throw cancelled;
    }

    private static Optional<Answer> answeredBefore(Answer ours, List<CancellationReason> reasons) {
        return IntStream.range(0, Math.min(1, reasons.size()))
                .mapToObj(reasons::get)
                .filter(CancellationReason::hasItem)
                .map(reason -> AnswerItem.read(ours.key(), reason.item()))
                .findFirst();
    }

    private static boolean any(List<CancellationReason> reasons, Set<String> codes) {
        return reasons.stream().anyMatch(reason -> codes.contains(reason.code()));
    }
}
