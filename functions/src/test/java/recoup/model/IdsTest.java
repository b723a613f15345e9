package recoup.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ids: each is a type, and all have one alphabet. */
class IdsTest {
    private static final List<Function<String, Object>> TYPES = List.of(
            AttemptId::new,
            CustomerId::new,
            GrantId::new,
            LotId::new,
            MerchantId::new,
            OrderId::new,
            RedemptionId::new,
            RefundId::new,
            ReviewId::new);

    /** Keys, entries' ids and messages are made of their text. */
    @ParameterizedTest
    @ValueSource(strings = {"1", "ORD-1", "gid:order~42", "a.b_c", "ann@example.com", "0123456789"})
    void an_id_is_written_as_it_is(String text) {
        assertThat(Ids.wellFormed(text)).isTrue();
        assertThat(TYPES).extracting(type -> type.apply(text).toString()).containsOnly(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a#b", "a/b", "a\n", "é", "{}", "a,b", "a'b"})
    void any_other_text_is_no_id_of_anything(String text) {
        assertThat(Ids.wellFormed(text)).isFalse();
        assertThat(TYPES)
                .allSatisfy(type -> assertThatThrownBy(() -> type.apply(text))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining(Ids.SHAPE));
    }

    @Test
    void an_id_has_at_most_128_characters() {
        assertThat(Ids.LONGEST).isEqualTo(128);
        assertThat(Ids.wellFormed("x".repeat(128))).isTrue();
        assertThat(Ids.wellFormed("x".repeat(129))).isFalse();
    }
}
