package recoup.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;

class EventFilterTest {
    @Test
    void the_templates_filter_lets_new_journal_items_pass_and_nothing_else() {
        var sources = StreamSource.all(Template.read(Template.find()));
        assertThat(sources).singleElement().satisfies(source -> {
            assertThat(source.function().name()).isEqualTo("Notifier");
            assertThat(source.filter().passes(record("INSERT", "J#000000000001")))
                    .isTrue();
            assertThat(source.filter().passes(record("MODIFY", "J#000000000001")))
                    .isFalse();
            assertThat(source.filter().passes(record("INSERT", "O"))).isFalse();
            assertThat(source.filter().passes(record("REMOVE", "K"))).isFalse();
        });
    }

    @Test
    void one_pattern_of_several_is_enough_and_without_any_all_pass() {
        var filter =
                filter("[{ Pattern: '{\"eventName\":[\"REMOVE\"]}' }, { Pattern: '{\"eventName\":[\"MODIFY\"]}' }]");
        assertThat(filter.passes(record("MODIFY", "O"))).isTrue();
        assertThat(filter.passes(record("INSERT", "O"))).isFalse();
        assertThat(EventFilter.of(Template.parse("{}")).passes(record("REMOVE", "O")))
                .isTrue();
    }

    @Test
    void a_filter_that_is_not_known_here_is_refused_instead_of_being_read_otherwise() {
        for (var pattern : List.of(
                "{\"eventName\":[{\"anything-but\":\"REMOVE\"}]}",
                "{\"eventName\":\"INSERT\"}",
                "{\"eventName\":",
                "7")) {
            assertThatThrownBy(() -> filter("[{ Pattern: '" + pattern + "' }]"))
                    .as(pattern)
                    .isInstanceOf(StartRefused.class);
        }
    }

    private static EventFilter filter(String filters) {
        return EventFilter.of(Template.parse("FilterCriteria: { Filters: " + filters + " }"));
    }

    private static Record record(String name, String sort) {
        return Record.builder()
                .eventName(name)
                .dynamodb(change ->
                        change.keys(Map.of("pk", AttributeValue.fromS("M#m#O#o"), "sk", AttributeValue.fromS(sort))))
                .build();
    }
}
