package recoup.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What an order earned, grant by grant. */
class EarningsTest {
    private static final Grant FIRST = grant("G", 70);
    private static final Grant SECOND = grant("H", 30);

    @Test
    void a_grant_is_known_by_its_id() {
        var earnings = Earnings.NONE.with(FIRST).with(SECOND);
        assertThat(earnings.grant(new GrantId("G"))).contains(FIRST);
        assertThat(earnings.grant(new GrantId("H"))).contains(SECOND);
        assertThat(earnings.grant(new GrantId("I"))).isEmpty();
        assertThat(Earnings.NONE.grant(new GrantId("G"))).isEmpty();
    }

    private static Grant grant(String id, long points) {
        return new Grant(new GrantId(id), points, Optional.empty(), new LotId("lot_" + id));
    }
}
