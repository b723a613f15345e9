package recoup;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which code may know which. A rule that matches no class at all fails, too. */
class ArchitectureTest {
    private static final Path SOURCES = Path.of("src/main/java");
    private static final int LONGEST_FILE = 250;

    private static final String AWS_SDK = "software.amazon.awssdk..";
    private static final String LAMBDA = "com.amazonaws..";
    private static final String JACKSON = "com.fasterxml..";

    /** Ways to ask the machine for the time, its zone, its environment, chance or threads; they have no type of their own. */
    private static final Set<String> MACHINE = Set.of(
            "java.lang.Math.random",
            "java.lang.System.currentTimeMillis",
            "java.lang.System.getProperty",
            "java.lang.System.getenv",
            "java.lang.System.nanoTime",
            "java.time.InstantSource.system",
            "java.time.ZoneId.systemDefault",
            "java.util.Collections.shuffle",
            "java.util.Locale.getDefault",
            "java.util.UUID.randomUUID");

    /** Ways to write a line of a log; what a stack trace prints is one of them. */
    private static final Set<String> LINES = Set.of(
            "com.amazonaws.services.lambda.runtime.Context.getLogger",
            "com.amazonaws.services.lambda.runtime.LambdaLogger.log",
            "com.amazonaws.services.lambda.runtime.LambdaRuntime.getLogger",
            "java.lang.System.err",
            "java.lang.System.getLogger",
            "java.lang.System.out");

    /** Collections whose order differs from one JVM to the next, or with the hash of what they hold. */
    private static final Set<String> UNORDERED = Set.of(
            "java.util.Map.copyOf",
            "java.util.Map.entry",
            "java.util.Map.of",
            "java.util.Map.ofEntries",
            "java.util.Set.copyOf",
            "java.util.Set.of",
            "java.util.stream.Collectors.groupingBy",
            "java.util.stream.Collectors.toMap",
            "java.util.stream.Collectors.toSet",
            "java.util.stream.Collectors.toUnmodifiableMap",
            "java.util.stream.Collectors.toUnmodifiableSet");

    private static final JavaClasses MAIN =
            new ClassFileImporter().importPackages("recoup").that(comeFromMain());

    @Test
    void the_class_files_of_main_can_be_read() throws IOException {
        assertThat(MAIN.stream().filter(JavaClass::isTopLevelClass)).hasSameSizeAs(sources());
        assertThat(MAIN.stream().map(JavaClass::getPackageName)).doesNotContain("recoup.store", "recoup");
    }

    @Test
    void the_model_knows_java_alone() {
        onlyKnows("recoup.model..");
    }

    @Test
    void rules_know_the_model_alone() {
        onlyKnows("recoup.rules..", "recoup.model..");
    }

    @Test
    void postings_do_not_know_what_they_are_for() {
        onlyKnows("recoup.rules.posting..", "recoup.model..");
    }

    @Test
    void the_ledger_knows_the_model_and_dynamodb() {
        onlyKnows(
                "recoup.ledger..",
                "recoup.model..",
                "software.amazon.awssdk.services.dynamodb..",
                "software.amazon.awssdk.core..",
                "software.amazon.awssdk.awscore..");
    }

    @Test
    void operations_know_model_rules_and_ledger_alone() {
        onlyKnows("recoup.operations..", "recoup.model..", "recoup.rules..", "recoup.ledger..");
    }

    @Test
    void what_comes_in_is_known_to_nobody() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("recoup.handlers..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("recoup.handlers.."));
    }

    @Test
    void providers_know_the_model_and_json() {
        onlyKnows("recoup.providers..", "recoup.model..", JACKSON, "javax.crypto..");
    }

    @Test
    void only_handlers_know_lambda() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("recoup.handlers..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(LAMBDA));
    }

    @Test
    void only_handlers_and_providers_know_json() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages("recoup.handlers..", "recoup.providers..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(JACKSON));
    }

    /** What is never logged is held there, and by a test that captures what it writes. */
    @Test
    void only_the_function_log_writes_lines() {
        check(noClasses()
                .that()
                .doNotHaveFullyQualifiedName("recoup.handlers.FunctionLog")
                .should()
                .accessTargetWhere(describe("a line is written", ArchitectureTest::writesALine))
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("java.util.logging..", "org.apache.commons.logging..", "org.slf4j.."));
    }

