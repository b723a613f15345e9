package recoup.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import recoup.model.CustomerId;
import recoup.model.Earnings;
import recoup.model.EntryType;
import recoup.model.Expiry;
import recoup.model.GrantId;
import recoup.model.Journal;
import recoup.model.MerchantId;
import recoup.model.Movement;
import recoup.model.OrderId;
import recoup.model.Review;
import recoup.model.Wallet;
import recoup.store.FreshTable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What the ledger promises of points that orders earn: a grant is recorded once, and what became of it is read as it was
 * written. The tests of one class may share a table: each has a merchant of its own.
 */
abstract class EarningContract extends TellingContract {
    private static final AtomicInteger MERCHANTS = new AtomicInteger();
    private static final GrantId GRANT = new GrantId("grant-1");

    private final MerchantId merchant = new MerchantId("earning-" + MERCHANTS.incrementAndGet());
    private Ledger ledger;

    @BeforeEach
    void openForEarnings() {
        ledger = new Ledger(store(), FreshTable.NAME);
    }

    // Grants

    @Test
    void E_02_a_grant_is_written_with_its_order_or_not_at_all() {
        var before = contents();
        var granting = granting("ORD-1", 0, 0, GRANT);
        committed(granting);
        assertThat(contents()).containsAll(before).hasSize(before.size() + 4);
        assertThat(item("M#" + merchant + "#G#grant-1", "G").map(GrantItem::read))
                .contains(LedgerSamples.ORDER);
        assertThat(grantedTo(GRANT)).contains(LedgerSamples.ORDER);

        refused(granting);
        refused(granting("ORD-1", 0, 1, new GrantId("grant-2")));
        refused(granting("ORD-1", 1, 0, new GrantId("grant-2")));
        assertThat(grantedTo(new GrantId("grant-2"))).isEmpty();
    }

    /** Order and wallet are as they were read: the grant alone is in the way. */
    @Test
    void E_02_a_grant_whose_name_is_taken_stops_the_whole_commit() {
        committed(granting("ORD-1", 0, 0, GRANT));
        refused(granting("ORD-2", 0, 1, GRANT));
        refused(granting("ORD-1", 1, 1, GRANT));
        assertThat(grantedTo(GRANT)).contains(LedgerSamples.ORDER);
        committed(granting("ORD-1", 1, 1, new GrantId("grant-2")));
        committed(granting("ORD-2", 0, 2, new GrantId("grant-3")));
        assertThat(grantedTo(new GrantId("grant-3"))).contains(new OrderId("ORD-2"));
    }

    /** A grant whose points are wanted back and not there opens a review in the same write (E-03, E-06). */
    @Test
    void E_06_a_grant_and_a_review_are_written_together_whichever_is_named_first() {
        var one = LedgerSamples.plainOrder("ORD-1", 0);
        var other = LedgerSamples.plainOrder("ORD-2", 0);
        var before = contents();
        committed(granting("ORD-1", 0, 0, GRANT).opening(Review.clawbackRejected(one, 7, Instant.EPOCH)));
        committed(Commit.of(merchant, other, Optional.empty(), LedgerSamples.bareJournal())
                .opening(Review.clawbackRejected(other, 7, Instant.EPOCH))
                .granting(new GrantId("grant-2")));
        assertThat(contents()).hasSize(before.size() + 5 + 4);
        assertThat(grantedTo(GRANT)).contains(one.id());
        assertThat(grantedTo(new GrantId("grant-2"))).contains(other.id());
        for (var order : List.of(one, other)) {
            var review = Review.clawbackRejected(order, 7, Instant.EPOCH);
            assertThat(read(Wanted.review(review.id()), Consistency.STRONG).review())
                    .map(Review::amount)
                    .contains(Optional.of(7L));
        }
    }

