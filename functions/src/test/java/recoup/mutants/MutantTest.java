package recoup.mutants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import recoup.model.Target;
import recoup.simulation.Trial;

/** A mutant is what it says: Recoup with one thing wrong, beside Recoup as it is. */
class MutantTest {
    static Object[] all() {
        return Mutants.all().toArray();
    }

    @ParameterizedTest
    @MethodSource("all")
    void each_has_its_place_in_the_sources_of_now(Mutant mutant) {
        assertThat(mutant.sources()).isNotEmpty();
    }

    @Test
    void names_are_of_one_mutant_each() {
        assertThat(Mutants.all().stream().map(Mutant::name)).doesNotHaveDuplicates();
    }

    /** What is in no row was not tried; what is in a row alone is no longer tried. */
    @Test
    void every_bug_has_its_row_in_the_document_and_no_row_has_none() throws IOException {
        var rows = TrustTable.rows(Files.readString(Path.of("..", "docs", "trust.md")));
        var bugs = Stream.concat(Mutants.all().stream().map(Mutant::name), Trial.planted().stream());
        assertThat(rows).as("./mvnw -q -Pbugs -pl functions test writes them").containsExactlyElementsOf(bugs.toList());
    }

    @Test
    void only_the_mutant_has_the_mistake() throws ReflectiveOperationException {
        var mutant = Mutant.of("shares are halved", "model/Target", ".longValueExact()", ".longValueExact() / 2");
        var mutated = new MutantLoader(mutant).loadClass("recoup.model.Target");
        assertThat(mutated).isNotEqualTo(Target.class);
        var half = mutated.getMethod("share", long.class, long.class).invoke(null, 50, 100);
        assertThat(mutated.getMethod("of", long.class, long.class).invoke(half, 80, 100))
                .isEqualTo(20L);
        assertThat(Target.share(50, 100).of(80, 100)).isEqualTo(40L);
    }

    @Test
    void a_text_that_does_not_stand_there_once_is_no_place_for_a_mistake() {
        assertThatThrownBy(() ->
                        Mutant.of("nowhere", "model/Target", "no such text", "").sources())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("does not stand once");
        assertThatThrownBy(() ->
                        Mutant.of("everywhere", "model/Target", "refunded", "").sources())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("does not stand once");
    }

    @Test
    void what_does_not_compile_is_no_mutant() {
        assertThatThrownBy(
                        () -> new MutantLoader(Mutant.of("torn", "model/Target", "package recoup.model;", "package")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("does not compile");
    }
}
