package io.ggen.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code Ggen.open} in a plain Java program, with the jars of the distribution. */
class EmbeddedIT {
    private static final Set<String> PARTS = Set.of(
            "io.ggen.api",
            "io.ggen.roles",
            "io.ggen.records",
            "io.ggen.embedded",
            "io.ggen.home",
            "io.ggen.identity",
            "io.ggen.trust",
            "io.ggen.registry.file",
            "io.ggen.resolver",
            "io.ggen.extractor",
            "io.ggen.lockfile",
            "io.ggen.installer",
            "io.ggen.catalog",
            "io.ggen.publishing",
            "jackson-core");

    @TempDir
    private Path folder;

    @BeforeEach
    void theSamplesAreARegistry() throws IOException {
        Files.createDirectories(folder.resolve("etc"));
        Files.writeString(
                folder.resolve("etc/io.ggen.registry.file-samples.json"),
                "{\"name\":\"samples\",\"path\":\"" + Ggen.distribution().resolve("registry") + "\"}");
    }

    @Test
    void runsOnTheClassPath() throws Exception {
        String said = run("-cp", jars() + File.pathSeparator + classes());
        assertThat(said).contains("installed 4, found some, heard events; parts from unnamed module");
        assertThat(folder.resolve("packages/hello-world/index.html")).exists();
    }

    @Test
    void runsOnTheModulePathWhereThePartsComeByThemselves() throws Exception {
        String said = run("--module-path", jars(), "--add-modules", "io.ggen.embedded", "-cp", classes());
        assertThat(said)
                .contains("installed 4, found some, heard events; parts from module io.ggen.installer, module"
                        + " io.ggen.embedded");
        assertThat(folder.resolve("packages/hello-world/index.html")).exists();
    }

    private String run(String... options) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.add(EmbeddedMain.class.getName());
        command.add(folder.toString());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(said).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }

    private static String classes() {
        return Ggen.root().resolve("itests/target/test-classes").toString();
    }

    private static String jars() throws IOException {
        try (Stream<Path> jars = Files.walk(Ggen.distribution().resolve("bundles"))) {
            return jars.filter(jar -> PARTS.stream()
                            .anyMatch(part -> jar.getFileName().toString().matches(part + "-\\d.*\\.jar")))
                    .map(Path::toString)
                    .sorted()
                    .collect(Collectors.joining(File.pathSeparator));
        }
    }
}
