package recoup.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import recoup.model.CustomerId;
import recoup.model.Entry;
import recoup.model.EntryType;
import recoup.model.JournalKey;
import recoup.model.MerchantId;
import recoup.model.Movement;
import recoup.model.OrderId;
import recoup.model.OrderStatus;
import recoup.model.PaymentStatus;
import recoup.model.Review;
import recoup.model.ReviewId;
import recoup.model.Settings;
import recoup.store.FreshTable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What the ledger promises to whoever is told something and tells it on: reviews, what is due, the outbox. The tests of one
 * class may share a table: each has a merchant of its own, and a day of its own in the due index.
 */
abstract class TellingContract {
    private static final AtomicInteger MERCHANTS = new AtomicInteger();
    private static final Duration A_MOMENT = Duration.ofMillis(1);
    private static final Review.Resolution LOOKED =
            new Review.Resolution("admin@example.com", Optional.of("paid back ✓"));

    private final int number = MERCHANTS.incrementAndGet();
    private final MerchantId merchant = new MerchantId("told-" + number);
    private final Instant day = Instant.parse("1950-01-01T00:00:00Z").plus(Duration.ofDays(number));
    private Ledger ledger;
    private DueIndex due;
    private ReviewIndex reviews;

    /** A store with our table in it. */
    abstract DynamoDbClient store();

    /** Every item of the table, whoever's. */
    abstract Set<Map<String, AttributeValue>> contents();

    @BeforeEach
    void openIndexes() {
        ledger = new Ledger(store(), FreshTable.NAME);
        due = new DueIndex(store(), FreshTable.NAME);
        reviews = new ReviewIndex(store(), FreshTable.NAME);
    }

    // Orders

    @Test
    void what_is_of_no_account_yet_is_written_without_a_journal_item() {
        var order = LedgerSamples.fullOrder();
        var before = contents();
        committed(Commit.of(merchant, order));
        assertThat(contents()).hasSize(before.size() + 1);
        assertThat(ledger.order(merchant, order.id())).contains(LedgerSamples.versioned(order, 1));
        refused(Commit.of(merchant, order));
        committed(Commit.of(merchant, LedgerSamples.versioned(order, 1)));
        assertThat(ledger.order(merchant, order.id())).contains(LedgerSamples.versioned(order, 2));
    }

    /** With ids of the greatest length, on the largest order that there may be; lots have ids of our own. */
    @Test
    void an_order_that_was_told_as_much_as_may_be_is_read_as_it_was_written() {
        var order = LedgerSamples.toldEverything(LedgerSamples.largeOrder(500, 24));
        committed(Commit.of(merchant, order));
        assertThat(ledger.order(merchant, order.id())).contains(LedgerSamples.versioned(order, 1));
    }

    // Reviews

    @Test
    void A_08_a_review_is_opened_with_the_order_that_it_is_about_or_not_at_all() {
        var order = LedgerSamples.plainOrder("ORD-1", 0);
        var review = review("ORD-1", day);
        var commit = Commit.of(merchant, order, Optional.empty(), LedgerSamples.bareJournal())
                .opening(review);
        var before = contents();
        committed(commit);
        assertThat(contents()).hasSize(before.size() + 3);
        assertThat(read(review.id())).contains(versioned(review, 1));
        refused(commit);
    }