    @Test
    void L_05_another_merchant_sees_no_grant_and_has_the_same_name_free() {
        var other = new MerchantId(merchant + "-b");
        committed(granting("ORD-1", 0, 0, GRANT));
        assertThat(grantedTo(other, GRANT)).isEmpty();
        committed(Commit.of(
                        other,
                        LedgerSamples.plainOrder("ORD-9", 0),
                        Optional.of(LedgerSamples.wallet(0)),
                        LedgerSamples.bareJournal())
                .granting(GRANT));
        assertThat(grantedTo(other, GRANT)).contains(new OrderId("ORD-9"));
        assertThat(grantedTo(GRANT)).contains(LedgerSamples.ORDER);
    }

    @ParameterizedTest
    @EnumSource
    void a_grant_is_read_only_if_it_is_asked_for_and_beside_everything_else(Consistency consistency) {
        var commit = granting("ORD-1", 0, 0, GRANT).answering(LedgerSamples.answer("key", "request", "answer"));
        committed(commit);
        var order = LedgerSamples.versioned(commit.order().orElseThrow(), 1);
        var wallet = LedgerSamples.wallet(1);

        var asked = read(Wanted.order(LedgerSamples.ORDER).and(GRANT), consistency);
        assertThat(asked.grantedTo()).contains(LedgerSamples.ORDER);
        assertThat(asked.order()).contains(order);
        assertThat(asked.wallet()).contains(wallet);
        assertThat(read(Wanted.order(LedgerSamples.ORDER), consistency).grantedTo())
                .isEmpty();
        var bob = new CustomerId("bob");
        var everything = Wanted.order(LedgerSamples.ORDER).and(bob).and(GRANT).answerTo(Optional.of("other key"));
        assertThat(read(everything, consistency).grantedTo()).contains(LedgerSamples.ORDER);
        assertThat(read(everything, consistency).wallet()).contains(Wallet.empty(bob));
        assertThat(read(Wanted.order(LedgerSamples.ORDER).and(GRANT).and(bob), consistency))
                .as("named in another order")
                .isEqualTo(read(everything, consistency));
        assertThat(read(Wanted.order(new OrderId("ORD-2")).and(GRANT), consistency)
                        .grantedTo())
                .contains(LedgerSamples.ORDER);
        assertThat(read(Wanted.order(LedgerSamples.ORDER).and(new GrantId("grant-2")), consistency)
                        .grantedTo())
                .isEmpty();
        assertThat(read(everything.answerTo(Optional.of("key")), consistency))
                .as("whoever is answered needs nothing else")
                .returns(commit.answer(), Facts::answer)
                .returns(Optional.empty(), Facts::grantedTo);
    }

    /** One name for an order, its customer, its grant and its key: four items, none of which is taken for another. */
    @Test
    void a_grant_stands_beside_what_has_the_same_name() {
        var grant = new GrantId("ann");
        var order = LedgerSamples.plainOrder("ann", 0);
        var before = contents();
        committed(Commit.of(
                        merchant, order, Optional.of(LedgerSamples.wallet(0)), LedgerSamples.journal(Optional.empty()))
                .granting(grant)
                .answering(LedgerSamples.answer("ann", "request", "answer")));
        assertThat(contents()).containsAll(before).hasSize(before.size() + 5);

        var facts = read(Wanted.order(order.id()).and(grant), Consistency.STRONG);
        assertThat(facts.grantedTo()).contains(order.id());
        assertThat(facts.order()).isPresent();
        assertThat(facts.wallet()).contains(LedgerSamples.wallet(1));
    }

    /** Its key, its order and nothing else: it stands in no index, and the outbox does not tell of it. */
    @Test
    void a_grant_is_the_smallest_item_that_there_is() {
        committed(granting("ORD-1", 0, 0, GRANT));
        var item = item("M#" + merchant + "#G#grant-1", "G").orElseThrow();
        assertThat(item)
                .containsOnlyKeys(Table.PK, Table.SK, "o")
                .containsAllEntriesOf(Keys.grant(merchant, GRANT))
                .containsEntry("o", AttributeValue.fromS("ORD-1"));
        assertThat(Outbox.read(item)).isEmpty();
    }

