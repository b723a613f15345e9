package recoup.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static recoup.capacity.MeteredShop.ALL_BACK;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import recoup.capacity.MeteredShop.Naming;
import recoup.model.OrderStatus;
import recoup.model.RevertStatus;
import recoup.model.Settings.PaymentExpired.Mode;
import recoup.operations.ListOrders.Filter;

/** The design's goals for capacity; {@code docs/cost.md} has the figures of everything else. */
class CapacityTest {
    private static final List<String> MERCHANTS = StoredOrders.merchants();
    private static final String MERCHANT = MERCHANTS.getFirst();
    private static final int DUE = 100;
    /** The least that a query costs, whatever it finds in up to 4 KB. */
    private static final double A_PAGE = 0.5;

    private static final MeteredShop A_THOUSAND_ORDERS = new MeteredShop(MERCHANT, Naming.NUMBERS);
    private static final MeteredShop TEN_THOUSAND_ORDERS = new MeteredShop(MERCHANT, Naming.NUMBERS);

    @BeforeAll
    static void store() {
        StoredOrders.of(MERCHANTS, 1_000, A_THOUSAND_ORDERS.store());
        StoredOrders.of(MERCHANTS, 10_000, TEN_THOUSAND_ORDERS.store());
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

    @Test
    void a_sweep_of_a_hundred_among_ten_thousand_orders_costs_what_it_costs_among_a_thousand_one_page_more_or_less() {
        var small = sweep(A_THOUSAND_ORDERS);
        var large = sweep(TEN_THOUSAND_ORDERS);
        assertThat(large.queries().roundTrips())
                .as("%s%s", small.queries(), large.queries())
                .isCloseTo(small.queries().roundTrips(), within(1));
        assertThat(large.readUnits()).isCloseTo(small.readUnits(), within(A_PAGE));
        assertThat(large.writeUnits()).isEqualTo(small.writeUnits()).isLessThanOrEqualTo(10L * DUE);
    }

    private static Usage sweep(MeteredShop shop) {
        MERCHANTS.forEach(merchant -> shop.onExpiredPayment(merchant, Mode.CANCEL_AND_REVERT));
        StoredOrders.due(MERCHANTS, DUE, shop.store());
        return shop.roads().swept(DUE);
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
