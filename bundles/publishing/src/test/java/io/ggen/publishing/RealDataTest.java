package io.ggen.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ggen.api.Dependency;
import io.ggen.api.Manifest;
import io.ggen.api.PackageName;
import io.ggen.api.Progress;
import io.ggen.api.PublisherId;
import io.ggen.api.Release;
import io.ggen.api.extractor.Limits;
import io.ggen.api.publishing.Publishing.ImportOptions;
import io.ggen.api.publishing.Publishing.Imported;
import io.ggen.registry.file.FileRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RealDataTest {
    @TempDir
    Path root;

    private static Path data() {
        String given = System.getProperty("ggen.data");
        Path data = given != null ? Path.of(given) : Path.of("../../../shared/data");
        assumeTrue(Files.isDirectory(data.resolve("ggen-packages")), "the real packages are not on this machine");
        return data;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theOriginalMarketplaceVerifiesInARealRegistry(boolean signed) {
        Path data = data();
        Desk desk = new Desk(root);
        List<String> warnings = new ArrayList<>();
        FileRegistry registry = new FileRegistry(
                "home",
                desk.home.registry(),
                true,
                warnings::add,
                Runnable::run,
                Clock.fixed(Desk.NOW, ZoneOffset.UTC));
        Publisher publisher = desk.publisher(registry, Limits.DEFAULT);
        ImportOptions options = new ImportOptions(signed, null, false);
        List<Path> folders = List.of(data.resolve("ggen-packages"), data.resolve("ggen-packs"));

        Imported imported = publisher.importAll(folders, options, Progress.NONE);
        Imported again = publisher.importAll(folders, options, Progress.NONE);

        assertThat(imported.published()).hasSize(97);
        assertThat(again.unchanged()).isEqualTo(imported.published());
        assertThat(registry.reindex().problems()).isEmpty();
        assertThat(registry.describe(new PackageName("agent-reasoning-mcp")))
                .extracting(listing -> listing.release().publisher())
                .containsExactly(signed ? desk.own() : PublisherId.LOCAL);
        assertThat(registry.head(new PackageName("dspy-pack"), desk.own()).isPresent())
                .isEqualTo(signed);
        assertThat(desk.neighbours.warnings).hasSize(signed ? 1 : 0);
        if (signed) {
            Imported unsigned = publisher.importAll(folders, new ImportOptions(false, null, false), Progress.NONE);
            assertThat(unsigned.unchanged()).isEqualTo(imported.published());
        } else {
            Imported upgraded = publisher.importAll(folders, ImportOptions.SIGNED, Progress.NONE);
            assertThat(upgraded.published()).isEqualTo(imported.published());
            assertThat(registry.reindex().problems()).isEmpty();
        }
        assertThat(warnings).isEmpty();
    }

    @Test
    void theOriginalMarketplaceIsTakenButForTenFolders() {
        Path data = data();
        Desk desk = new Desk(root);
        List<Path> folders = List.of(data.resolve("ggen-packages"), data.resolve("ggen-packs"));
        long start = System.nanoTime();
        Imported imported = desk.publisher.importAll(folders, Progress.NONE);
        System.out.println("import: " + (System.nanoTime() - start) / 1_000_000 + " ms");
        imported.refused().forEach(System.out::println);
        System.out.println(imported.ignoredDependencies() + " ignored");

        assertThat(imported.published()).hasSize(78 + 19).contains("dicom-medical-imaging@1.0.0", "dspy-pack@0.5.1");
        assertThat(imported.refused()).hasSize(10);
        assertThat(imported.refused())
                .filteredOn(line -> line.contains("has no manifest"))
                .hasSize(7);
        assertThat(imported.refused())
                .anySatisfy(line -> assertThat(line).contains("rest-api-template/package.toml, line 35, column 15"))
                .anySatisfy(
                        line -> assertThat(line).contains("notification-messaging-hub/package.json, line 2, column 11"))
                .anySatisfy(line ->
                        assertThat(line).contains("io.ggen.nextjs.ontology-crud/package.toml, line 3, column 1"));
        assertThat(imported.ignoredDependencies()).isGreaterThan(100);

        start = System.nanoTime();
        Imported again = desk.publisher.importAll(folders, Progress.NONE);
        System.out.println("again: " + (System.nanoTime() - start) / 1_000_000 + " ms");
        assertThat(again.published()).isEmpty();
        assertThat(again.unchanged()).isEqualTo(imported.published());

        assertThat(desk.registry.releases.get(new PackageName("chatman-engine-pack")))
                .extracting(Release::id)
                .containsExactly("chatman-engine-pack@26.7.10", "chatman-engine-pack@26.7.9");
        Manifest reasoning = desk.registry.draft("agent-reasoning-mcp@1.0.0").manifest();
        assertThat(reasoning.dependencies())
                .extracting(Dependency::toString)
                .containsExactly("agent-context-crafter *", "agent-memory-forge *");
        Manifest sector =
                desk.registry.draft("sector-rust-microservice-8020@1.0.0").manifest();
        assertThat(sector.dependencies())
                .extracting(Dependency::toString)
                .containsExactly("sector-observability-8020 1.0.0");
        assertThat(desk.registry.draft("agent-editor@1.0.0").manifest().tags()).contains("refactoring");
        assertThat(desk.registry
                        .draft("sector-observability-8020@1.0.0")
                        .manifest()
                        .categories())
                .contains("monitoring");
    }
}
