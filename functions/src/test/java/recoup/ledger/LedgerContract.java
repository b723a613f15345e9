package recoup.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import recoup.model.Asset;
import recoup.model.CustomerId;
import recoup.model.Expiry;
import recoup.model.JournalKey;
import recoup.model.Lot;
import recoup.model.MerchantId;
import recoup.model.Order;
import recoup.model.OrderStatus;
import recoup.model.PaymentStatus;
import recoup.model.Reason;
import recoup.model.Settings;
import recoup.model.Wallet;
import recoup.store.FreshTable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * What the ledger promises, whatever store stands behind it. The tests of one class may share a table: each has a
 * merchant of its own.
 */
abstract class LedgerContract extends RedemptionContract {
    private static final AtomicInteger MERCHANTS = new AtomicInteger();
    private static final int SHARDS = 16;

    private final MerchantId merchant = new MerchantId("merchant-" + MERCHANTS.incrementAndGet());
    private Ledger ledger;

    @BeforeEach
    void open() {
        ledger = new Ledger(store(), FreshTable.NAME);
    }

    @Test
    void a_merchant_without_items_has_the_defaults_and_empty_wallets() {
        var facts =
                read(Wanted.order(LedgerSamples.ORDER).and(LedgerSamples.ANN).answerTo(Optional.of("key")));
        assertThat(facts)
                .isEqualTo(new Facts(
                        Optional.empty(),
                        Settings.DEFAULTS,
                        Optional.empty(),
                        Optional.of(Wallet.empty(LedgerSamples.ANN)),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
        assertThat(read(Wanted.order(LedgerSamples.ORDER)).wallet()).isEmpty();
        assertThat(ledger.order(merchant, LedgerSamples.ORDER)).isEmpty();
        assertThat(ledger.settings(merchant, Consistency.STRONG)).isEqualTo(Settings.DEFAULTS);
        assertThat(ledger.journal(merchant, LedgerSamples.ANN, Optional.empty(), 10))
                .isEqualTo(new JournalPage(List.of(), Optional.empty()));
    }

    // L-03: all of it or nothing

    @Test
    void L_03_a_commit_writes_order_wallet_journal_and_answer_together() {
        var before = contents();
        var commit =
                LedgerSamples.commit(merchant, LedgerSamples.plainOrder("ORD-1", 0), LedgerSamples.wallet(0), "key");
        assertThat(apply(commit)).isEqualTo(new Applied.Committed());

        assertThat(contents()).containsAll(before).hasSize(before.size() + 4);
        var facts = read(Wanted.order(LedgerSamples.ORDER));
        assertThat(facts.order())
                .contains(LedgerSamples.versioned(commit.order().orElseThrow(), 1));
        assertThat(facts.wallet()).contains(LedgerSamples.wallet(1));
        assertThat(ledger.journal(merchant, LedgerSamples.ANN, Optional.empty(), 10)
                        .items())
                .containsExactly(new JournalPage.Versioned(1, LedgerSamples.journalOf(commit)));
        assertThat(read(Wanted.order(LedgerSamples.ORDER).answerTo(Optional.of("key")))
                        .answer())
                .isEqualTo(commit.answer());
    }

    @Test
    void L_03_the_next_commit_replaces_order_and_wallet_and_adds_to_the_journal() {
        committed(
                LedgerSamples.commit(merchant, LedgerSamples.plainOrder("ORD-1", 0), LedgerSamples.wallet(0), "first"));
        var read = read(Wanted.order(LedgerSamples.ORDER));
        var emptied = new Wallet(LedgerSamples.ANN, read.wallet().orElseThrow().version(), List.of(), 0);
        var second = LedgerSamples.commit(merchant, read.order().orElseThrow(), emptied, "second");
        committed(second);

        var facts = read(Wanted.order(LedgerSamples.ORDER));
        assertThat(facts.order())
                .contains(LedgerSamples.versioned(second.order().orElseThrow(), 2));
        assertThat(facts.order().orElseThrow().journal())
                .containsExactly(LedgerSamples.inWallet(1), LedgerSamples.inWallet(2));
        assertThat(facts.wallet()).contains(new Wallet(LedgerSamples.ANN, 2, List.of(), 0));
        assertThat(versions(ledger.journal(merchant, LedgerSamples.ANN, Optional.empty(), 10)))
                .containsExactly(2L, 1L);
    }

    /** What a commit claims to have read, when 2 writes of each have been made. */
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 3})
    void L_03_an_order_that_is_not_as_it_was_read_stops_the_whole_commit(long read) {
        written(2);
        refused(LedgerSamples.commit(
                merchant, LedgerSamples.plainOrder("ORD-1", read), LedgerSamples.wallet(2), "late"));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 3})
    void L_03_a_wallet_that_is_not_as_it_was_read_stops_the_whole_commit(long read) {
        written(2);
        refused(LedgerSamples.commit(
                merchant, LedgerSamples.plainOrder("ORD-1", 2), LedgerSamples.wallet(read), "late"));
    }

    @Test
    void L_03_a_journal_key_that_is_taken_stops_the_whole_commit() {
        written(2);
        var next =
                LedgerSamples.commit(merchant, LedgerSamples.plainOrder("ORD-1", 2), LedgerSamples.wallet(2), "late");
        refused(new Commit(
                merchant,
                next.order(),
                next.wallet(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Commit.Journaled(LedgerSamples.inWallet(2), LedgerSamples.journalOf(next))),
                next.answer()));
    }

    @Test
    void L_01_a_journal_item_is_never_written_over() {
        var first = LedgerSamples.commit(merchant, LedgerSamples.wallet(0));
        committed(first);
        var other = LedgerSamples.journal(Optional.of(new Reason(Optional.empty(), Optional.of("other"))));
        refused(new Commit(
                merchant,
                Optional.empty(),
                Optional.of(LedgerSamples.wallet(1)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Commit.Journaled(LedgerSamples.inWallet(1), other)),
                Optional.empty()));
        assertThat(ledger.journal(merchant, LedgerSamples.ANN, Optional.empty(), 10)
                        .items())
                .containsExactly(new JournalPage.Versioned(1, LedgerSamples.journalOf(first)));
    }

    @Test
    void L_03_an_order_that_moves_no_value_has_its_journal_in_its_own_partition() {
        var order = LedgerSamples.plainOrder("ORD-1", 0);
        var journal = LedgerSamples.journal(Optional.empty());
        var before = contents();
        committed(Commit.of(merchant, order, Optional.empty(), journal));

        assertThat(contents()).hasSize(before.size() + 2);
        assertThat(ledger.order(merchant, LedgerSamples.ORDER))
                .contains(LedgerSamples.versioned(order.journaled(new JournalKey(JournalKey.Ledger.ORDER, 1)), 1));
        assertThat(item("M#" + merchant + "#O#ORD-1", "J#000000000001").map(JournalItem::read))
                .contains(journal);
        assertThat(ledger.journal(merchant, LedgerSamples.ANN, Optional.empty(), 10)
                        .items())
                .isEmpty();
    }

    // What is read is what was written

    @Test
    void an_order_with_everything_set_is_read_as_it_was_written() {
        var order = LedgerSamples.fullOrder();
        var commit = Commit.of(merchant, order, Optional.empty(), LedgerSamples.journal(Optional.empty()));
        committed(commit);
        var read = ledger.order(merchant, order.id());
        assertThat(read).contains(LedgerSamples.versioned(commit.order().orElseThrow(), 1));
        assertThat(read(Wanted.order(order.id())).order()).isEqualTo(read);
    }

    @ParameterizedTest
    @EnumSource(PaymentStatus.class)
    void an_order_with_nothing_set_is_read_as_it_was_written(PaymentStatus payment) {
        var order = LedgerSamples.order("ORD-1", OrderStatus.CONFIRMED, payment, Optional.empty(), Instant.EPOCH);
        var commit = Commit.of(merchant, order, Optional.empty(), LedgerSamples.journal(Optional.empty()));
        committed(commit);
        assertThat(ledger.order(merchant, order.id()))
                .contains(LedgerSamples.versioned(commit.order().orElseThrow(), 1));
    }

    @Test
    void a_wallet_is_read_as_it_was_written() {
        var wallet = LedgerSamples.wallet(0);
        committed(LedgerSamples.commit(merchant, wallet));
        assertThat(wallet.lots()).extracting(Lot::expiry).contains(Expiry.NEVER);
        assertThat(wallet.lots()).extracting(Lot::earned).contains(true, false);
        assertThat(wallet.rests()).isNotEmpty();
        assertThat(wallet.lots()).extracting(Lot::order).contains(Optional.empty(), Optional.of(LedgerSamples.ORDER));
        assertThat(wallet.debt()).isPositive();
        assertThat(read(Wanted.customer(LedgerSamples.ANN)).wallet()).contains(LedgerSamples.wallet(1));
    }

    @Test
    void an_emptied_wallet_without_debt_is_read_as_it_was_written() {
        committed(LedgerSamples.commit(merchant, Wallet.empty(LedgerSamples.ANN)));
        assertThat(read(Wanted.customer(LedgerSamples.ANN)).wallet())
                .contains(new Wallet(LedgerSamples.ANN, 1, List.of(), 0));
    }

    @Test
    void L_01_a_journal_item_is_read_as_it_was_written() {
        var journals = Stream.concat(
                        LedgerSamples.reasons().map(LedgerSamples::journal), Stream.of(LedgerSamples.bareJournal()))
                .toList();
        for (var version = 0; version < journals.size(); version++) {
            committed(Commit.of(merchant, LedgerSamples.wallet(version), journals.get(version)));
        }
        assertThat(ledger.journal(merchant, LedgerSamples.ANN, Optional.empty(), 100)
                        .items())
                .extracting(JournalPage.Versioned::journal)
                .containsExactlyElementsOf(journals.reversed());
    }

    @Test
    void L_07_settings_are_read_as_they_were_saved_with_the_zones_before() {
        assertThat(ledger.save(merchant, LedgerSamples.SETTINGS)).isTrue();
        assertThat(LedgerSamples.SETTINGS.calendar().formerZones()).hasSize(2);
        assertThat(ledger.settings(merchant, Consistency.STRONG)).isEqualTo(LedgerSamples.SETTINGS.withVersion(1));
        assertThat(read(Wanted.customer(LedgerSamples.ANN)).settings())
                .isEqualTo(LedgerSamples.SETTINGS.withVersion(1));
    }

    @Test
    void default_settings_are_read_as_they_were_saved() {
        assertThat(ledger.save(merchant, Settings.DEFAULTS)).isTrue();
        assertThat(ledger.settings(merchant, Consistency.STRONG)).isEqualTo(Settings.DEFAULTS.withVersion(1));
    }

    @Test
    void settings_replace_only_those_that_were_read() {
        assertThat(ledger.save(merchant, Settings.DEFAULTS)).isTrue();
        assertThat(ledger.save(merchant, LedgerSamples.SETTINGS))
                .as("as if none were saved")
                .isFalse();
        assertThat(ledger.save(merchant, LedgerSamples.SETTINGS.withVersion(2)))
                .as("not saved yet")
                .isFalse();
        assertThat(ledger.settings(merchant, Consistency.STRONG)).isEqualTo(Settings.DEFAULTS.withVersion(1));
        assertThat(ledger.save(merchant, LedgerSamples.SETTINGS.withVersion(1))).isTrue();
        assertThat(ledger.settings(merchant, Consistency.STRONG)).isEqualTo(LedgerSamples.SETTINGS.withVersion(2));
    }

    @Test
    void without_a_customer_the_wallet_is_that_of_the_order() {
        committed(LedgerSamples.commit(merchant, LedgerSamples.plainOrder("ORD-1", 0), LedgerSamples.wallet(0), "key"));
        var bob = new CustomerId("bob");
        for (var consistency : Consistency.values()) {
            assertThat(ledger.read(merchant, Wanted.order(LedgerSamples.ORDER), consistency, LedgerSamples.REAL_NOW)
                            .wallet())
                    .contains(LedgerSamples.wallet(1));
            assertThat(ledger.read(
                                    merchant,
                                    Wanted.order(LedgerSamples.ORDER).and(bob),
                                    consistency,
                                    LedgerSamples.REAL_NOW)
                            .wallet())
                    .contains(Wallet.empty(bob));
        }
    }

    // Stored answers

    @ParameterizedTest
    @ValueSource(strings = {"the request", "another request"})
    void A_07_the_same_key_is_met_by_the_first_answer_whatever_is_asked(String request) {
        var first = LedgerSamples.answer("key", "the request", "first ✓");
        committed(LedgerSamples.commit(merchant, LedgerSamples.wallet(0)).answering(first));
        var before = contents();
        var again = LedgerSamples.commit(merchant, LedgerSamples.wallet(1))
                .answering(LedgerSamples.answer("key", request, "second"));
        assertThat(apply(again)).isEqualTo(new Applied.Answered(first));
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void A_07_the_first_answer_comes_before_stale_versions() {
        var commit =
                LedgerSamples.commit(merchant, LedgerSamples.plainOrder("ORD-1", 0), LedgerSamples.wallet(0), "key");
        committed(commit);
        var before = contents();
        assertThat(apply(commit)).isEqualTo(new Applied.Answered(commit.answer().orElseThrow()));
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void an_answer_is_read_in_place_of_the_orders_wallet() {
        var commit =
                LedgerSamples.commit(merchant, LedgerSamples.plainOrder("ORD-1", 0), LedgerSamples.wallet(0), "key");
        committed(commit);
        var facts = read(Wanted.order(LedgerSamples.ORDER).answerTo(Optional.of("key")));
        assertThat(facts.answer()).isEqualTo(commit.answer());
        assertThat(facts.wallet()).isEmpty();
        assertThat(read(Wanted.order(LedgerSamples.ORDER).answerTo(Optional.of("other key")))
                        .answer())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 999, 1_000, 86_400_000})
    void an_answer_is_kept_until_its_time(long millisBefore) {
        var first = LedgerSamples.answer("key", "request", "first");
        committed(LedgerSamples.commit(merchant, LedgerSamples.wallet(0)).answering(first));
        var now = first.forgottenAt().minusMillis(millisBefore);
        assertThat(answer("key", now)).contains(first);
        assertThat(ledger.apply(secondAnswer(), now)).isEqualTo(new Applied.Answered(first));
        assertThat(answer("key", now)).contains(first);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 1_000, 86_400_000})
    void a_forgotten_answer_is_not_read_and_its_key_is_free(long millisAfter) {
        var first = LedgerSamples.answer("key", "request", "first");
        committed(LedgerSamples.commit(merchant, LedgerSamples.wallet(0)).answering(first));
        var now = first.forgottenAt().plusMillis(millisAfter);
        assertThat(answer("key", now)).isEmpty();
        assertThat(ledger.apply(secondAnswer(), now)).isEqualTo(new Applied.Committed());
        assertThat(answer("key", first.forgottenAt().minusMillis(1)))
                .as("the second in place of the first")
                .isEqualTo(secondAnswer().answer());
    }

    @Test
    void an_answer_of_any_length_is_kept_byte_for_byte() {
        var long100k = LedgerSamples.answer("long", "request", "{\"lot\":\"ü𝄞\"}\n".repeat(10_000));
        var empty = LedgerSamples.answer("empty", "request", "");
        committed(LedgerSamples.commit(merchant, LedgerSamples.wallet(0)).answering(long100k));
        committed(LedgerSamples.commit(merchant, LedgerSamples.wallet(1)).answering(empty));
        assertThat(answer("long", LedgerSamples.REAL_NOW)).contains(long100k);
        assertThat(answer("empty", LedgerSamples.REAL_NOW)).contains(empty);
    }

    // L-05: merchants

    @Test
    void L_05_merchants_with_equal_ids_never_see_each_others_items() {
        var other = new MerchantId(merchant + "-b");
        committed(LedgerSamples.commit(merchant, LedgerSamples.plainOrder("ORD-1", 0), LedgerSamples.wallet(0), "key"));
        assertThat(ledger.save(merchant, LedgerSamples.SETTINGS)).isTrue();

        var wanted = Wanted.order(LedgerSamples.ORDER).and(LedgerSamples.ANN).answerTo(Optional.of("key"));
        assertThat(ledger.read(other, wanted, Consistency.STRONG, LedgerSamples.REAL_NOW))
                .isEqualTo(new Facts(
                        Optional.empty(),
                        Settings.DEFAULTS,
                        Optional.empty(),
                        Optional.of(Wallet.empty(LedgerSamples.ANN)),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
        assertThat(ledger.order(other, LedgerSamples.ORDER)).isEmpty();
        assertThat(ledger.journal(other, LedgerSamples.ANN, Optional.empty(), 10)
                        .items())
                .isEmpty();
        assertThat(ledger.settings(other, Consistency.STRONG)).isEqualTo(Settings.DEFAULTS);
    }

    @Test
    void L_05_merchants_with_equal_ids_never_touch_each_others_items() {
        var other = new MerchantId(merchant + "-b");
        committed(LedgerSamples.commit(merchant, LedgerSamples.plainOrder("ORD-1", 0), LedgerSamples.wallet(0), "key"));
        assertThat(ledger.save(merchant, LedgerSamples.SETTINGS)).isTrue();
        var before = contents();

        committed(LedgerSamples.commit(other, LedgerSamples.plainOrder("ORD-1", 0), LedgerSamples.wallet(0), "key"));
        assertThat(ledger.save(other, Settings.DEFAULTS)).isTrue();
        assertThat(contents()).containsAll(before).hasSize(before.size() + 5);
    }

    // Sizes

    @Test
    void L_03_an_order_of_250_lots_and_a_wallet_of_1000_fit_in_one_commit() {
        large(250, 20, 250);
    }

    /** The bounds of design.md with ids of the greatest length: 1,000 lots expire while 500 are reverted. */
    @Test
    void L_03_the_largest_order_and_the_fullest_wallet_fit_in_one_commit() {
        large(500, 128, 1_500);
    }

    private void large(int allocations, int idLength, int movements) {
        var order = LedgerSamples.largeOrder(allocations, idLength);
        var wallet = LedgerSamples.largeWallet(1_000, idLength);
        var journal = LedgerSamples.largeJournal(movements, idLength);
        var commit = Commit.of(merchant, order, Optional.of(wallet), journal);
        committed(commit);

        var facts = read(Wanted.order(order.id()));
        assertThat(facts.order())
                .contains(LedgerSamples.versioned(commit.order().orElseThrow(), 1));
        assertThat(facts.wallet())
                .contains(new Wallet(wallet.customer(), 1, wallet.lots(), wallet.debt(), wallet.rests()));
        assertThat(ledger.journal(merchant, LedgerSamples.ANN, Optional.empty(), 1)
                        .items())
                .containsExactly(new JournalPage.Versioned(1, journal));
    }

    // Pages

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 7, 24, 25, 26})
    void C_16_journal_pages_go_from_newest_to_oldest_and_miss_nothing(int limit) {
        var written = 25;
        for (var version = 0; version < written; version++) {
            committed(LedgerSamples.commit(merchant, LedgerSamples.wallet(version)));
        }
        var seen = new ArrayList<Long>();
        var before = Optional.<Long>empty();
        for (var pages = 0; pages <= written; pages++) {
            var page = ledger.journal(merchant, LedgerSamples.ANN, before, limit);
            assertThat(page.items()).hasSize(Math.min(limit, written - seen.size()));
            seen.addAll(versions(page));
            before = page.next();
            if (before.isEmpty()) {
                break;
            }
            assertThat(before).as("a page goes on from its last item").contains(seen.getLast());
        }
        assertThat(before).as("the pages end").isEmpty();
        assertThat(seen)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, written)
                        .map(each -> written + 1 - each)
                        .boxed()
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 1_000})
    void C_16_a_journal_page_begins_before_the_version_it_is_given(long before) {
        for (var version = 0; version < 3; version++) {
            committed(LedgerSamples.commit(merchant, LedgerSamples.wallet(version)));
        }
        assertThat(versions(ledger.journal(merchant, LedgerSamples.ANN, Optional.of(before), 10)))
                .containsExactlyElementsOf(
                        Stream.of(3L, 2L, 1L).filter(each -> each < before).toList());
    }

    // Indexes

    @Test
    void A_01_an_order_is_due_while_it_waits_for_a_payment_with_a_deadline() {
        var due = Instant.parse("2021-01-03T08:00:00Z");
        for (var status : OrderStatus.values()) {
            for (var payment : PaymentStatus.values()) {
                var id = status + "-" + payment;
                place(LedgerSamples.order(id + "-dated", status, payment, Optional.of(due), Instant.EPOCH));
                place(LedgerSamples.order(id + "-open", status, payment, Optional.empty(), Instant.EPOCH));
            }
        }
        assertThat(dueOrders())
                .containsExactlyInAnyOrder(
                        "PENDING-PENDING-dated", "CONFIRMED-PENDING-dated", "COMPLETED-PENDING-dated");
    }

    @Test
    void A_01_an_order_that_is_cancelled_paid_or_freed_of_its_deadline_is_no_longer_due() {
        var due = Optional.of(Instant.parse("2021-01-03T08:00:00Z"));
        for (var id : List.of("cancelled", "paid", "freed", "stays")) {
            place(LedgerSamples.order(id, OrderStatus.PENDING, PaymentStatus.PENDING, due, Instant.EPOCH));
        }
        assertThat(dueOrders()).hasSize(4);
        change(LedgerSamples.order("cancelled", OrderStatus.CANCELLED, PaymentStatus.PENDING, due, Instant.EPOCH));
        change(LedgerSamples.order("paid", OrderStatus.PENDING, PaymentStatus.PAID, due, Instant.EPOCH));
        change(LedgerSamples.order(
                "freed", OrderStatus.PENDING, PaymentStatus.PENDING, Optional.empty(), Instant.EPOCH));
        assertThat(dueOrders()).containsExactly("stays");
    }

    @Test
    void the_orders_of_a_status_stand_by_time_of_cancellation_else_of_placement() {
        var times = List.of(
                Instant.parse("1969-12-31T23:59:59.999Z"),
                Instant.EPOCH,
                Instant.parse("2021-01-01T00:00:00.001Z"),
                Instant.parse("2021-01-01T00:00:00.010Z"),
                Instant.parse("2300-01-01T00:00:00Z"));
        for (var turn : List.of(3, 0, 4, 2, 1)) { // neither written nor named in the order of their times
            var id = 9 - turn;
            var time = times.get(turn);
            place(LedgerSamples.order("p" + id, OrderStatus.PENDING, PaymentStatus.PAID, Optional.empty(), time));
            place(LedgerSamples.cancelledAt("c" + id, time));
        }
        assertThat(standing(Table.ORDERS, List.of("O#LIVE#NOT_APPLICABLE#NOT_APPLICABLE")))
                .containsExactly("p9", "p8", "p7", "p6", "p5");
        assertThat(standing(Table.ORDERS, List.of("O#CANCELLED#NOT_APPLICABLE#NOT_APPLICABLE")))
                .containsExactly("c9", "c8", "c7", "c6", "c5");
    }

    @Test
    void C_09_an_order_stands_once_in_the_orders_index_by_what_came_back_of_each_asset() {
        var order = LedgerSamples.fullOrder();
        place(order);
        var credit = order.revertStatus(Asset.STORE_CREDIT);
        var points = order.revertStatus(Asset.POINTS);
        assertThat(credit).isNotEqualTo(points);
        assertThat(standing(Table.ORDERS, List.of("O#CANCELLED#" + credit + "#" + points)))
                .containsExactly("ORD-1");
        assertThat(standing(Table.ORDERS, List.of("O#CANCELLED#" + points + "#" + credit)))
                .isEmpty();
    }

    @Test
    void an_order_leaves_its_old_place_in_the_orders_index_and_keeps_the_one_among_its_customers() {
        place(LedgerSamples.plainOrder("ORD-1", 0));
        place(LedgerSamples.order("ORD-2", OrderStatus.PENDING, PaymentStatus.PAID, Optional.empty(), Instant.EPOCH));
        change(LedgerSamples.cancelledAt("ORD-1", Instant.parse("2021-01-05T00:00:00Z")));
        assertThat(standing(Table.ORDERS, List.of("O#LIVE#NOT_APPLICABLE#NOT_APPLICABLE")))
                .containsExactly("ORD-2");
        assertThat(standing(Table.ORDERS, List.of("O#CANCELLED#NOT_APPLICABLE#NOT_APPLICABLE")))
                .containsExactly("ORD-1");
        assertThat(standing(Table.CUSTOMERS, List.of("C#ann"))).containsExactly("ORD-2", "ORD-1");
    }

    @Test
    void L_06_a_wallet_stands_once_in_the_wallets_index_however_often_it_is_written() {
        for (var version = 0; version < 3; version++) {
            committed(LedgerSamples.commit(merchant, LedgerSamples.wallet(version)));
        }
        committed(LedgerSamples.commit(merchant, Wallet.empty(new CustomerId("bob"))));
        var shards = IntStream.range(0, SHARDS).mapToObj(shard -> "W#" + shard).toList();
        assertThat(standing(Table.WALLETS, shards)).containsExactlyInAnyOrder("ann", "bob");
    }

    // What the cases are made of

    private Facts read(Wanted wanted) {
        return ledger.read(merchant, wanted, Consistency.STRONG, LedgerSamples.REAL_NOW);
    }

    private Optional<Answer> answer(String key, Instant realNow) {
        var wanted = Wanted.customer(LedgerSamples.ANN).answerTo(Optional.of(key));
        return ledger.read(merchant, wanted, Consistency.STRONG, realNow).answer();
    }

    private Commit secondAnswer() {
        return LedgerSamples.commit(merchant, LedgerSamples.wallet(1))
                .answering(LedgerSamples.answer("key", "request", "second"));
    }

    private Applied apply(Commit commit) {
        return ledger.apply(commit, LedgerSamples.REAL_NOW);
    }

    private void committed(Commit commit) {
        assertThat(apply(commit)).isEqualTo(new Applied.Committed());
    }

    private void refused(Commit commit) {
        var before = contents();
        assertThat(apply(commit)).isEqualTo(new Applied.Stale());
        assertThat(contents()).isEqualTo(before);
    }

    /** Writes the order and the wallet {@code times} times, so that both have this version. */
    private void written(int times) {
        for (var version = 0; version < times; version++) {
            committed(LedgerSamples.commit(
                    merchant,
                    LedgerSamples.plainOrder("ORD-1", version),
                    LedgerSamples.wallet(version),
                    "key-" + version));
        }
    }

    private void place(Order order) {
        committed(Commit.of(merchant, order, Optional.empty(), LedgerSamples.bareJournal()));
    }

    private void change(Order order) {
        place(LedgerSamples.versioned(order, 1));
    }

    private static List<Long> versions(JournalPage page) {
        return page.items().stream().map(JournalPage.Versioned::version).toList();
    }

    private Optional<Map<String, AttributeValue>> item(String pk, String sk) {
        var found = store().getItem(GetItemRequest.builder()
                .tableName(FreshTable.NAME)
                .key(FreshTable.key(pk, sk))
                .build());
        return Optional.of(found.item()).filter(item -> !item.isEmpty());
    }

    /** The last part of the partition of what stands in this merchant's partitions of an index, in its order. */
    private List<String> standing(Table.Index index, List<String> partitions) {
        return partitions.stream()
                .flatMap(partition -> query(index, "M#" + merchant + "#" + partition))
                .toList();
    }

    private List<String> dueOrders() {
        return IntStream.range(0, SHARDS)
                .mapToObj(shard -> "D#" + shard)
                .flatMap(shard -> query(Table.DUE, shard))
                .toList();
    }

    private Stream<String> query(Table.Index index, String partition) {
        var answer = store().query(QueryRequest.builder()
                .tableName(FreshTable.NAME)
                .indexName(index.name())
                .keyConditionExpression("#partition = :partition")
                .expressionAttributeNames(Map.of("#partition", index.pk()))
                .expressionAttributeValues(Map.of(":partition", AttributeValue.fromS(partition)))
                .build());
        assertThat(answer.hasLastEvaluatedKey()).isFalse();
        return answer.items().stream()
                .map(item -> item.getOrDefault("pk", AttributeValue.fromS("")).s())
                .filter(pk -> pk.startsWith("M#" + merchant + "#"))
                .map(pk -> pk.substring(pk.lastIndexOf('#') + 1));
    }
}
