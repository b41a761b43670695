package io.ggen.registry.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import io.ggen.api.Version;
import io.ggen.api.registry.WritableRegistry.Reindexed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReindexingTest {
    @TempDir
    Path folder;

    private Fixture fixture;

    @BeforeEach
    void setUp() {
        fixture = new Fixture(folder);
        fixture.publish("a", "1.0.0", ",\"dependencies\":{\"s/b\":\"^1.0.0\"}");
        fixture.publish("a", "1.1.0");
        fixture.publish("s/b", "1.0.0", ",\"title\":\"B\"");
    }

    @Test
    void aHealthyRegistryStaysAsItIsAndGetsAWholeIndex() throws IOException {
        fixture.registry.yank(Fixture.name("a"), Version.parse("1.0.0"), true);
        Map<String, String> before = fixture.files();

        Reindexed done = fixture.registry.reindex();

        assertThat(done).isEqualTo(new Reindexed(2, 3, List.of()));
        Map<String, String> after = fixture.files();
        String whole = after.remove("index.json");
        assertThat(after).isEqualTo(before);
        assertThat(whole)
                .startsWith("{\"version\":\"1.0\",\"packages\":{\"a\":[{\"version\":\"1.1.0\"")
                .contains("\"s/b\":[{\"version\":\"1.0.0\",\"title\":\"B\"")
                .contains("\"yanked\":true");
        assertThat(fixture.leftovers()).isEmpty();
        assertThat(fixture.registry.reindex()).isEqualTo(done);
    }

    @Test
    void lostIndexesComeBackAsTheyWere() throws IOException {
        Map<String, String> before = fixture.files();
        Files.delete(fixture.index("a"));
        Files.delete(fixture.index("s/b"));

        assertThat(fixture.registry.reindex().problems()).isEmpty();

        assertThat(fixture.files().keySet()).containsAll(before.keySet());
        assertThat(fixture.versions("a")).containsExactly("1.1.0", "1.0.0");
        assertThat(fixture.warnings).isEmpty();
    }

    @Test
    void aDamagedIndexIsToldWithLineAndColumn() throws IOException {
        Files.writeString(fixture.index("a"), "{\n  !");

        Reindexed done = fixture.registry.reindex();

        assertThat(done.problems())
                .singleElement()
                .asString()
                .startsWith("The index of a was damaged (line 2, column 3: ");
        assertThat(done.releases()).isEqualTo(3);
    }

    @Test
    void aWrongDigestIsToldEachTimeAndNeverTaken() throws IOException {
        String digest = fixture.release("a", "1.0.0").archive().digest().toString();
        Files.writeString(fixture.root.resolve("a/1.0.0/a-1.0.0.tar.gz"), "tampered");

        List<String> first = fixture.registry.reindex().problems();
        List<String> second = fixture.registry.reindex().problems();

        assertThat(first)
                .containsExactly("a 1.0.0 has another archive than its index says (" + Fixture.sha256("tampered")
                        + " instead of " + digest
                        + "); the index was left as it is, so that this release is refused at install.");
        assertThat(second).isEqualTo(first);
        assertThat(fixture.release("a", "1.0.0").archive().digest().toString()).isEqualTo(digest);
    }

    @Test
    void eachFolderThatCannotBeTakenIsToldInOneSentence() throws IOException {
        Files.delete(fixture.root.resolve("a/1.0.0/a-1.0.0.tar.gz"));
        fixture.copyIn("a", "3.0.0", Fixture.manifest("a", "3.0.1"));
        fixture.copyIn("a", "4.0.0", Fixture.manifest("b", "4.0.0"));
        fixture.copyIn("a", "5.0.0", "{\"name\":\"a\",\n \"version\":5}");
        Files.createDirectories(fixture.root.resolve("a/6.0.0"));
        Files.createDirectories(fixture.root.resolve("Upper/1.0.0"));
        Files.createDirectories(fixture.root.resolve("empty"));
        Files.writeString(fixture.root.resolve("a.txt"), "not a folder");

        Reindexed done = fixture.registry.reindex();

        assertThat(done.problems())
                .containsExactlyInAnyOrder(
                        "a 1.0.0 was left out: its archive registry/a/1.0.0/a-1.0.0.tar.gz is missing.",
                        "a 3.0.0 was left out: registry/a/3.0.0/package.json is of a 3.0.1.",
                        "a 4.0.0 was left out: registry/a/4.0.0/package.json is of b 4.0.0.",
                        "a 5.0.0 was left out: registry/a/5.0.0/package.json is damaged (line 2, column 12: 'version'"
                                + " should be text).",
                        "registry/a/6.0.0 was passed over: it holds no package.json.",
                        "registry/Upper was passed over: 'Upper' is not the name of a package.",
                        "registry/empty was passed over: no folder in it holds a package.json.");
        assertThat(done.packages()).isEqualTo(2);
        assertThat(fixture.versions("a")).containsExactly("1.1.0");
        assertThat(fixture.warnings).isEmpty();
    }

    @Test
    void twoBuildsOfAVersionAreOneTooMany() throws IOException {
        fixture.copyIn("c", "1.0.0+one");
        fixture.copyIn("c", "1.0.0+two");

        assertThat(fixture.registry.reindex().problems())
                .containsExactly("c 1.0.0+two was left out: another build of this version is there.");
        assertThat(fixture.versions("c")).containsExactly("1.0.0+one");
    }

    @Test
    void anInterruptionStopsItAndIsToldAsACancellation() throws IOException {
        Map<String, String> before = fixture.files();
        Thread.currentThread().interrupt();

        assertThatThrownBy(fixture.registry::reindex)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().kind()).isEqualTo(Problem.Kind.CANCELLED));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(fixture.files()).isEqualTo(before);
    }

    @Test
    void theCheckupFindsWhatIsWrongAndChangesNothing() throws IOException {
        assertThat(fixture.registry.examination().run())
                .singleElement()
                .extracting(f -> f.sentence())
                .isEqualTo("The registry 'home' has 2 packages with 3 releases.");

        Files.writeString(fixture.root.resolve("a/1.0.0/a-1.0.0.tar.gz"), "tampered");
        Files.delete(fixture.root.resolve("a/1.1.0/a-1.1.0.tar.gz"));
        Files.writeString(fixture.index("s/b"), "garbage");
        Map<String, String> before = fixture.files();

        assertThat(fixture.registry.examination().run())
                .extracting(f -> f.sentence())
                .satisfiesExactlyInAnyOrder(
                        s -> assertThat(s).isEqualTo("The archive of a 1.0.0 has 8 bytes instead of 18."),
                        s -> assertThat(s).isEqualTo("a 1.1.0 has no archive any more."),
                        s -> assertThat(s).startsWith("The index of s/b was damaged (line 1, column 1"));
        assertThat(fixture.files()).isEqualTo(before);
    }

    @Test
    void aRegistryThatIsNotThereYetIsFine() {
        assertThat(new Fixture(folder.resolve("none")).registry.examination().run())
                .singleElement()
                .extracting(f -> f.severity())
                .isEqualTo(io.ggen.api.Checkup.Severity.GOOD);
    }
}