    @Test
    void of_an_order_and_a_grant_whose_ids_are_as_long_as_may_be_the_grant_is_found_again() {
        var grant = new GrantId("~".repeat(128));
        var order = "O".repeat(128);
        committed(granting(order, 0, 0, grant));
        assertThat(grantedTo(grant)).contains(new OrderId(order));
    }

    // What became of them

    static Stream<Earnings> earnings() {
        return EarningSamples.earnings();
    }

    @ParameterizedTest
    @MethodSource("earnings")
    void E_02_what_an_order_earned_is_read_as_it_was_written(Earnings earnings) {
        var order = LedgerSamples.plainOrder("ORD-1", 0).earning(earnings);
        committed(Commit.of(merchant, order));
        assertThat(ledger.order(merchant, order.id())).contains(LedgerSamples.versioned(order, 1));
        assertThat(read(Wanted.order(order.id()), Consistency.EVENTUAL).order())
                .contains(LedgerSamples.versioned(order, 1));
    }

    /** An order that earned nothing has nothing of it in its item, and one that is told of more replaces what was. */
    @Test
    void E_02_what_an_order_earned_is_replaced_whole() {
        var version = 0;
        for (var earnings : Stream.concat(EarningSamples.earnings(), Stream.of(Earnings.NONE))
                .toList()) {
            var order = LedgerSamples.plainOrder("ORD-1", version).earning(earnings);
            committed(Commit.of(merchant, order));
            version++;
            assertThat(ledger.order(merchant, order.id())).contains(LedgerSamples.versioned(order, version));
        }
        assertThat(item("M#" + merchant + "#O#ORD-1", "O").orElseThrow()).doesNotContainKey("ea");
    }

    static Stream<Wallet> wallets() {
        return EarningSamples.wallets();
    }

    @ParameterizedTest
    @MethodSource("wallets")
    void E_06_what_a_wallet_keeps_of_grants_is_read_as_it_was_written(Wallet wallet) {
        committed(Commit.of(merchant, wallet, LedgerSamples.bareJournal()));
        assertThat(read(Wanted.customer(wallet.customer()), Consistency.STRONG).wallet())
                .contains(EarningSamples.versioned(wallet, 1));
        var emptied = EarningSamples.versioned(Wallet.empty(wallet.customer()), 1);
        committed(Commit.of(merchant, emptied, LedgerSamples.bareJournal()));
        assertThat(ledger.wallet(merchant, wallet.customer()))
                .isEqualTo(EarningSamples.versioned(Wallet.empty(wallet.customer()), 2));
    }

    /** Lots have ids of our own, customers and orders have others'; a wallet that is full is filled further by a revert. */
    @Test
    void E_06_the_fullest_wallet_with_every_rest_and_its_longest_journal_item_fit_in_one_commit() {
        var wallet = EarningSamples.fullestWallet();
        var journal = EarningSamples.longestJournal();
        var order = LedgerSamples.toldEverything(LedgerSamples.largeOrder(500, 24));
        var commit = Commit.of(merchant, order, Optional.of(wallet), journal).granting(GRANT);
        committed(commit);
        assertThat(ledger.order(merchant, order.id()))
                .contains(LedgerSamples.versioned(commit.order().orElseThrow(), 1));
        assertThat(ledger.wallet(merchant, wallet.customer())).isEqualTo(EarningSamples.versioned(wallet, 1));
        assertThat(newest()).containsExactly(journal);
    }

