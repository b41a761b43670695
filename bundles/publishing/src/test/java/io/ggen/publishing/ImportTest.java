package io.ggen.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.Dependency;
import io.ggen.api.Problem;
import io.ggen.api.Progress;
import io.ggen.api.publishing.Publishing.Imported;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportTest {
    @TempDir
    Path root;

    private Desk desk;

    @BeforeEach
    void open() {
        desk = new Desk(root);
    }

    private Imported importAll(String... folders) {
        List<Path> paths = new ArrayList<>();
        for (String folder : folders) {
            paths.add(root.resolve(folder));
        }
        return desk.publisher.importAll(paths, Progress.NONE);
    }

    private void toml(String folder, String name, String version, String more) throws IOException {
        desk.file(
                folder + "/package.toml", "[package]\nname = \"" + name + "\"\nversion = \"" + version + "\"\n" + more);
    }

    @Test
    void packagesAreFoundAtAnyDepthButNotInsideOthers() throws IOException {
        toml("in/a", "a", "1.0.0", "");
        toml("in/group/deeper/b", "b", "1.0.0", "");
        toml("in/a/examples/c", "c", "1.0.0", "");
        toml("in/.hidden/d", "d", "1.0.0", "");
        toml("in/e/node_modules/f", "f", "1.0.0", "");
        toml("in/e/g", "g", "1.0.0", "");
        toml("in/target/h", "h", "1.0.0", "");
        toml("elsewhere/i", "i", "1.0.0", "");
        Files.createSymbolicLink(root.resolve("in/link"), root.resolve("elsewhere"));
        Imported imported = importAll("in");

        assertThat(imported.published()).containsExactly("a@1.0.0", "g@1.0.0", "b@1.0.0");
        assertThat(imported.refused()).isEmpty();
        assertThat(desk.leftovers()).isEmpty();
    }

    @Test
    void theSameAgainIsUnchanged() throws IOException {
        toml("in/a", "a", "1.0.0", "[dependencies]\nb = \"1.0.0\"\nserde = \"1.0\"\n");
        toml("in/b", "b", "1.0.0", "");
        Imported first = importAll("in");
        Imported second = importAll("in");

        assertThat(first.published()).isEqualTo(second.unchanged()).containsExactly("a@1.0.0", "b@1.0.0");
        assertThat(second.published()).isEmpty();
        assertThat(second.ignoredDependencies())
                .isEqualTo(first.ignoredDependencies())
                .isEqualTo(1);
    }

    @Test
    void namesOfTheSameImportAreKnown() throws IOException {
        toml("in/a", "a", "1.0.0", "[dependencies]\nz = \"^1.0.0\"\nserde = \"1.0\"\n");
        toml("in/z", "z", "1.0.0", "");
        importAll("in");

        assertThat(desk.registry.draft("a@1.0.0").manifest().dependencies())
                .extracting(Dependency::toString)
                .containsExactly("z ^1.0.0");
    }

    @Test
    void oneBadFolderDoesNotStopTheOthers() throws IOException {
        toml("in/broken", "broken\n", "1.0.0", "");
        toml("in/named", "Not A Name", "1.0.0", "");
        toml("in/good", "good", "1.0.0", "");
        toml("in/leaving", "leaving", "1.0.0", "");
        Files.createSymbolicLink(root.resolve("in/leaving/out"), Path.of("/nowhere"));
        toml("in/two", "two", "1.0.0", "");
        desk.file("in/two/pack.toml", "[pack]\n");
        desk.file("in/none/readme", "");
        Imported imported = importAll("in", "gone");

        assertThat(imported.published()).containsExactly("good@1.0.0");
        assertThat(imported.refused())
                .hasSize(6)
                .anySatisfy(line -> assertThat(line).contains("in/broken/package.toml, line 2, column"))
                .anySatisfy(line -> assertThat(line).contains("in/named/package.toml, line 2, column 1"))
                .anySatisfy(line -> assertThat(line).contains("'out' in " + root.resolve("in/leaving")))
                .anySatisfy(line -> assertThat(line).contains("in/two has two manifests"))
                .anySatisfy(line -> assertThat(line).contains("in/none has no manifest"))
                .anySatisfy(line -> assertThat(line).contains("There is no folder"))
                .allSatisfy(line -> assertThat(line).endsWith(".").doesNotContain("\n", "nothing was", "unchanged"));
    }

    @Test
    void ofTwoManifestsForOneReleaseNeitherIsTaken() throws IOException {
        toml("in/a", "same", "1.0.0", "");
        toml("in/b", "same", "1.0.0+build", "");
        toml("in/c", "same", "1.0.1", "");
        Imported imported = importAll("in");

        assertThat(imported.published()).containsExactly("same@1.0.1");
        assertThat(imported.refused())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).contains("in/a/package.toml", "in/b/package.toml", "neither"));
    }

    @Test
    void aFolderGivenTwiceIsOneFolder() throws IOException {
        toml("in/a", "a", "1.0.0", "");
        Imported imported = importAll("in", "in/../in", "in/a");

        assertThat(imported.published()).containsExactly("a@1.0.0");
        assertThat(imported.refused()).isEmpty();
    }

    @Test
    void whatTheRegistryRefusesIsToldWithTheFolder() throws IOException {
        toml("in/a", "a", "1.0.0", "");
        importAll("in");
        desk.file("in/a/new", "");
        Imported imported = importAll("in");

        assertThat(imported.unchanged()).isEmpty();
        assertThat(imported.refused()).singleElement().asString().contains("in/a: a@1.0.0", "another content");
    }

    @Test
    void aFolderWithNothingInItIsTold() throws IOException {
        Files.createDirectories(root.resolve("empty"));

        assertThat(importAll("empty").refused()).containsExactly(root.resolve("empty") + " holds no package folder.");
    }

    @Test
    void progressGoesToTheEnd() throws IOException {
        for (int i = 0; i < 10; i++) {
            toml("in/p" + i, "p" + i, "1.0.0", "");
        }
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        desk.publisher.importAll(List.of(root.resolve("in")), new Progress() {
            @Override
            public void at(String stage, long done, long total) {
                seen.add(stage + " " + done + "/" + total);
            }
        });

        assertThat(seen).hasSize(20).contains("reading 10/10", "publishing 10/10");
    }

    @Test
    void interruptionMidwayStopsBeforeTheRest() throws IOException {
        for (int i = 0; i < 50; i++) {
            toml("in/p" + i, "p" + i, "1.0.0", "");
        }
        Thread caller = Thread.currentThread();
        Problem problem = Desk.problem(() -> desk.publisher.importAll(List.of(root.resolve("in")), new Progress() {
            @Override
            public void at(String stage, long done, long total) {
                if (stage.equals("publishing") && done == 5) {
                    caller.interrupt();
                }
            }
        }));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(problem.kind()).isEqualTo(Problem.Kind.CANCELLED);
        assertThat(desk.registry.drafts).hasSizeBetween(5, 50);
        assertThat(desk.leftovers()).isEmpty();
    }

    @Test
    void interruptionStopsTheImport() throws IOException {
        toml("in/a", "a", "1.0.0", "");
        Thread.currentThread().interrupt();
        Problem problem = Desk.problem(() -> importAll("in"));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(problem.kind()).isEqualTo(Problem.Kind.CANCELLED);
        assertThat(desk.leftovers()).isEmpty();
    }
}
