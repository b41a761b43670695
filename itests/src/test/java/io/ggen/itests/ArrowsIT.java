package io.ggen.itests;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules of the house plan: arrows point to the API bundles, and nobody imports another's implementation. */
class ArrowsIT {
    /** Exported packages that others may use, by the bundle that may use them; '*' is everybody. */
    private static final Map<String, Set<String>> OPEN = Map.of(
            "io.ggen.api", Set.of("*"),
            "io.ggen.roles", Set.of("*"),
            "io.ggen.records", Set.of("*"),
            "io.ggen.p2p.api", Set.of("*"),
            "io.ggen.embedded", Set.of(), // for programs that embed ggen; nobody here
            "io.ggen.shell", Set.of("io.ggen.console", "io.ggen.shell.commands"));

    @Test
    void noBundleImportsAnImplementationOfAnother() throws Exception {
        List<String> wrong = new ArrayList<>();
        Map<String, JarFile> bundles = bundles();
        assertThat(bundles).hasSizeGreaterThanOrEqualTo(12);
        for (var bundle : bundles.entrySet()) {
            String imports = bundle.getValue().getManifest().getMainAttributes().getValue("Import-Package");
            for (String imported : packagesOf(imports == null ? "" : imports)) {
                if (imported.startsWith("io.ggen.") && !mayUse(bundle.getKey(), imported)) {
                    wrong.add(bundle.getKey() + " -> " + imported);
                }
            }
            bundle.getValue().close();
        }
        assertThat(wrong).as("arrows that leave the API").isEmpty();
    }

    @Test
    void onlyTheApiBundlesExportPackages() throws Exception {
        for (var bundle : bundles().entrySet()) {
            String exports = bundle.getValue().getManifest().getMainAttributes().getValue("Export-Package");
            for (String exported : packagesOf(exports == null ? "" : exports)) {
                assertThat(OPEN.keySet().stream().anyMatch(open -> isUnder(exported, open)))
                        .as(bundle.getKey() + " exports " + exported)
                        .isTrue();
            }
            bundle.getValue().close();
        }
    }

    @Test
    void apiClassesUseOnlyTheJdkAndThemselves() {
        JavaClasses classes = new ClassFileImporter().importPath(Ggen.root().resolve("bundles/api/target/classes"));
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages("java..", "io.ggen.api..", "org.osgi.annotation..", "org.jspecify..")
                .check(classes);
    }

    @Test
    void partsThatKnowNoNetworkDoNotOpenSockets() {
        for (String part : List.of("resolver-backtracking", "lockfile", "extractor", "installer")) {
            JavaClasses classes =
                    new ClassFileImporter().importPath(Ggen.root().resolve("bundles/" + part + "/target/classes"));
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .haveNameMatching("java\\.net\\..*|java\\.nio\\.channels\\..*Socket.*|io\\.netty\\..*")
                    .as(part + " knows no network")
                    .check(classes);
        }
    }

    @Test
    void onlyComponentsAndActivatorsKnowTheFramework() {
        for (String part : List.of("resolver-backtracking", "lockfile", "extractor", "installer", "publishing")) {
            JavaClasses classes =
                    new ClassFileImporter().importPath(Ggen.root().resolve("bundles/" + part + "/target/classes"));
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.osgi.framework..")
                    .as(part + " can be used without a framework")
                    .check(classes);
        }
    }

    private static boolean mayUse(String bundle, String imported) {
        return OPEN.entrySet().stream()
                .filter(open -> isUnder(imported, open.getKey()))
                .anyMatch(open ->
                        open.getValue().contains("*") || open.getValue().contains(bundle) || isUnder(imported, bundle));
    }

    private static boolean isUnder(String name, String root) {
        return name.equals(root) || name.startsWith(root + ".");
    }

    private static List<String> packagesOf(String header) {
        List<String> packages = new ArrayList<>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i <= header.length(); i++) {
            char c = i == header.length() ? ',' : header.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                String clause = header.substring(start, i);
                for (String part : clause.split(";")) {
                    if (!part.contains("=") && !part.isBlank()) {
                        packages.add(part.strip());
                    }
                }
                start = i + 1;
            }
        }
        return packages;
    }

    private static Map<String, JarFile> bundles() throws IOException {
        Map<String, JarFile> bundles = new TreeMap<>();
        try (Stream<Path> jars = Files.walk(Ggen.distribution().resolve("bundles"))) {
            for (Path jar : jars.filter(file -> file.getFileName().toString().startsWith("io.ggen."))
                    .toList()) {
                JarFile opened = new JarFile(jar.toFile());
                bundles.put(opened.getManifest().getMainAttributes().getValue("Bundle-SymbolicName"), opened);
            }
        }
        return bundles;
    }
}
