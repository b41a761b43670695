package io.ggen.registry.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.ggen.api.Manifest;
import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import io.ggen.api.Release;
import io.ggen.api.files.PathLock;
import io.ggen.api.registry.WritableRegistry.Draft;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublicationTest {
    @TempDir
    Path folder;

    private Fixture fixture;

    @BeforeEach
    void setUp() {
        fixture = new Fixture(folder);
    }

    @Test
    void aReleaseIsLaidOutAsTheDesignSays() throws IOException {
        String json = Fixture.manifest(
                "scope/hello",
                "1.0.0",
                ",\"title\":\"Hello\",\"x-new\":{\"n\":1.50},\"keywords\":[\"k\"],\"dependencies\":{\"b\":\"^1\"}");

        Release release = fixture.registry.publish(fixture.draft(json, "bytes"));

        Map<String, String> files = fixture.files();
        assertThat(files.keySet())
                .containsExactly(
                        "scope",
                        "scope/hello",
                        "scope/hello/1.0.0",
                        "scope/hello/1.0.0/package.json",
                        "scope/hello/1.0.0/scope-hello-1.0.0.tar.gz",
                        "scope/hello/index.json");
        assertThat(files.get("scope/hello/1.0.0/scope-hello-1.0.0.tar.gz")).isEqualTo("bytes");
        assertThat(files.get("scope/hello/1.0.0/package.json"))
                .startsWith("{\n  \"name\": \"scope/hello\",\n")
                .contains("\"n\": 1.50")
                .endsWith("\n}\n");
        assertThat(files.get("scope/hello/index.json"))
                .isEqualTo("{\"version\":\"1.0\",\"name\":\"scope/hello\",\"releases\":[{\"version\":\"1.0.0\","
                        + "\"title\":\"Hello\",\"kind\":\"files\",\"keywords\":[\"k\"],\"dependencies\":{\"b\":\"^1\"},"
                        + "\"tarball\":\"scope/hello/1.0.0/scope-hello-1.0.0.tar.gz\",\"integrity\":\""
                        + Fixture.sha256("bytes")
                        + "\",\"size\":5,\"published_at\":\"2026-11-22T10:00:00Z\",\"publisher\":\"local\","
                        + "\"yanked\":false}]}\n");
        assertThat(release).isEqualTo(fixture.release("scope/hello", "1.0.0"));
        assertThat(fixture.leftovers()).isEmpty();
        assertThat(fixture.warnings).isEmpty();
    }

    @Test
    void theSameContentAgainChangesNothing() throws IOException {
        Release first = fixture.publish("a", "1.0.0", ",\"title\":\"A\"");
        Map<String, String> before = fixture.files();
        String cursor = fixture.registry.changesSince("").cursor();

        Release again = fixture.publish("a", "1.0.0", ",\"title\" :  \"A\"");

        assertThat(again).isEqualTo(first);
        assertThat(fixture.files()).isEqualTo(before);
        assertThat(fixture.registry.changesSince(cursor).cursor()).isEqualTo(cursor);
    }

    @Test
    void anotherArchiveForAVersionIsRefused() throws IOException {
        fixture.publish("a", "1.0.0");

        assertRefused(
                fixture.draft(Fixture.manifest("a", "1.0.0"), "other content"),
                "a 1.0.0 was not published because the registry has this version with another content, and versions"
                        + " never change; the registry is unchanged.");
    }

    @Test
    void anotherManifestForAVersionIsRefused() throws IOException {
        fixture.publish("a", "1.0.0");

        assertRefused(
                fixture.draft(Fixture.manifest("a", "1.0.0", ",\"title\":\"new\""), "content of a 1.0.0"),
                "a 1.0.0 was not published because the registry has this version with another manifest, and versions"
                        + " never change; the registry is unchanged.");
    }

    @Test
    void anotherBuildOfAVersionIsRefused() throws IOException {
        fixture.publish("a", "1.0.0+one");

        assertRefused(
                fixture.draft(Fixture.manifest("a", "1.0.0+two"), "content of a 1.0.0+one"),
                "a 1.0.0+two was not published because another build of this version, 1.0.0+one, is in the registry,"
                        + " and versions never change; the registry is unchanged.");
    }

    private void assertRefused(Draft draft, String sentence) throws IOException {
        Map<String, String> before = fixture.files();
        assertThatThrownBy(() -> fixture.registry.publish(draft))
                .isInstanceOf(ProblemException.class)
                .hasMessage(sentence);
        assertThat(fixture.files()).isEqualTo(before);
        assertThat(fixture.leftovers()).isEmpty();
    }

    @Test
    void aVersionWhoseIndexIsLostIsStillRefusedWithAnotherContent() throws IOException {
        fixture.publish("a", "1.0.0");
        Files.delete(fixture.index("a"));

        assertThatThrownBy(
                        () -> fixture.registry.publish(fixture.draft(Fixture.manifest("a", "1.0.0"), "other content")))
                .hasMessageContaining("with another content");
    }

    @Test
    void aManifestWhoseTextSaysSomethingElseIsRefused() throws IOException {
        Draft good = fixture.draft(Fixture.manifest("a", "1.0.0"), "x");
        Manifest m = good.manifest();
        Manifest wrong = new Manifest(
                m.name(),
                m.version(),
                "",
                "",
                m.kind(),
                List.of(),
                List.of(),
                List.of(),
                "",
                "",
                "",
                "",
                List.of(),
                Fixture.manifest("b", "1.0.0"));

        assertRefused(
                new Draft(wrong, good.archive(), 0),
                "Publishing a 1.0.0 failed because the text of its manifest, of b 1.0.0, does not say what was read from"
                        + " it; the registry is unchanged.");
    }

    @Test
    void anArchiveThatIsNotThereIsRefused() throws IOException {
        Draft draft = fixture.draft(Fixture.manifest("a", "1.0.0"), "x");
        Files.delete(draft.archive());

        assertRefused(
                draft,
                "Publishing a 1.0.0 failed because its archive " + draft.archive()
                        + " is not a file; the registry is unchanged.");
    }

    @Test
    void anArchiveWhoseFileNameWouldBeTooLongIsRefused() throws IOException {
        assertRefused(
                fixture.draft(Fixture.manifest("a".repeat(214), "1.0.0-" + "b".repeat(40)), "x"),
                "Publishing " + "a".repeat(214) + " 1.0.0-" + "b".repeat(40)
                        + " is not possible because its archive's name would have 268 characters and at most 255 are"
                        + " allowed; the registry is unchanged.");
    }

    @Test
    void aFailureToWriteTheIndexTakesTheFolderBack() throws IOException {
        Files.createDirectories(fixture.index("a").resolve("in-the-way"));
        Map<String, String> before = fixture.files();

        assertThatThrownBy(() -> fixture.publish("a", "1.0.0"))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("Publishing a 1.0.0 failed because ")
                .hasMessageEndingWith("; the registry is unchanged.");

        assertThat(fixture.files()).isEqualTo(before);
        assertThat(fixture.leftovers()).isEmpty();
    }

    @Test
    void aRegistryThatCannotBeWrittenIsOneClearProblem() throws IOException {
        Files.createDirectories(fixture.root);
        Files.writeString(fixture.root.resolve(".tmp"), "in the way");

        assertThatThrownBy(() -> fixture.publish("a", "1.0.0"))
                .isInstanceOf(ProblemException.class)
                .hasMessage("Publishing a 1.0.0 failed because " + fixture.root.resolve(".tmp")
                        + " is in the way; the registry is unchanged.");
        assertThat(fixture.files()).isEmpty();
    }

    @Test
    void anInterruptionStopsItAndIsToldAsACancellation() throws IOException {
        Draft draft = fixture.draft(Fixture.manifest("a", "1.0.0"), "x");
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> fixture.registry.publish(draft))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().kind()).isEqualTo(Problem.Kind.CANCELLED))
                .hasMessage("Publishing a 1.0.0 was stopped; the registry is unchanged.");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(fixture.files()).isEmpty();
    }

    @Test
    void aFolderThatIsNoReleaseIsNotReplaced() throws IOException {
        Files.createDirectories(fixture.root.resolve("a/1.0.0"));

        assertRefused(
                fixture.draft(Fixture.manifest("a", "1.0.0"), "x"),
                "Publishing a 1.0.0 failed because registry/a/1.0.0 is in the way and is no release; the registry is"
                        + " unchanged.");
    }

    @Test
    void aLinkThatLeadsOutOfTheRegistryIsNotFollowed() throws IOException {
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Files.createDirectories(fixture.root);
        try {
            Files.createSymbolicLink(fixture.root.resolve("a"), elsewhere);
        } catch (IOException | UnsupportedOperationException e) {
            assumeThat(false).as("symbolic links can be made here").isTrue();
        }

        assertThatThrownBy(() -> fixture.publish("a", "1.0.0"))
                .hasMessageContaining("a link that leads out of the registry is not followed");
        assertThatThrownBy(() -> fixture.publish("a/x", "1.0.0"))
                .hasMessageContaining("a link that leads out of the registry is not followed");
        assertThat(elsewhere).isEmptyDirectory();
    }

    @Test
    void aNameEasilyTakenForAnotherIsAWarning() {
        fixture.publish("my-tool", "1.0.0");

        fixture.publish("my_tool", "1.0.0");
        fixture.publish("my_tool", "1.1.0");
        fixture.publish("mytool", "1.0.0");

        assertThat(fixture.warnings)
                .containsExactly("The new package my_tool is easily taken for my-tool, which is in the registry too.");
        assertThat(fixture.versions("my_tool")).containsExactly("1.1.0", "1.0.0");
    }

    @Test
    void aNameWithManySeparatorsIsPublishedAtOnce() {
        fixture.publish("a-".repeat(100) + "a", "1.0.0");

        assertThat(fixture.warnings).isEmpty();
    }

    @Test
    void whatKilledWritersLeftIsRemovedUnlessSomebodyWrites() throws Exception {
        fixture.publish("a", "1.0.0");
        Path left = Files.createDirectories(fixture.root.resolve(".tmp/.x-99999-1.tmp/deep"));
        Files.writeString(left.resolve("file"), "half");
        try (PathLock writer = PathLock.share(fixture.root.resolve(".locks/scratch.lock"))) {
            fixture.open().releases(java.util.Set.of(), io.ggen.api.registry.Deadline.in(java.time.Duration.ZERO));
            assertThat(fixture.leftovers()).hasSize(1);
        }

        fixture.versions("a");

        assertThat(fixture.leftovers()).isEmpty();
        assertThat(fixture.warnings).isEmpty();
    }

    @Test
    void aVersionInAScopeThatIsAlsoAPackageIsKeptApart() {
        fixture.publish("a", "1.0.0");
        fixture.publish("a/1.0.0", "2.0.0");
        fixture.publish("a/b", "3.0.0");

        assertThat(fixture.versions("a")).containsExactly("1.0.0");
        assertThat(fixture.versions("a/1.0.0")).containsExactly("2.0.0");
        assertThat(fixture.versions("a/b")).containsExactly("3.0.0");
        assertThat(fixture.open().changesSince("").names())
                .extracting(Object::toString)
                .containsExactlyInAnyOrder("a", "a/b");
        assertThat(fixture.registry.reindex().packages()).isEqualTo(3);
        assertThat(fixture.warnings).isEmpty();
    }

    @Test
    void theManifestIsReadBackWithItsUnknownFields() {
        Release release = fixture.publish(
                "a", "1.0.0", ",\"homepage\":\"h\",\"bundles\":[\"x.jar\"],\"author\":{\"name\":\"npm\"},\"other\":1");

        Manifest manifest = fixture.registry.manifest(release).orElseThrow();

        assertThat(manifest.homepage()).isEqualTo("h");
        assertThat(manifest.bundles()).containsExactly("x.jar");
        assertThat(manifest.author()).isEmpty();
        assertThat(manifest.json()).contains("\"other\": 1").contains("\"npm\"");
    }

    @Test
    void aManifestThatIsDamagedIsPassedOverWithAWarning() throws IOException {
        Release release = fixture.publish("a", "1.0.0");
        Files.writeString(fixture.root.resolve("a/1.0.0/package.json"), "{", StandardCharsets.UTF_8);

        assertThat(fixture.registry.manifest(release)).isEmpty();
        assertThat(fixture.warnings).singleElement().asString().startsWith("registry/a/1.0.0/package.json is damaged");
    }

    @Test
    void theArchiveIsASourceFromAnyOffset() throws IOException {
        Release release = fixture.publish("a", "1.0.0");

        var source = fixture.open().sources(release).get(0);

        assertThat(source.file()).contains(fixture.root.resolve("a/1.0.0/a-1.0.0.tar.gz"));
        try (var in = source.open(11)) {
            assertThat(in.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("a 1.0.0");
        }
    }

    @Test
    void anArchiveOfAnotherSizeIsStillTheSourceSoThatTheWrongDigestIsTold() throws IOException {
        Release release = fixture.publish("a", "1.0.0");
        Files.writeString(fixture.root.resolve("a/1.0.0/a-1.0.0.tar.gz"), "tampered");

        assertThat(fixture.open().sources(release)).hasSize(1);
    }

    @Test
    void aReleaseThatIsNotHereHasNoSource() throws IOException {
        Release release = fixture.publish("a", "1.0.0");
        Workspace.delete(fixture.root.resolve("a"));

        assertThat(fixture.open().sources(release)).isEmpty();
        assertThat(fixture.open().manifest(release)).isEmpty();
    }
}