    @Test
    void only_the_ledger_and_the_functions_know_the_aws_sdk() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages("recoup.ledger..", "recoup.handlers")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(AWS_SDK));
    }

    /** The stream hands items to the notifier, and one class of the edge makes the ledger's of them. */
    @Test
    void only_the_ledger_knows_items_and_expressions() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("recoup.ledger..")
                .and()
                .doNotHaveFullyQualifiedName("recoup.handlers.StreamImage")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon.awssdk.services.dynamodb.model.."));
    }

    /** A call to a shop is given up after a while, which takes a future; it starts no thread of its own. */
    @Test
    void only_the_edge_asks_for_time_chance_or_threads() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("recoup.handlers..")
                .and()
                .doNotHaveFullyQualifiedName("recoup.providers.discounts.ShopCall")
                .should()
                .dependOnClassesThat(describe("make chance or threads", ArchitectureTest::isChanceOrThread))
                .orShould()
                .accessTargetWhere(describe("the machine is asked", ArchitectureTest::asksTheMachine)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"recoup.model..", "recoup.rules.."})
    void rules_and_model_iterate_over_nothing_without_an_order(String pure) {
        check(noClasses()
                .that()
                .resideInAPackage(pure)
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.util\\.(concurrent\\.)?(Identity|Weak|Concurrent)?Hash(Map|Set|table)")
                .orShould()
                .accessTargetWhere(describe("order is lost", access -> names(UNORDERED, access))));
    }

    @Test
    void packages_have_no_cycles() {
        check(slices().matching("recoup.(**)").should().beFreeOfCycles());
    }

    @Test
    void every_package_is_null_marked() throws ClassNotFoundException {
        var packages =
                MAIN.stream().map(JavaClass::getPackageName).distinct().sorted().toList();
        assertThat(packages).contains("recoup.model", "recoup.handlers.http");
        for (var name : packages) {
            assertThat(Class.forName(name + ".package-info").isAnnotationPresent(NullMarked.class))
                    .as(name)
                    .isTrue();
        }
    }

    @Test
    void names_say_what_a_class_is_and_not_how_it_is_made() {
        check(noClasses()
                .should()
                .haveNameMatching(".*[.$](Abstract\\w*|\\w*(Util|Utils|Helper|Impl|Manager|Service))"));
    }

    @Test
    void no_file_is_too_long_to_be_read_at_once() throws IOException {
        var tooLong = new ArrayList<String>();
        for (var source : sources()) {
            var lines = Files.readAllLines(source).size();
            if (lines > LONGEST_FILE) {
                tooLong.add(source + ": " + lines + " lines");
            }
        }
        assertThat(tooLong).isEmpty();
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(false).check(MAIN);
    }

    private static void onlyKnows(String who, String... others) {
        var known = Stream.of(List.of("java..", "org.jspecify..", who), Arrays.asList(others))
                .flatMap(List::stream)
                .toArray(String[]::new);
        check(classes()
                .that()
                .resideInAPackage(who)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(known));
    }

    private static boolean isChanceOrThread(JavaClass known) {
        return resideInAPackage("java.util.random..")
                .or(resideInAPackage("java.util.concurrent..").and(not(type(TimeUnit.class))))
                .or(describe(
                        "",
                        each -> Set.of(
                                        "java.lang.Thread",
                                        "java.lang.ThreadLocal",
                                        "java.security.SecureRandom",
                                        "java.time.Clock",
                                        "java.util.Random",
                                        "java.util.SplittableRandom",
                                        "java.util.Timer")
                                .contains(each.getName())))
                .test(known);
    }

    private static boolean asksTheMachine(JavaAccess<?> access) {
        var owner = access.getTargetOwner().getPackageName();
        var now = access.getName().equals("now") && owner.startsWith("java.time");
        var threads = access.getName().startsWith("parallel") && owner.startsWith("java.util");
        return now || threads || names(MACHINE, access);
    }

    private static boolean writesALine(JavaAccess<?> access) {
        return names(LINES, access) || access.getName().equals("printStackTrace");
    }

    private static boolean names(Set<String> names, JavaAccess<?> access) {
        return names.contains(access.getTargetOwner().getName() + "." + access.getName());
    }

    /** Their source stands in src/main/java: however the classes were compiled, and into which folder. */
    private static DescribedPredicate<JavaClass> comeFromMain() {
        return describe(
                "come from src/main/java",
                each -> each.getSource()
                        .flatMap(source -> source.getFileName())
                        .map(file -> SOURCES.resolve(each.getPackageName().replace('.', '/'))
                                .resolve(file))
                        .filter(Files::isRegularFile)
                        .isPresent());
    }

    private static List<Path> sources() throws IOException {
        try (var files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }
}
