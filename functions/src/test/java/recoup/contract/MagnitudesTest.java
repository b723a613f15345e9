package recoup.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MagnitudesTest {
    private static final JsonMapper EXACT = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        1e99999999                | 1e1000
        -3.5e99999999             | -1e1000
        1e-99999999               | 1e-1000
        0e99999999                | 0e1000
        {"a":[1,{"b":7e2000000}]} | {"a":[1,{"b":1e1000}]}
        {"a":[1.5,1e1000,"x"]}    | {"a":[1.5,1e1000,"x"]}
        """)
    void a_number_is_no_larger_and_no_smaller_than_a_schema_asks_about(String was, String is)
            throws JsonProcessingException {
        assertThat(Magnitudes.bounded(json(was))).isEqualTo(json(is));
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return EXACT.readTree(text);
    }
}
