package recoup.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import recoup.model.CustomerId;
import recoup.model.Journal;
import recoup.model.JournalKey;
import recoup.model.MerchantId;
import recoup.model.OrderId;
import recoup.model.Redemption;
import recoup.model.Redemption.State;
import recoup.model.RedemptionId;
import recoup.model.Review;
import recoup.model.Reward;
import recoup.model.Wallet;
import recoup.store.FreshTable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What the ledger promises of redemptions: each is recorded once, each code is one redemption's, and what became of it is read
 * as it was written. The tests of one class may share a table: each has a merchant of its own.
 */
abstract class RedemptionContract extends EarningContract {
    private static final AtomicInteger MERCHANTS = new AtomicInteger();
    private static final Review.Resolution LOOKED = new Review.Resolution("admin", Optional.of("gone by hand ✓"));

    private final MerchantId merchant = new MerchantId("redeeming-" + MERCHANTS.incrementAndGet());
    private final MerchantId other = new MerchantId(merchant + "-b");
    private Ledger ledger;
    private RedemptionIndex index;
    private ReviewIndex reviews;

    @BeforeEach
    void openForRedemptions() {
        ledger = new Ledger(store(), FreshTable.NAME);
        index = new RedemptionIndex(store(), FreshTable.NAME);
        reviews = new ReviewIndex(store(), FreshTable.NAME);
    }

    // What is read is what was written

    @Test
    void R_03_whatever_became_of_a_reward_it_is_read_as_it_was_written() {
        var number = 0;
        for (var reward : RedemptionSamples.rewards()) {
            number++;
            recorded(RedemptionSamples.redemption("red-" + number).with(reward));
        }
    }

    @Test
    void R_02_however_far_a_reversal_is_it_is_read_as_it_was_written() {
        var number = 0;
        for (var state : RedemptionSamples.states()) {
            number++;
            recorded(RedemptionSamples.redemption("red-" + number).with(state));
        }
    }

    /** Each write replaces it whole: of an intent that was given up nothing is left. */
    @Test
    void R_05_one_redemption_goes_through_every_state_and_back() {
        var states = List.of(
                new State.Redeemed(),
                RedemptionSamples.reversing(),
                new State.Redeemed(),
                RedemptionSamples.reversing(),
                RedemptionSamples.reversed());
        for (var version = 0; version < states.size(); version++) {
            var redemption = RedemptionSamples.versioned(
                    RedemptionSamples.redemption("red-1").with(states.get(version)), version);
            recorded(redemption);
        }
        var last = RedemptionSamples.versioned(
                RedemptionSamples.redemption("red-1")
                        .with(RedemptionSamples.reversed())
                        .with(RedemptionSamples.lots()),
                states.size());
        recorded(last);
        recorded(RedemptionSamples.versioned(last.with(List.of()), states.size() + 1));
    }

    @Test
    void a_redemption_with_the_longest_ids_and_the_most_lots_fits_in_one_commit_with_the_fullest_wallet() {
        var longest = RedemptionSamples.large(251, RedemptionSamples.reversing());
        committed(Commit.of(
                merchant,
                longest,
                Optional.of(LedgerSamples.largeWallet(1_000, 24)),
                LedgerSamples.largeJournal(1_252, 24)));
        assertThat(ledger.redemption(merchant, longest.id())).contains(RedemptionSamples.versioned(longest, 1));
        assertThat(newest(Optional.of(longest.customer()), Optional.empty(), 1)).hasSize(1);
    }

    // What is written together

