package recoup.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A comparison that ends at the first difference tells by its time how much of a forged signature was right. What is held here is
 * how signatures are compared, by the calls in the class files; nobody's time is measured.
 */
class ComparisonTest {
    private static final JavaClasses PROVIDERS = new ClassFileImporter().importPackages("recoup.providers");
    private static final String HMAC = "recoup.providers.Hmac";

    /** Ways to compare that end early. */
    private static final Set<String> EARLY = Set.of(
            "equals",
            "equalsIgnoreCase",
            "contentEquals",
            "compareTo",
            "compareToIgnoreCase",
            "contains",
            "containsKey",
            "indexOf",
            "regionMatches",
            "compare",
            "mismatch",
            "matches",
            "deepEquals",
            "endsWith",
            "remove");

    /** The class of the comparison and those who judge; the class of one header takes it apart by its beginnings. */
    private static final List<String> JUDGES =
            List.of("recoup.providers.Signatures", "recoup.providers.StripeSignature", HMAC);

    @Test
    void codes_are_compared_by_the_one_method_that_takes_its_time() {
        assertThat(calls(HMAC, "same")).anyMatch(call -> says(call, "java.security.MessageDigest", "isEqual"));
        assertThat(calls("recoup.providers.StripeSignature", "says")).anyMatch(call -> says(call, HMAC, "same"));
        assertThat(calls("recoup.providers.Signatures", "matches")).anyMatch(call -> says(call, HMAC, "same"));
    }

    @Test
    void no_judge_of_signatures_compares_in_another_way() {
        assertThat(JUDGES.stream().flatMap(ComparisonTest::early)).isEmpty();
        assertThat(early("recoup.providers.ShopifyTopics"))
                .as("it would be found")
                .isNotEmpty();
    }

    @Test
    void nobody_else_makes_codes() {
        assertThat(PROVIDERS.stream()
                        .flatMap(each -> each.getAccessesFromSelf().stream())
                        .filter(access -> says(access, HMAC, "of"))
                        .map(access -> access.getOriginOwner().getName())
                        .distinct())
                .containsExactly("recoup.providers.Signatures");
    }

    /** A pattern may be asked of the time of Stripe's header, and of nothing that was computed. */
    private static Stream<String> early(String name) {
        return type(name).getAccessesFromSelf().stream()
                .filter(access -> EARLY.contains(access.getName()))
                .filter(access -> !access.getTargetOwner().getName().equals("java.util.regex.Matcher"))
                .filter(access -> !says(access, "recoup.providers.Signatures", "matches"))
                .map(JavaAccess::getDescription);
    }

    private static Stream<JavaAccess<?>> calls(String name, String method) {
        return type(name).getAccessesFromSelf().stream()
                .filter(access -> access.getOrigin().getName().equals(method)
                        || access.getOrigin().getName().contains("lambda$" + method + "$"))
                .map(access -> access);
    }

    private static boolean says(JavaAccess<?> access, String owner, String name) {
        return access.getTargetOwner().getName().equals(owner)
                && access.getName().equals(name);
    }

    private static JavaClass type(String name) {
        return PROVIDERS.get(name);
    }
}
