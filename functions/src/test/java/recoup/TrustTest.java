package recoup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Holds {@code docs/trust.md} and the tests together. */
class TrustTest {
    @Test
    void every_test_that_is_named_exists() {
        var tests = NamedTests.all();
        var names = NamedTests.in(NamedTests.document("trust.md")).toList();
        assertThat(names).hasSizeGreaterThan(20);
        assertThat(NamedTests.document("trust.md"))
                .doesNotContainPattern("`\\w+Test` \\|"); // a class is no proof of one thing
        names.forEach(name -> assertThat(tests).as(name.group()).anyMatch(test -> NamedTests.named(test, name)));
    }
}
