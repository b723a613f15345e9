package recoup.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static recoup.capacity.MeteredShop.ALL_BACK;

import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import recoup.capacity.MeteredShop.Naming;
import recoup.model.OrderStatus;
import recoup.model.RevertStatus;
import recoup.operations.ListOrders.Filter;

/** The design's goals for capacity; {@code docs/cost.md} has the figures of everything else. */
class CapacityTest {
    private static final String MERCHANT = "acme";
    private static final MeteredShop A_THOUSAND_ORDERS = new MeteredShop(MERCHANT, Naming.NUMBERS);
    private static final MeteredShop TEN_THOUSAND_ORDERS = new MeteredShop(MERCHANT, Naming.NUMBERS);

    @BeforeAll
    static void store() {
        StoredOrders.of(MERCHANT, 1_000, A_THOUSAND_ORDERS.store());
        StoredOrders.of(MERCHANT, 10_000, TEN_THOUSAND_ORDERS.store());
    }

    @ParameterizedTest
    @EnumSource
    void cancelling_two_lots_of_credit_and_one_of_points_writes_12_units_in_3_round_trips(Naming naming) {
        var shop = new MeteredShop(MERCHANT, naming);
        var usage = shop.cost(shop.cancel(shop.order(2, 1), ALL_BACK));
        assertThat(usage.writeUnits()).as("%s", usage).isLessThanOrEqualTo(12);
        assertThat(usage.roundTrips()).as("%s", usage).isLessThanOrEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource
    void a_preview_reads_2_units_and_writes_nothing(Naming naming) {
        var shop = new MeteredShop(MERCHANT, naming);
        var usage = shop.cost(shop.preview(shop.order(2, 1)));
        assertThat(usage.readUnits()).as("%s", usage).isLessThanOrEqualTo(2);
        assertThat(usage.writeUnits()).as("%s", usage).isZero();
    }

    /** Settings, order and answer, read strongly: the goal of 1.5 is for events, which have no stored answer. */
    @ParameterizedTest
    @EnumSource
    void the_same_key_again_writes_nothing_and_reads_3_units_in_1_round_trip(Naming naming) {
        var shop = new MeteredShop(MERCHANT, naming);
        var cancel = shop.cancel(shop.order(2, 1), ALL_BACK);
        var first = shop.cost(cancel);
        var again = shop.cost(cancel);
        assertThat(first.writeUnits()).as("%s", first).isPositive();
        assertThat(again.writeUnits()).as("%s", again).isZero();
        assertThat(again.readUnits()).as("%s", again).isLessThanOrEqualTo(3);
        assertThat(again.roundTrips()).as("%s", again).isEqualTo(1);
    }

    @Test
    void the_unfiltered_page_of_ten_thousand_orders_costs_what_it_costs_of_a_thousand() {
        costsTheSame(filter(Optional.empty(), Optional.empty()));
    }

    @Test
    void a_page_by_status_of_ten_thousand_orders_costs_what_it_costs_of_a_thousand() {
        costsTheSame(filter(Optional.of(OrderStatus.CANCELLED), Optional.empty()));
        costsTheSame(filter(Optional.empty(), Optional.of(RevertStatus.NOT_REVERTED)));
    }

    private static void costsTheSame(Filter filter) {
        var small = A_THOUSAND_ORDERS.costOfPage(filter);
        var large = TEN_THOUSAND_ORDERS.costOfPage(filter);
        assertThat(large.roundTrips()).as("%s%s", small, large).isEqualTo(small.roundTrips());
        assertThat(large.readUnits()).as("%s%s", small, large).isEqualTo(small.readUnits());
        assertThat(large.writeUnits()).as("%s", large).isZero();
    }

    private static Filter filter(Optional<OrderStatus> status, Optional<RevertStatus> credit) {
        return new Filter(status, Optional.empty(), credit, Optional.empty(), Optional.empty(), Optional.empty());
    }
}
