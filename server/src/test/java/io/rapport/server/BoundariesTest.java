package io.rapport.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.rapport.server.web.May;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.RequestMapping;

/// The walls between the packages, and the map of them in ARCHITECTURE.md.
@Tag("boundaries")
class BoundariesTest {
    /// Tests cross walls on purpose: they look from outside. Only what is shipped is held against the map.
    private static final String SHIPPED = sourceOf(Rapport.class);

    private static final ApplicationModules MODULES =
            ApplicationModules.of(Rapport.class, DescribedPredicate.describe("tests", BoundariesTest::isTest));
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .importPackages("io.rapport.server")
            .that(DescribedPredicate.describe("shipped", type -> !isTest(type)));
    private static final String BEGIN = "<!-- generated: modules -->";
    private static final String END = "<!-- end of generated -->";

    private static String sourceOf(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation().getPath();
    }

    private static boolean isTest(JavaClass type) {
        return type.getSource()
                .filter(source -> !source.getUri().getPath().startsWith(SHIPPED))
                .isPresent();
    }

    @Test
    void every_module_uses_only_what_it_names() {
        MODULES.verify();
    }

    @Test
    void sql_stands_only_where_jdbc_is_constructed_for_a_store() {
        noClasses()
                .that()
                .haveSimpleNameEndingWith("Routes")
                .or()
                .haveSimpleNameEndingWith("Adapter")
                .or()
                .resideInAnyPackage("..email..", "..webform..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework.jdbc..")
                .check(CLASSES);
    }

    @Test
    void only_routes_and_edges_know_http() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "..vocabulary..",
                        "..journal..",
                        "..timer..",
                        "..vault..",
                        "..workforce..",
                        "..customer..",
                        "..interaction..",
                        "..promise..",
                        "..channel..",
                        "..timeline..",
                        "..search..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.servlet..", "org.springframework.web..", "org.springframework.http..")
                .check(CLASSES);
    }

    @Test
    void the_vocabulary_stands_on_the_jdk_alone() {
        noClasses()
                .that()
                .resideInAPackage("..vocabulary..")
                .and()
                .doNotHaveSimpleName("package-info")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages("java..", "io.rapport.server.vocabulary..", "org.jspecify..")
                .check(CLASSES);
    }

    @Test
    void every_route_names_who_may_call_it() {
        List<String> unnamed = CLASSES.stream()
                .filter(type -> type.isMetaAnnotatedWith("org.springframework.stereotype.Controller"))
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> AnnotatedElementUtils.hasAnnotation(method.reflect(), RequestMapping.class))
                .filter(method -> !namesItsCallers(method))
                .map(JavaMethod::getFullName)
                .toList();
        assertThat(unnamed).isEmpty();
    }

    private static boolean namesItsCallers(JavaMethod method) {
        return AnnotatedElementUtils.hasAnnotation(method.reflect(), May.class)
                || AnnotatedElementUtils.hasAnnotation(method.getOwner().reflect(), May.class)
                || AnnotatedElementUtils.hasAnnotation(method.reflect(), PreAuthorize.class)
                || AnnotatedElementUtils.hasAnnotation(method.getOwner().reflect(), PreAuthorize.class);
    }

    /// Writes what belongs there when run with `-Drapport.write`, else compares.
    @Test
    void the_map_in_the_architecture_page_is_true() throws IOException {
        Path page = Path.of("..", "ARCHITECTURE.md");
        String text = Files.readString(page);
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        assertThat(begin).as("%s holds %s", page, BEGIN).isPositive();
        String map = BEGIN + "\n" + map() + END;
        if (System.getProperty("rapport.write") != null) {
            Files.writeString(page, text.substring(0, begin) + map + text.substring(end + END.length()));
            return;
        }
        assertThat(text.substring(begin, end + END.length()))
                .as("the map is stale; ./rapport test -Dtest=BoundariesTest -Drapport.write writes it anew")
                .isEqualTo(map);
    }

    private static String map() {
        StringBuilder table = new StringBuilder("| package | uses |\n| --- | --- |\n");
        StringBuilder diagram = new StringBuilder("\n```mermaid\nflowchart BT\n");
        List<ApplicationModule> modules = MODULES.stream()
                .sorted((a, b) ->
                        a.getIdentifier().toString().compareTo(b.getIdentifier().toString()))
                .toList();
        for (ApplicationModule module : modules) {
            List<String> used = module.getDirectDependencies(MODULES)
                    .uniqueModules()
                    .map(used1 -> used1.getIdentifier().toString())
                    .sorted()
                    .toList();
            table.append("| `")
                    .append(module.getIdentifier())
                    .append("` | ")
                    .append(used.stream().map(name -> "`" + name + "`").collect(Collectors.joining(" ")))
                    .append(" |\n");
            used.stream()
                    .filter(name -> !List.of("vocabulary", "database", "journal", "settings", "web", "timer")
                            .contains(name))
                    .forEach(name -> diagram.append("    ")
                            .append(module.getIdentifier())
                            .append(" --> ")
                            .append(name)
                            .append('\n'));
        }
        return table.append(diagram).append("```\n").toString();
    }
}
