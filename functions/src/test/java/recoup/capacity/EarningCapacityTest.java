package recoup.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static recoup.capacity.MeteredShop.ALL_BACK;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import recoup.capacity.MeteredRoads.Event;
import recoup.capacity.MeteredShop.Naming;

/** The design's goals for points that orders earn, of orders of two lots of credit and one of points. */
class EarningCapacityTest {
    private static final long MERCHANT = 5_830_164_000_000L;

    /** What the sample grants. */
    private static final long GRANTED = 200;

    @ParameterizedTest
    @EnumSource
    void a_grant_writes_10_units(Naming naming) {
        var shop = shop(naming);
        var usage = shop.roads().heard(Event.EARNED, shop.order(2, 1));
        assertThat(usage.writeUnits()).as("%s", usage).isLessThanOrEqualTo(10);
        assertThat(usage.roundTrips()).as("%s", usage).isLessThanOrEqualTo(4);
    }

    @ParameterizedTest
    @EnumSource
    void an_update_that_takes_back_what_an_order_earned_writes_10_units(Naming naming) {
        var shop = shop(naming);
        var order = earned(shop);
        var usage = shop.roads().heard(Event.UPDATED, order);
        assertThat(shop.clawedBack(order)).isEqualTo(GRANTED);
        assertThat(usage.writeUnits()).as("%s", usage).isLessThanOrEqualTo(10);
        assertThat(usage.roundTrips()).as("%s", usage).isLessThanOrEqualTo(4);
    }

    /** No more than one that earned nothing may. */
    @ParameterizedTest
    @EnumSource
    void a_cancel_that_gives_three_lots_back_and_takes_a_grant_writes_12_units_in_3_round_trips(Naming naming) {
        var shop = shop(naming);
        var order = earned(shop);
        var usage = shop.cost(shop.cancel(order, ALL_BACK));
        assertThat(shop.clawedBack(order)).isEqualTo(GRANTED);
        assertThat(usage.writeUnits()).as("%s", usage).isLessThanOrEqualTo(12);
        assertThat(usage.roundTrips()).as("%s", usage).isLessThanOrEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource
    void a_preview_of_that_reads_2_units_and_writes_nothing(Naming naming) {
        var shop = shop(naming);
        var usage = shop.cost(shop.preview(earned(shop)));
        assertThat(usage.readUnits()).as("%s", usage).isLessThanOrEqualTo(2);
        assertThat(usage.writeUnits()).as("%s", usage).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void a_grant_that_is_told_again_reads_1_unit_in_1_round_trip_and_writes_nothing(Naming naming) {
        var shop = shop(naming);
        var usage = shop.roads().heardAgain(Event.EARNED, earned(shop));
        assertThat(usage.readUnits()).as("%s", usage).isEqualTo(1.0);
        assertThat(usage.roundTrips()).as("%s", usage).isEqualTo(1);
        assertThat(usage.writeUnits()).as("%s", usage).isZero();
    }

    /** One with a version is known by it; one without is judged once more, so the settings are read, too (E-04). */
    @ParameterizedTest
    @EnumSource
    void an_update_that_is_told_again_reads_1_and_a_half_units_and_writes_nothing(Naming naming) {
        var shop = shop(naming);
        var dated = earned(shop);
        shop.roads().heard(Event.UPDATED, dated);
        assertThat(shop.clawedBack(dated)).isEqualTo(GRANTED);
        var again = shop.roads().heardAgain(Event.UPDATED, dated);
        assertThat(again.readUnits()).as("%s", again).isEqualTo(1.0);
        assertThat(again.roundTrips()).as("%s", again).isEqualTo(1);
        assertThat(again.writeUnits()).as("%s", again).isZero();

        var undated = earned(shop);
        shop.roads().refunded(undated);
        assertThat(shop.clawedBack(undated)).isEqualTo(GRANTED);
        var undatedAgain = shop.roads().refundedAgain(undated);
        assertThat(undatedAgain.readUnits()).as("%s", undatedAgain).isLessThanOrEqualTo(1.5);
        assertThat(undatedAgain.roundTrips()).as("%s", undatedAgain).isEqualTo(2);
        assertThat(undatedAgain.writeUnits()).as("%s", undatedAgain).isZero();
    }

    private static String earned(MeteredShop shop) {
        var order = shop.order(2, 1);
        shop.roads().heard(Event.EARNED, order);
        return order;
    }

    private static MeteredShop shop(Naming naming) {
        var shop = new MeteredShop(naming.name(MERCHANT), naming);
        shop.takesEarnedPointsBack(true);
        return shop;
    }
}
