package recoup.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import recoup.capacity.MeteredRoads.Event;
import recoup.capacity.MeteredShop.Naming;
import recoup.model.Settings.PaymentExpired.Mode;

/**
 * The design's goals for what happens by itself: what is told, and sweeps. Every order has a deadline and names an attempt;
 * where ids are UUIDs the merchant's is one, too.
 */
class AutomaticCapacityTest {
    private static final long MERCHANT = 5_830_164_000_000L;
    private static final int SHARDS = 16;

    /** A cancel without a date may be another one: it is judged once more, so the settings are read, too (E-04). */
    @ParameterizedTest
    @MethodSource("everyEvent")
    void a_duplicate_reads_1_and_a_half_units_and_writes_nothing(Event event, Naming naming) {
        var shop = shop(naming, Mode.CANCEL_AND_REVERT);
        var order = shop.order(2, 1);
        var first = shop.roads().heard(event, order);
        var again = shop.roads().heardAgain(event, order);
        assertThat(first.writeUnits()).as("%s", first).isPositive();
        assertThat(again.readUnits()).as("%s", again).isLessThanOrEqualTo(1.5);
        assertThat(again.roundTrips()).as("%s", again).isEqualTo(event == Event.CANCELLED_BY_CUSTOMER ? 2 : 1);
        assertThat(again.writeUnits()).as("%s", again).isZero();
    }

    private static Stream<Arguments> everyEvent() {
        return Stream.of(Event.values()).flatMap(AutomaticCapacityTest::ofEachNaming);
    }

    @ParameterizedTest
    @MethodSource("reverting")
    void reverting_two_lots_of_credit_and_one_of_points_by_itself_writes_10_units(Event event, Naming naming) {
        var shop = shop(naming, Mode.CANCEL_AND_REVERT);
        var usage = shop.roads().heard(event, shop.order(2, 1));
        assertThat(usage.writeUnits()).as("%s", usage).isLessThanOrEqualTo(10);
        assertThat(usage.roundTrips()).as("%s", usage).isLessThanOrEqualTo(4);
    }

    private static Stream<Arguments> reverting() {
        return Stream.of(Event.FAILED, Event.EXPIRED, Event.CANCELLED_BY_CUSTOMER)
                .flatMap(AutomaticCapacityTest::ofEachNaming);
    }

    @ParameterizedTest
    @EnumSource
    void a_sweep_writes_10_units_in_3_round_trips_for_an_order_of_three_lots(Naming naming) {
        var shop = shop(naming, Mode.CANCEL_AND_REVERT);
        shop.order(2, 1);
        shop.at(MeteredShop.DEADLINE);
        var usage = shop.roads().swept(1);
        assertThat(usage.writeUnits()).as("%s", usage).isLessThanOrEqualTo(10);
        assertThat(usage.roundTrips()).as("%s", usage).isLessThanOrEqualTo(SHARDS + 3);
    }

    /** The order, its journal item and its place among those that are due; no other index. */
    @ParameterizedTest
    @EnumSource
    void a_payment_that_is_only_recorded_writes_5_units(Naming naming) {
        var shop = shop(naming, Mode.OFF);
        var expired = shop.roads().heard(Event.EXPIRED, shop.order(2, 1));
        var paid = shop.roads().heard(Event.PAID, shop.order(2, 1));
        assertThat(expired.writeUnits()).as("%s", expired).isLessThanOrEqualTo(5);
        assertThat(paid.writeUnits()).as("%s", paid).isLessThanOrEqualTo(5);
    }

    /** They are of no account yet: the order alone. */
    @ParameterizedTest
    @EnumSource
    void tags_alone_write_2_units(Naming naming) {
        var shop = shop(naming, Mode.OFF);
        var usage = shop.roads().tagged(shop.order(2, 1));
        assertThat(usage.writeUnits()).as("%s", usage).isLessThanOrEqualTo(2);
    }

    @Test
    void a_sweep_that_finds_nothing_is_one_query_a_shard() {
        var usage = shop(Naming.NUMBERS, Mode.CANCEL_AND_REVERT).roads().swept(0);
        assertThat(usage.queries().roundTrips()).as("%s", usage).isEqualTo(SHARDS);
        assertThat(usage).isEqualTo(usage.queries());
        assertThat(usage.readUnits()).as("%s", usage).isEqualTo(SHARDS / 2.0);
        assertThat(usage.writeUnits()).as("%s", usage).isZero();
    }

    private static Stream<Arguments> ofEachNaming(Event event) {
        return Stream.of(Naming.values()).map(naming -> Arguments.of(event, naming));
    }

    private static MeteredShop shop(Naming naming, Mode onExpiredPayment) {
        var merchant = naming.name(MERCHANT);
        var shop = new MeteredShop(merchant, naming);
        shop.onExpiredPayment(merchant, onExpiredPayment);
        return shop;
    }
}