    @Test
    void A_08_a_review_opens_once() {
        committed(Commit.of(merchant, review("ORD-1", day)));
        refused(Commit.of(merchant, review("ORD-1", day.plus(A_MOMENT))));
        refused(Commit.of(
                        merchant,
                        LedgerSamples.plainOrder("ORD-1", 0),
                        Optional.of(LedgerSamples.wallet(0)),
                        LedgerSamples.bareJournal())
                .opening(review("ORD-1", day.plus(A_MOMENT))));
        assertThat(newest(Optional.empty(), 10)).containsExactly(versioned(review("ORD-1", day), 1));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 3})
    void only_the_review_that_was_read_is_resolved(long read) {
        var review = review("ORD-1", day);
        committed(Commit.of(merchant, review));
        committed(Commit.of(merchant, versioned(review, 1).resolved(LOOKED)));
        refused(Commit.of(merchant, versioned(review, read).resolved(new Review.Resolution("late", Optional.empty()))));
        assertThat(read(review.id())).contains(versioned(review.resolved(LOOKED), 2));
    }

    @Test
    void a_review_is_read_as_it_was_written() {
        for (var kind : Review.Kind.values()) {
            for (var amount : List.of(Optional.<Long>empty(), Optional.of(0L), Optional.of(12_345L))) {
                for (var note : List.of(Optional.<String>empty(), Optional.of("seen ✓"))) {
                    var order = "ORD-" + amount.orElse(-1L) + "-" + note.isPresent();
                    var review = new Review(
                            kind,
                            Optional.of(new OrderId(order)),
                            Optional.empty(),
                            LedgerSamples.ANN,
                            amount,
                            day.plus(A_MOMENT),
                            Optional.empty(),
                            0);
                    committed(Commit.of(merchant, review));
                    assertThat(read(review.id())).contains(versioned(review, 1));
                    var resolved = versioned(review, 1).resolved(new Review.Resolution("admin", note));
                    committed(Commit.of(merchant, resolved));
                    assertThat(read(review.id())).contains(versioned(resolved, 2));
                }
            }
        }
    }

    @Test
    void of_an_order_whose_id_is_as_long_as_may_be_a_review_is_found_again() {
        var review = review("O".repeat(128), day);
        committed(Commit.of(merchant, review));
        assertThat(read(review.id())).contains(versioned(review, 1));
        assertThat(newest(Optional.empty(), 10)).containsExactly(versioned(review, 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 6, 7, 8, 100})
    void reviews_are_listed_newest_first_page_by_page(int limit) {
        var opened = List.of(-1L, 0L, 0L, 1L, 1_000L, 86_400_000L, -7_000_000_000_000L);
        for (var turn : List.of(3, 0, 6, 2, 5, 1, 4)) { // not in the order of their times
            committed(Commit.of(merchant, review("ORD-" + turn, day.plusMillis(opened.get(turn)))));
        }
        committed(Commit.of(
                merchant, versioned(review("ORD-4", day.plusMillis(1_000)), 1).resolved(LOOKED)));
        var seen = new ArrayList<String>();
        var before = Optional.<String>empty();
        List<Review> page;
        do {
            page = newest(before, limit);
            page.forEach(review -> seen.add(review.order().orElseThrow().value() + " " + review.status()));
            before = page.isEmpty() ? before : Optional.of(ReviewIndex.positionOf(page.getLast()));
        } while (page.size() == limit);
        assertThat(seen)
                .containsExactly(
                        "ORD-5 OPEN",
                        "ORD-4 RESOLVED",
                        "ORD-3 OPEN",
                        "ORD-2 OPEN",
                        "ORD-1 OPEN",
                        "ORD-0 OPEN",
                        "ORD-6 OPEN");
    }

    @Test
    void L_05_another_merchant_sees_no_review_and_opens_its_own() {
        var review = review("ORD-1", day);
        committed(Commit.of(merchant, review));
        for (var other : List.of(new MerchantId(merchant + "-b"), new MerchantId("told"))) {
            assertThat(reviews.newest(other, Optional.empty(), 10)).isEmpty();
            assertThat(ledger.read(other, Wanted.review(review.id()), Consistency.STRONG, LedgerSamples.REAL_NOW)
                            .review())
                    .isEmpty();
        }
        committed(Commit.of(new MerchantId(merchant + "-b"), review.resolved(LOOKED)));
        assertThat(read(review.id())).contains(versioned(review, 1));
    }

    // What is due

    @Test
    void A_01_what_is_due_is_read_oldest_first_up_to_now() {
        var ids = inOneShard(5);
        place(ids.get(0), day.plusMillis(2));
        place(ids.get(1), day.minusMillis(1));
        place(ids.get(2), day.plusMillis(1));
        place(ids.get(3), day);
        place(ids.get(4), day.plusMillis(3));
        var shard = shardOf(ids.getFirst());
        assertThat(due(shard, Optional.of(dayBefore()), day.plusMillis(2), 100))
                .containsExactly(
                        position(day.minusMillis(1), ids.get(1)),
                        position(day, ids.get(3)),
                        position(day.plusMillis(1), ids.get(2)),
                        position(day.plusMillis(2), ids.get(0)));
        assertThat(due(shard, Optional.of(dayBefore()), day.minusMillis(2), 100))
                .isEmpty();
        assertThat(due(shard, Optional.empty(), day.plusMillis(3), 1_000))
                .as("from the very first on")
                .isSortedAccordingTo((one, other) -> one.at().compareTo(other.at()))
                .contains(position(day.plusMillis(3), ids.get(4)))
                .contains(position(day.minusMillis(1), ids.get(1)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 6, 7})
    void A_01_pages_of_what_is_due_miss_nothing_and_repeat_nothing(int limit) {
        var ids = inOneShard(6);
        for (var id : ids) {
            place(id, day.plusMillis(ids.indexOf(id) / 3)); // two instants, three orders each
        }
        assertThat(pages(shardOf(ids.getFirst()), limit)).containsExactlyInAnyOrderElementsOf(ids);
    }

    /** Of {@code x} and {@code x-1}, {@code x} is first, and after it {@code x-1} is still to come. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void A_01_pages_miss_no_order_whose_id_begins_as_anothers(int limit) {
        var ids = prefixesInOneShard();
        assertThat(ids)
                .hasSize(5)
                .allMatch(id -> id.value().startsWith(ids.getFirst().value()));
        ids.reversed().forEach(id -> place(id, day));
        assertThat(pages(shardOf(ids.getFirst()), limit)).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void L_05_each_position_says_whose_order_it_is() {
        var order = new OrderId("ORD-1");
        var others = List.of(merchant, new MerchantId(merchant + "1"), new MerchantId(merchant + "-b"));
        others.forEach(each -> committed(Commit.of(each, LedgerSamples.dueAt("ORD-1", day))));
        var found = IntStream.range(0, DueIndex.SHARDS)
                .boxed()
                .flatMap(shard -> due.due(shard, Optional.of(dayBefore()), day, 100).stream())
                .toList();
        assertThat(found)
                .containsExactlyInAnyOrderElementsOf(others.stream()
                        .map(each -> new DuePosition(day, each, order, 0))
                        .toList());
    }

    @Test
    void A_01_what_could_not_be_cancelled_is_pushed_back_and_comes_again_later() {
        var order = new OrderId("ORD-1");
        place(order, day);
        var shard = shardOf(order);
        var now = day.plus(Duration.ofHours(2));
        var found = position(day, order);
        assertThat(due.pushBack(found, now)).isTrue();
        assertThat(due(shard, Optional.of(dayBefore()), now, 100)).isEmpty();

        var again = new DuePosition(now.plus(Duration.ofMinutes(1)), merchant, order, 1);
        assertThat(due(shard, Optional.of(dayBefore()), again.at(), 100)).containsExactly(again);
        assertThat(due.pushBack(again, again.at())).isTrue();
        assertThat(due(shard, Optional.of(dayBefore()), again.at().plus(Duration.ofMinutes(2)), 100))
                .containsExactly(new DuePosition(again.at().plus(Duration.ofMinutes(2)), merchant, order, 2));
    }

    @Test
    void A_01_an_order_is_pushed_back_only_from_where_it_was_found() {
        var order = new OrderId("ORD-1");
        place(order, day);
        var found = position(day, order);
        assertThat(due.pushBack(found, day)).isTrue();
        unmoved(found);
        unmoved(position(day.plus(A_MOMENT), order));

        committed(Commit.of(
                merchant,
                LedgerSamples.versioned(
                        LedgerSamples.order(
                                "ORD-1", OrderStatus.PENDING, PaymentStatus.PAID, Optional.of(day), Instant.EPOCH),
                        1)));
        unmoved(new DuePosition(day.plus(Duration.ofMinutes(1)), merchant, order, 1));
        unmoved(position(day, new OrderId("nobody")));
    }

    @Test
    void A_01_pushing_back_changes_nothing_of_the_order_and_its_next_write_gives_the_place_anew() {
        var order = new OrderId("ORD-1");
        place(order, day);
        var read = ledger.order(merchant, order);
        assertThat(due.pushBack(position(day, order), day)).isTrue();
        assertThat(ledger.order(merchant, order)).isEqualTo(read);

        committed(Commit.of(merchant, read.orElseThrow()));
        assertThat(due(shardOf(order), Optional.of(dayBefore()), day, 100)).containsExactly(position(day, order));
    }

    // The outbox

    @Test
    void L_03_the_outbox_has_every_journal_item_and_nothing_else_under_one_id() {
        var customer = new CustomerId("ann");
        var order = LedgerSamples.plainOrder("ann", 0); // named as the customer is
        var placed = Commit.of(merchant, order, Optional.empty(), LedgerSamples.journal(Optional.empty()))
                .opening(review("ann", day))
                .answering(LedgerSamples.answer("key", "request", "answer"));
        committed(placed);
        var again = ledger.order(merchant, order.id()).orElseThrow();
        var reverted = Commit.of(
                merchant, again, Optional.of(LedgerSamples.wallet(0)), LedgerSamples.journal(Optional.empty()));
        committed(reverted);
        committed(Commit.of(merchant, LedgerSamples.wallet(1), LedgerSamples.bareJournal()));
        committed(Commit.of(merchant, ledger.order(merchant, order.id()).orElseThrow()));
        assertThat(ledger.save(merchant, Settings.DEFAULTS)).isTrue();

        var items = contents().stream().filter(this::isOurs).toList();
        assertThat(items)
                .as("order, wallet, review, answer, settings, three journal items")
                .hasSize(8);
        var read = items.stream().flatMap(item -> Outbox.read(item).stream()).toList();

        var now = ledger.order(merchant, order.id()).orElseThrow();
        var inOrder = new JournalKey(JournalKey.Ledger.ORDER, 1);
        var expected = Stream.concat(
                ledger.journal(merchant, customer, Optional.empty(), 10).items().stream()
                        .map(item -> Outbox.ofWallet(merchant, customer, item)),
                Stream.of(Outbox.ofOrder(
                        merchant,
                        now,
                        inOrder,
                        ledger.journal(merchant, now, List.of(inOrder)).getFirst())));
        assertThat(read).hasSize(3).containsExactlyInAnyOrderElementsOf(expected.toList());
        assertThat(read)
                .extracting(Outbox.Committed::id)
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("evt_[0-9a-f]{32}"));
        assertThat(read).extracting(Outbox.Committed::customer).containsOnly(customer);
    }

    @Test
    void L_03_what_the_outbox_tells_is_what_was_committed_without_the_expiry_of_others() {
        var commit = Commit.of(merchant, LedgerSamples.wallet(0), LedgerSamples.journal(Optional.empty()));
        committed(commit);
        var read = contents().stream()
                .filter(this::isOurs)
                .flatMap(item -> Outbox.read(item).stream())
                .toList();
        assertThat(read).hasSize(1);
        var told = read.getFirst();
        assertThat(told.journal()).isEqualTo(LedgerSamples.journalOf(commit));
        assertThat(told.merchant()).isEqualTo(merchant);
        assertThat(told.entries()).isEqualTo(commit.entries());
        assertThat(told.entries())
                .extracting(Entry::movement)
                .extracting(Movement::type)
                .hasSize(EntryType.values().length - 1)
                .doesNotContain(EntryType.EXPIRE);
    }

    @Test
    void L_03_no_two_operations_have_one_id_in_the_outbox() {
        var ids = new HashSet<String>();
        for (var each : List.of(merchant, new MerchantId(merchant + "-b"))) {
            for (var version : List.of(1L, 2L, 11L)) {
                var page = new JournalPage.Versioned(version, LedgerSamples.bareJournal());
                var order = LedgerSamples.plainOrder("ann", 0);
                var key = new JournalKey(JournalKey.Ledger.ORDER, version);
                assertThat(ids.add(Outbox.ofWallet(each, new CustomerId("ann"), page)
                                .id()))
                        .isTrue();
                assertThat(ids.add(Outbox.ofWallet(each, new CustomerId("bob"), page)
                                .id()))
                        .isTrue();
                assertThat(ids.add(Outbox.ofOrder(each, order, key, LedgerSamples.bareJournal())
                                .id()))
                        .isTrue();
            }
        }
        assertThat(ids).hasSize(18);
    }

    // What the cases are made of

    private void committed(Commit commit) {
        assertThat(ledger.apply(commit, LedgerSamples.REAL_NOW)).isEqualTo(new Applied.Committed());
    }

    private void refused(Commit commit) {
        var before = contents();
        assertThat(ledger.apply(commit, LedgerSamples.REAL_NOW)).isEqualTo(new Applied.Stale());
        assertThat(contents()).isEqualTo(before);
    }

    private void unmoved(DuePosition found) {
        var before = contents();
        assertThat(due.pushBack(found, day)).as("%s", found).isFalse();
        assertThat(contents()).isEqualTo(before);
    }

    private boolean isOurs(Map<String, AttributeValue> item) {
        return item.getOrDefault("pk", AttributeValue.fromS("")).s().startsWith("M#" + merchant + "#");
    }

    private Optional<Review> read(ReviewId id) {
        return ledger.read(merchant, Wanted.review(id), Consistency.STRONG, LedgerSamples.REAL_NOW)
                .review();
    }

    private List<Review> newest(Optional<String> before, int limit) {
        return reviews.newest(merchant, before, limit);
    }

    private static Review review(String order, Instant openedAt) {
        return new Review(
                Review.Kind.PAID_AFTER_CANCEL,
                Optional.of(new OrderId(order)),
                Optional.empty(),
                LedgerSamples.ANN,
                Optional.of(12_345L),
                openedAt,
                Optional.empty(),
                0);
    }

    private static Review versioned(Review review, long version) {
        return new Review(
                review.kind(),
                review.order(),
                review.redemption(),
                review.customer(),
                review.amount(),
                review.openedAt(),
                review.resolution(),
                version);
    }

    private void place(OrderId order, Instant dueAt) {
        committed(Commit.of(merchant, LedgerSamples.dueAt(order.value(), dueAt)));
    }

    private DuePosition position(Instant at, OrderId order) {
        return new DuePosition(at, merchant, order, 0);
    }

    /** What other tests placed is due long before; nothing of theirs is due on this day. */
    private DuePosition dayBefore() {
        return new DuePosition(day.minus(Duration.ofHours(1)), new MerchantId("0"), new OrderId("0"), 0);
    }

    private List<DuePosition> due(int shard, Optional<DuePosition> after, Instant now, int limit) {
        return due.due(shard, after, now, limit).stream()
                .filter(position -> position.merchant().equals(merchant))
                .toList();
    }

    private List<OrderId> pages(int shard, int limit) {
        var seen = new ArrayList<OrderId>();
        var after = dayBefore();
        List<DuePosition> page;
        do {
            page = due.due(shard, Optional.of(after), day.plusMillis(1), limit);
            page.forEach(position -> seen.add(position.order()));
            after = page.isEmpty() ? after : page.getLast();
        } while (page.size() == limit);
        return seen;
    }

    private int shardOf(OrderId order) {
        var keys = Keys.indexed(merchant, LedgerSamples.dueAt(order.value(), day));
        return IntStream.range(0, DueIndex.SHARDS)
                .filter(shard -> keys.containsValue(AttributeValue.fromS(Keys.duePartition(shard))))
                .findFirst()
                .orElseThrow();
    }

    private List<OrderId> inOneShard(int count) {
        var shard = shardOf(new OrderId("ORD-0"));
        return IntStream.range(0, 1_000)
                .mapToObj(each -> new OrderId("ORD-" + each))
                .filter(order -> shardOf(order) == shard)
                .limit(count)
                .toList();
    }

    /** Each begins as the one before it. */
    private List<OrderId> prefixesInOneShard() {
        var shard = shardOf(new OrderId("x"));
        var found = new ArrayList<>(List.of(new OrderId("x")));
        for (var separator : List.of("-", "0", "~", ".")) {
            var shorter = found.getLast().value() + separator;
            found.add(IntStream.range(0, 1_000)
                    .mapToObj(each -> new OrderId(shorter + each))
                    .filter(order -> shardOf(order) == shard)
                    .findFirst()
                    .orElseThrow());
        }
        return found;
    }
}