    @Test
    void L_03_a_redemption_its_code_wallet_journal_and_answer_are_written_together_or_not_at_all() {
        var commit = spending(RedemptionSamples.redemption("red-1"), 0, "key");
        var before = contents();
        committed(commit);
        assertThat(contents()).containsAll(before).hasSize(before.size() + 5);
        var facts = read(Wanted.redemption(RedemptionSamples.ID).and(codeOf("red-1")));
        assertThat(facts.redemption()).contains(RedemptionSamples.versioned(RedemptionSamples.redemption("red-1"), 1));
        assertThat(facts.wallet()).as("its customer's").contains(LedgerSamples.wallet(1));
        assertThat(facts.codeOf()).contains(RedemptionSamples.ID);
        assertThat(ledger.journal(merchant, LedgerSamples.ANN, Optional.empty(), 10)
                        .items())
                .containsExactly(new JournalPage.Versioned(1, LedgerSamples.journalOf(commit)));

        refused(spending(RedemptionSamples.redemption("red-2"), 0, "other key"));
        assertThat(codes("red-2")).isEmpty();
        committed(spending(RedemptionSamples.redemption("red-2"), 1, "other key"));
    }

    /** What a commit claims to have read, when 2 writes have been made. */
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 3})
    void L_03_a_redemption_that_is_not_as_it_was_read_stops_the_whole_commit(long read) {
        var redemption = RedemptionSamples.redemption("red-1");
        committed(spending(redemption, 0, "first"));
        committed(spending(RedemptionSamples.versioned(redemption, 1), 1, "second"));
        var otherCode = redemption.with(RedemptionSamples.reward(Reward.Provider.NONE, "OTHER"));
        refused(spending(RedemptionSamples.versioned(otherCode, read), 2, "late"));
        refused(Commit.of(merchant, RedemptionSamples.versioned(otherCode, read)));
        assertThat(read(Wanted.redemption(RedemptionSamples.ID).and(new Wanted.Code(Reward.Provider.NONE, "OTHER")))
                        .codeOf())
                .isEmpty();
        committed(spending(RedemptionSamples.versioned(redemption, 2), 2, "late"));
    }

    @Test
    void L_03_an_intent_alone_is_one_item_and_one_line_of_the_journal() {
        var redemption = RedemptionSamples.redemption("red-1");
        committed(Commit.of(merchant, redemption));
        var before = contents();
        committed(Commit.of(
                merchant,
                RedemptionSamples.versioned(redemption.with(RedemptionSamples.reversing()), 1),
                Optional.empty(),
                RedemptionSamples.journal(redemption.id())));
        assertThat(contents()).hasSize(before.size() + 1);
    }

    // One code belongs to one redemption

    @Test
    void R_02_a_code_that_is_another_redemptions_stops_the_whole_commit() {
        committed(spending(RedemptionSamples.redemption("red-1"), 0, "first"));
        var sameCode = RedemptionSamples.redemption("red-2")
                .with(RedemptionSamples.redemption("red-1").reward());
        refused(spending(sameCode, 1, "second"));
        refused(Commit.of(merchant, sameCode));
        assertThat(codes("red-1")).contains(RedemptionSamples.ID);
        assertThat(ledger.redemption(merchant, sameCode.id())).isEmpty();
    }

    /** Even of a redemption that is undone: whoever has the code must find what became of it. */
    @Test
    void R_03_a_code_stays_its_redemptions_whatever_becomes_of_it() {
        var redemption = RedemptionSamples.redemption("red-1");
        committed(Commit.of(merchant, redemption));
        var gone =
                redemption.with(redemption.reward().with(Reward.Status.DELETED)).with(RedemptionSamples.reversed());
        committed(Commit.of(merchant, RedemptionSamples.versioned(gone, 1)));
        assertThat(codes("red-1")).contains(RedemptionSamples.ID);
        refused(Commit.of(merchant, RedemptionSamples.redemption("red-2").with(redemption.reward())));
    }

    @Test
    void one_text_is_another_code_with_another_provider_and_codes_may_be_any_text() {
        var number = 0;
        for (var text : List.of("SAVE", "SAVE#", "#", "SAVE 5 ✓", "字".repeat(255))) {
            for (var provider : Reward.Provider.values()) {
                number++;
                var redemption =
                        RedemptionSamples.redemption("red-" + number).with(RedemptionSamples.reward(provider, text));
                committed(Commit.of(merchant, redemption));
                assertThat(codeOf(provider, text)).contains(redemption.id());
            }
        }
        assertThat(codeOf(Reward.Provider.NONE, "SAV")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void a_redemption_and_a_code_are_read_only_if_they_are_asked_for_and_beside_everything_else(
            Consistency consistency) {
        var redemption = RedemptionSamples.redemption("red-1");
        committed(spending(redemption, 0, "key"));
        var written = RedemptionSamples.versioned(redemption, 1);
        var order = LedgerSamples.plainOrder("ORD-1", 0);
        committed(Commit.of(merchant, order));

        var asked = read(Wanted.redemption(redemption.id()), consistency);
        assertThat(asked.redemption()).contains(written);
        assertThat(asked.codeOf()).isEmpty();
        assertThat(asked.wallet()).contains(LedgerSamples.wallet(1));
        var bob = new CustomerId("bob");
        var everything = Wanted.order(order.id())
                .and(redemption.id())
                .and(codeOf("red-1"))
                .and(bob);
        var facts = read(everything, consistency);
        assertThat(facts.redemption()).contains(written);
        assertThat(facts.codeOf()).contains(redemption.id());
        assertThat(facts.order()).contains(LedgerSamples.versioned(order, 1));
        assertThat(facts.wallet()).as("whoever is named").contains(Wallet.empty(bob));
        assertThat(read(Wanted.order(order.id()), consistency))
                .returns(Optional.empty(), Facts::redemption)
                .returns(Optional.empty(), Facts::codeOf);
        assertThat(read(Wanted.redemption(new RedemptionId("red-2")).and(codeOf("red-2")), consistency))
                .returns(Optional.empty(), Facts::redemption)
                .returns(Optional.empty(), Facts::codeOf)
                .returns(Optional.empty(), Facts::wallet);
        assertThat(read(everything.answerTo(Optional.of("key")), consistency))
                .as("whoever is answered needs nothing else")
                .returns(Optional.empty(), Facts::redemption)
                .returns(Optional.empty(), Facts::codeOf)
                .extracting(Facts::answer)
                .isEqualTo(Optional.of(LedgerSamples.answer("key", "request", "answer")));
    }

    // The journal

    @Test
    void L_03_a_redemption_that_moves_no_value_has_its_journal_in_its_own_partition() {
        var redemption = RedemptionSamples.redemption("red-1");
        committed(Commit.of(merchant, redemption));
        var journal = RedemptionSamples.journal(redemption.id());
        var before = contents();
        committed(Commit.of(merchant, RedemptionSamples.versioned(redemption, 1), Optional.empty(), journal));
        assertThat(contents()).hasSize(before.size() + 1);
        assertThat(item("M#" + merchant + "#P#red-1", "J#000000000002").map(JournalItem::read))
                .contains(journal);
        assertThat(ledger.journal(merchant, LedgerSamples.ANN, Optional.empty(), 10)
                        .items())
                .isEmpty();
    }

    @Test
    void L_01_a_line_of_a_redemptions_journal_is_never_written_over() {
        var redemption = RedemptionSamples.redemption("red-1");
        var journal = RedemptionSamples.journal(redemption.id());
        committed(Commit.of(merchant, redemption, Optional.empty(), journal));
        var taken = new Commit.Journaled(
                new JournalKey(JournalKey.Ledger.REDEMPTION, 1), RedemptionSamples.journal(new RedemptionId("red-2")));
        refused(new Commit(
                merchant,
                Optional.empty(),
                Optional.empty(),
                Optional.of(RedemptionSamples.versioned(redemption, 1)),
                Optional.empty(),
                Optional.empty(),
                Optional.of(taken),
                Optional.empty()));
        assertThat(item("M#" + merchant + "#P#red-1", "J#000000000001").map(JournalItem::read))
                .contains(journal);
    }

    /** Whoever publishes it learns whose it is and where it stands, although no customer's partition says so. */
    @Test
    void L_03_the_outbox_reads_what_stands_with_a_redemption_and_nothing_else_of_it() {
        var redemption = RedemptionSamples.redemption("ann"); // named as the customer is
        var order = LedgerSamples.plainOrder("ann", 0);
        committed(Commit.of(merchant, order, Optional.empty(), LedgerSamples.bareJournal()));
        var journal = RedemptionSamples.journal(redemption.id());
        committed(Commit.of(merchant, redemption, Optional.empty(), journal));
        var moving = spending(RedemptionSamples.versioned(redemption, 1), 0, "key");
        committed(moving);

        var told = contents().stream()
                .filter(this::isOurs)
                .flatMap(item -> Outbox.read(item).stream())
                .toList();
        assertThat(told)
                .extracting(Outbox.Committed::key)
                .containsExactlyInAnyOrder(
                        new JournalKey(JournalKey.Ledger.ORDER, 1),
                        new JournalKey(JournalKey.Ledger.REDEMPTION, 1),
                        LedgerSamples.inWallet(1));
        assertThat(told)
                .as("three partitions that end alike, one version")
                .extracting(Outbox.Committed::id)
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("evt_[0-9a-f]{32}"));
        assertThat(told).extracting(Outbox.Committed::customer).containsOnly(LedgerSamples.ANN);
        assertThat(told).extracting(Outbox.Committed::merchant).containsOnly(merchant);
        assertThat(told)
                .extracting(Outbox.Committed::journal)
                .containsExactlyInAnyOrder(LedgerSamples.bareJournal(), journal, LedgerSamples.journalOf(moving));
        assertThat(told.stream().filter(each -> each.journal().equals(journal)))
                .singleElement()
                .satisfies(each -> assertThat(each.entries()).isEmpty());
    }

    /** One name for everything: no item is taken for another. */
    @Test
    void a_redemption_stands_beside_what_has_the_same_name() {
        var redemption =
                RedemptionSamples.redemption("ann").with(RedemptionSamples.reward(Reward.Provider.NONE, "ann"));
        var before = contents();
        committed(Commit.of(merchant, LedgerSamples.plainOrder("ann", 0)));
        committed(spending(redemption, 0, "ann"));
        assertThat(contents()).hasSize(before.size() + 6);
        var facts = read(Wanted.order(new OrderId("ann"))
                .and(redemption.id())
                .and(new Wanted.Code(Reward.Provider.NONE, "ann")));
        assertThat(facts.order()).contains(LedgerSamples.plainOrder("ann", 1));
        assertThat(facts.redemption()).contains(RedemptionSamples.versioned(redemption, 1));
        assertThat(facts.codeOf()).contains(redemption.id());
        assertThat(facts.wallet()).contains(LedgerSamples.wallet(1));
    }

    // Lists

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 6, 7, 8, 100})
    void R_01_redemptions_are_listed_newest_first_page_by_page(int limit) {
        var bob = new CustomerId("bob");
        var times = List.of(-1L, 0L, 0L, 1L, 1_000L, 86_400_000L, -7_000_000_000_000L);
        for (var turn : List.of(3, 0, 6, 2, 5, 1, 4)) { // not in the order of their times
            var customer = turn % 2 == 0 ? LedgerSamples.ANN : bob;
            committed(Commit.of(
                    merchant,
                    RedemptionSamples.redemption(
                            "red-" + turn, customer, RedemptionSamples.AT.plusMillis(times.get(turn)))));
        }
        committed(Commit.of(merchant, LedgerSamples.plainOrder("ORD-1", 0)));
        assertThat(pages(Optional.empty(), limit))
                .containsExactly("red-5", "red-4", "red-3", "red-2", "red-1", "red-0", "red-6");
        assertThat(pages(Optional.of(LedgerSamples.ANN), limit)).containsExactly("red-4", "red-2", "red-0", "red-6");
        assertThat(pages(Optional.of(bob), limit)).containsExactly("red-5", "red-3", "red-1");
        assertThat(pages(Optional.of(new CustomerId("an")), limit)).isEmpty();
    }

    @Test
    void R_01_a_list_has_each_redemption_as_it_is_now_and_where_it_was() {
        var first = RedemptionSamples.redemption("red-1", LedgerSamples.ANN, RedemptionSamples.AT);
        var second = RedemptionSamples.redemption("red-2", LedgerSamples.ANN, RedemptionSamples.AT.plusMillis(1));
        committed(Commit.of(merchant, first));
        committed(Commit.of(merchant, second));
        var reversed = RedemptionSamples.versioned(first.with(RedemptionSamples.reversed()), 1);
        committed(Commit.of(merchant, reversed));
        var expected = List.of(RedemptionSamples.versioned(second, 1), RedemptionSamples.versioned(reversed, 2));
        assertThat(newest(Optional.empty(), Optional.empty(), 10)).isEqualTo(expected);
        assertThat(newest(Optional.of(LedgerSamples.ANN), Optional.empty(), 10)).isEqualTo(expected);
    }

    // Merchants

    @Test
    void L_05_another_merchant_sees_no_redemption_and_no_code_and_has_their_names_free() {
        var redemption = RedemptionSamples.redemption("red-1");
        committed(spending(redemption, 0, "key"));
        for (var stranger : List.of(other, new MerchantId("redeeming"))) {
            assertThat(ledger.redemption(stranger, redemption.id())).isEmpty();
            assertThat(index.newest(stranger, Optional.empty(), Optional.empty(), 10))
                    .isEmpty();
            assertThat(index.newest(stranger, Optional.of(LedgerSamples.ANN), Optional.empty(), 10))
                    .isEmpty();
            assertThat(ledger.read(
                            stranger,
                            Wanted.redemption(redemption.id()).and(codeOf("red-1")),
                            Consistency.STRONG,
                            LedgerSamples.REAL_NOW))
                    .returns(Optional.empty(), Facts::redemption)
                    .returns(Optional.empty(), Facts::codeOf);
        }
        var theirs = redemption.with(RedemptionSamples.reversed());
        committed(Commit.of(other, theirs, Optional.empty(), RedemptionSamples.journal(theirs.id())));
        assertThat(ledger.redemption(other, theirs.id())).contains(RedemptionSamples.versioned(theirs, 1));
        assertThat(ledger.redemption(merchant, redemption.id())).contains(RedemptionSamples.versioned(redemption, 1));
        assertThat(newest(Optional.empty(), Optional.empty(), 10))
                .containsExactly(RedemptionSamples.versioned(redemption, 1));
    }

    // Reviews

    @Test
    void R_04_a_review_is_opened_with_the_redemption_that_it_is_about_or_not_at_all() {
        var redemption = RedemptionSamples.redemption("red-1");
        committed(Commit.of(merchant, redemption));
        var stuck = RedemptionSamples.versioned(redemption.with(RedemptionSamples.reversing()), 1);
        var review = Review.revokeStuck(stuck, RedemptionSamples.AT);
        var journal = RedemptionSamples.journal(redemption.id()).opening(review.id());
        var commit = Commit.of(merchant, stuck, Optional.empty(), journal).opening(review);
        var before = contents();
        committed(commit);
        assertThat(contents()).hasSize(before.size() + 2);
        assertThat(read(Wanted.review(review.id())).review()).contains(versioned(review, 1));
        assertThat(item("M#" + merchant + "#P#red-1", "J#000000000002")
                        .map(JournalItem::read)
                        .flatMap(Journal::opened))
                .contains(review.id());
        refused(commit);
        refused(Commit.of(merchant, RedemptionSamples.versioned(stuck, 2)).opening(review));

        committed(Commit.of(merchant, versioned(review, 1).resolved(LOOKED)));
        assertThat(read(Wanted.review(review.id())).review()).contains(versioned(review.resolved(LOOKED), 2));
    }

    /** An order and a redemption of one name: two reviews. */
    @Test
    void R_04_reviews_about_redemptions_are_listed_among_the_others() {
        var longest = "r".repeat(128);
        var opened = RedemptionSamples.AT;
        var first = Review.revokeStuck(RedemptionSamples.redemption("ORD-1"), opened);
        var second = Review.paidAfterCancel(LedgerSamples.plainOrder("ORD-1", 0), opened.plusMillis(1));
        var third = Review.revokeStuck(RedemptionSamples.redemption(longest), opened.plusMillis(2));
        for (var review : List.of(third, first, second)) {
            committed(Commit.of(merchant, review));
        }
        assertThat(reviews.newest(merchant, Optional.empty(), 10))
                .containsExactly(versioned(third, 1), versioned(second, 1), versioned(first, 1));
        assertThat(reviews.newest(merchant, Optional.of(ReviewIndex.positionOf(third)), 1))
                .containsExactly(versioned(second, 1));
    }

    // What the cases are made of

    private void recorded(Redemption redemption) {
        committed(Commit.of(merchant, redemption));
        var written = RedemptionSamples.versioned(redemption, redemption.version() + 1);
        assertThat(ledger.redemption(merchant, redemption.id())).contains(written);
        assertThat(read(Wanted.redemption(redemption.id())).redemption()).contains(written);
    }

    private Commit spending(Redemption redemption, long walletVersion, String key) {
        return Commit.of(
                        merchant,
                        redemption,
                        Optional.of(LedgerSamples.wallet(walletVersion)),
                        LedgerSamples.journal(Optional.empty()))
                .answering(LedgerSamples.answer(key, "request", "answer"));
    }

    private void committed(Commit commit) {
        assertThat(ledger.apply(commit, LedgerSamples.REAL_NOW)).isEqualTo(new Applied.Committed());
    }

    private void refused(Commit commit) {
        var before = contents();
        assertThat(ledger.apply(commit, LedgerSamples.REAL_NOW)).isEqualTo(new Applied.Stale());
        assertThat(contents()).isEqualTo(before);
    }

    private Facts read(Wanted wanted) {
        return read(wanted, Consistency.STRONG);
    }

    private Facts read(Wanted wanted, Consistency consistency) {
        return ledger.read(merchant, wanted, consistency, LedgerSamples.REAL_NOW);
    }

    /** The code of the sample of this name. */
    private static Wanted.Code codeOf(String redemption) {
        var reward = RedemptionSamples.redemption(redemption).reward();
        return new Wanted.Code(reward.provider(), reward.code());
    }

    private Optional<RedemptionId> codes(String redemption) {
        var code = codeOf(redemption);
        return codeOf(code.provider(), code.text());
    }

    private Optional<RedemptionId> codeOf(Reward.Provider provider, String text) {
        return read(Wanted.customer(LedgerSamples.ANN).and(new Wanted.Code(provider, text)))
                .codeOf();
    }

    private List<Redemption> newest(Optional<CustomerId> customer, Optional<String> before, int limit) {
        return index.newest(merchant, customer, before, limit);
    }

    private List<String> pages(Optional<CustomerId> customer, int limit) {
        var seen = new ArrayList<String>();
        var before = Optional.<String>empty();
        List<Redemption> page;
        do {
            page = newest(customer, before, limit);
            page.forEach(redemption -> seen.add(redemption.id().value()));
            before = page.isEmpty() ? before : Optional.of(RedemptionIndex.positionOf(page.getLast()));
        } while (page.size() == limit);
        return seen;
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
