package io.ggen.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bundles on a Java module path, without OSGi: each is a named module, and together they install a package. */
class ModulePathIT {
    private static final Set<String> PARTS = Set.of(
            "io.ggen.api",
            "io.ggen.records",
            "io.ggen.roles",
            "io.ggen.resolver.backtracking",
            "io.ggen.lockfile",
            "io.ggen.extractor",
            "io.ggen.installer",
            "io.ggen.registry.file");

    @Test
    void thePartsAreModulesWithNamesOfTheirOwn() throws IOException {
        Set<ModuleDescriptor> modules = ModuleFinder.of(jars().toArray(Path[]::new)).findAll().stream()
                .map(ModuleReference::descriptor)
                .filter(module -> module.name().startsWith("io.ggen."))
                .collect(Collectors.toSet());
        assertThat(modules).extracting(ModuleDescriptor::name).containsExactlyInAnyOrderElementsOf(PARTS);
        assertThat(modules).noneMatch(ModuleDescriptor::isAutomatic);
    }

    @Test
    void anInstallRunsOnTheModulePathWithoutAFramework(@TempDir Path folder) throws Exception {
        String path = jars().stream().map(Path::toString).collect(Collectors.joining(java.io.File.pathSeparator));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--module-path",
                        path,
                        "--add-modules",
                        "ALL-MODULE-PATH",
                        "-cp",
                        Ggen.root().resolve("itests/target/test-classes").toString(),
                        ModuleMain.class.getName(),
                        folder.resolve("home").toString(),
                        Ggen.distribution().resolve("registry").toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).contains("installed 4 from module io.ggen.api");
        assertThat(folder.resolve("home/packages/hello-world/index.html")).exists();
    }

    private static List<Path> jars() throws IOException {
        try (Stream<Path> jars = Files.list(Ggen.distribution().resolve("bundles"))) {
            return jars.filter(jar -> {
                        String name = jar.getFileName().toString();
                        return PARTS.stream().anyMatch(part -> name.startsWith(part + "-"))
                                || name.startsWith("jackson-core-");
                    })
                    .toList();
        }
    }
}
