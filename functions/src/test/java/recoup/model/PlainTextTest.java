package recoup.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which texts are taken in: what a store, a queue or a topic would refuse or bend is refused here. */
class PlainTextTest {
    @ParameterizedTest
    @ValueSource(strings = {"", " ", "five off", "Größe 42", "割引コード", "a gift 🎁 for you", "<b>&amp;</b>", "'; --"})
    void what_people_write_is_plain(String text) {
        assertThat(PlainText.isPlain(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {' ', '~', 0xA0, 0xD7FF, 0xE000, 0xFFFD, 0x10000, 0x10FFFF})
    void the_neighbours_of_what_is_refused_are_plain(int point) {
        assertThat(PlainText.isPlain(Character.toString(point))).isTrue();
    }

    /** Control characters, the halves of what is no pair, and the two code points that are no characters. */
    @ParameterizedTest
    @ValueSource(ints = {0, '\t', '\n', 0x1F, 0x7F, 0x9F, 0xD800, 0xDBFF, 0xDC00, 0xDFFF, 0xFFFE, 0xFFFF})
    void one_character_that_is_refused_is_enough_wherever_it_stands(int point) {
        var refused = Character.toString(point);
        assertThat(PlainText.isPlain(refused)).isFalse();
        assertThat(PlainText.isPlain(refused + " at the beginning")).isFalse();
        assertThat(PlainText.isPlain("in " + refused + " between")).isFalse();
        assertThat(PlainText.isPlain("at the end " + refused)).isFalse();
    }

    @Test
    void two_halves_in_the_wrong_order_are_no_pair() {
        assertThat(PlainText.isPlain("\uD83C\uDF81")).isTrue();
        assertThat(PlainText.isPlain("\uDF81\uD83C")).isFalse();
    }
}
