package recoup.simulation;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What judges the functions shares no code with them. */
class ReferenceTest {
    private static final String[] JUDGED = {
        "recoup.model..", "recoup.rules..", "recoup.ledger..", "recoup.operations..", "recoup.providers.."
    };

    private static final JavaClasses CLASSES = new ClassFileImporter().importPackages("recoup");

    @ParameterizedTest
    @ValueSource(
            classes = {
                AutomaticRules.class,
                ClawbackRules.class,
                ReversalRules.class,
                ManualRules.class,
                RunningAudit.class,
                Auditor.class,
                EarningsAudit.class,
                RedemptionAudit.class
            })
    void a_reference_needs_nothing_of_what_it_judges(Class<?> reference) {
        assertThat(CLASSES.get(reference).getDirectDependenciesFromSelf()).isNotEmpty();
        noClasses()
                .that()
                .belongToAnyOf(reference)
                .should()
                .transitivelyDependOnClassesThat()
                .resideInAnyPackage(JUDGED)
                .check(CLASSES);
    }
}