    @ParameterizedTest
    @EnumSource
    void L_01_a_journal_item_of_every_kind_is_read_with_what_was_written_off(Journal.What what) {
        var version = 0;
        for (var writtenOff : List.of(0L, 1L, Long.MAX_VALUE)) {
            var bare = LedgerSamples.bareJournal()
                    .as(what, LedgerSamples.bareJournal().trigger());
            committed(Commit.of(merchant, LedgerSamples.wallet(version), bare.writingOff(writtenOff)));
            assertThat(newest()).first().isEqualTo(bare.writingOff(writtenOff));
            version++;
        }
        var items = contents().stream()
                .filter(item -> item.containsKey("wo") && isOurs(item))
                .toList();
        assertThat(items).as("0 is nothing to write").hasSize(2);
    }

    @Test
    void E_06_a_movement_is_read_with_its_lot_or_without_one() {
        var movements = EarningSamples.movements();
        committed(Commit.of(
                merchant, LedgerSamples.wallet(0), LedgerSamples.bareJournal().moving(movements)));
        assertThat(newest()).extracting(Journal::movements).containsExactly(movements);
        assertThat(movements).extracting(Movement::lot).contains(Optional.empty());
        assertThat(movements)
                .filteredOn(movement -> movement.lot().isEmpty())
                .allMatch(movement -> movement.type() == EntryType.CLAWBACK
                        && movement.expiry().equals(Expiry.NEVER));
    }

    /** The operation's own entries say it, too: a debt that was made has no lot. */
    @Test
    void E_06_debt_is_an_entry_without_a_lot() {
        var journal = LedgerSamples.bareJournal().moving(EarningSamples.movements());
        var commit = Commit.of(merchant, LedgerSamples.wallet(0), journal);
        committed(commit);
        var told = contents().stream()
                .filter(this::isOurs)
                .flatMap(item -> Outbox.read(item).stream())
                .toList();
        assertThat(told).hasSize(1);
        assertThat(told.getFirst().entries()).isEqualTo(commit.entries());
        assertThat(told.getFirst().entries())
                .extracting(entry -> entry.movement().lot())
                .contains(Optional.empty());
    }

    // What the cases are made of

    private Commit granting(String order, long orderVersion, long walletVersion, GrantId grant) {
        return Commit.of(
                        merchant,
                        LedgerSamples.plainOrder(order, orderVersion),
                        Optional.of(LedgerSamples.wallet(walletVersion)),
                        LedgerSamples.bareJournal())
                .granting(grant);
    }

    private void committed(Commit commit) {
        assertThat(ledger.apply(commit, LedgerSamples.REAL_NOW)).isEqualTo(new Applied.Committed());
    }

    private void refused(Commit commit) {
        var before = contents();
        assertThat(ledger.apply(commit, LedgerSamples.REAL_NOW)).isEqualTo(new Applied.Stale());
        assertThat(contents()).isEqualTo(before);
    }

    private Facts read(Wanted wanted, Consistency consistency) {
        return ledger.read(merchant, wanted, consistency, LedgerSamples.REAL_NOW);
    }

    private Optional<OrderId> grantedTo(GrantId grant) {
        return grantedTo(merchant, grant);
    }

    private Optional<OrderId> grantedTo(MerchantId whose, GrantId grant) {
        var wanted = Wanted.order(new OrderId("none")).and(grant);
        return ledger.read(whose, wanted, Consistency.STRONG, LedgerSamples.REAL_NOW)
                .grantedTo();
    }

    private List<Journal> newest() {
        return ledger.journal(merchant, LedgerSamples.ANN, Optional.empty(), 10).items().stream()
                .map(JournalPage.Versioned::journal)
                .toList();
    }

    private boolean isOurs(Map<String, AttributeValue> item) {
        return item.getOrDefault(Table.PK, AttributeValue.fromS("")).s().startsWith("M#" + merchant + "#");
    }

    private Optional<Map<String, AttributeValue>> item(String pk, String sk) {
        return contents().stream()
                .filter(item ->
                        item.entrySet().containsAll(FreshTable.key(pk, sk).entrySet()))
                .findFirst();
    }
}
