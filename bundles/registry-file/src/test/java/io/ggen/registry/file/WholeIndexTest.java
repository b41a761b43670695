package io.ggen.registry.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.api.Release;
import io.ggen.api.registry.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WholeIndexTest {
    private static final String SHA = Fixture.sha256("bytes");

    @TempDir
    Path folder;

    private Fixture fixture;

    @BeforeEach
    void setUp() {
        fixture = new Fixture(folder);
    }

    private void whole(String packages) throws IOException {
        Files.createDirectories(fixture.root);
        Files.writeString(
                fixture.root.resolve("index.json"),
                "{\"version\":\"1.0\",\"x\":[{}],\"packages\":{" + packages + "},\"y\":1}",
                StandardCharsets.UTF_8);
    }

    private static String release(String version, String integrity, String... more) {
        return "{\"version\":\"" + version + "\"," + integrity + String.join("", more) + "}";
    }

    private static String sha() {
        return "\"integrity\":\"" + SHA + "\",\"size\":5";
    }

    @Test
    void aNameWithoutAFolderIsAnsweredFromTheWholeIndex() throws IOException {
        whole("\"ä\":[],\"Not A Name\":[{}],\"a\":["
                + release("1.0.0", sha(), ",\"dependencies\":[\"c\",\"b\"],\"publisher\":\"ggen-team\"") + ","
                + release("1.10.0", sha(), ",\"title\":\"ü\",\"yanked\":true") + "],\"s/b\":[" + release("2.0.0", sha())
                + "]");

        assertThat(fixture.versions("a")).containsExactly("1.10.0", "1.0.0");
        assertThat(fixture.versions("s/b")).containsExactly("2.0.0");
        assertThat(fixture.ask("c")).isEqualTo(Answer.ABSENT);
        assertThat(fixture.release("a", "1.10.0").yanked()).isTrue();
        assertThat(fixture.release("a", "1.0.0").dependencies())
                .extracting(Object::toString)
                .containsExactly("b latest", "c latest");
        assertThat(fixture.open().describe(Fixture.name("a")).get(0).title()).isEqualTo("ü");
        assertThat(fixture.open().changesSince("").names())
                .extracting(Object::toString)
                .containsExactlyInAnyOrder("a", "s/b");
        assertThat(fixture.warnings).isEmpty();
    }

    @Test
    void aNameWithAFolderIsNotAnsweredFromTheWholeIndex() throws IOException {
        fixture.publish("a", "1.0.0");
        whole("\"a\":[" + release("9.0.0", sha()) + "]");

        assertThat(fixture.versions("a")).containsExactly("1.0.0");
    }

    @Test
    void theSha256OfAnArchiveWithAnotherDigestIsComputed() throws IOException {
        whole("\"a\":[" + release("1.0.0", "\"integrity\":\"md5-5d41402abc4b2a76b9719d911017c592\",\"size\":5") + ","
                + release("1.1.0", "\"tarball\":\"a/files/any.tgz\"") + "]");
        Files.createDirectories(fixture.root.resolve("a/files"));
        Files.createDirectories(fixture.root.resolve("a/1.0.0"));
        Files.writeString(fixture.root.resolve("a/files/any.tgz"), "bytes");
        Files.writeString(fixture.root.resolve("a/1.0.0/a-1.0.0.tar.gz"), "bytes");

        Release old = fixture.release("a", "1.0.0");
        Release other = fixture.release("a", "1.1.0");

        assertThat(old.archive().digest().toString()).isEqualTo(SHA);
        assertThat(other.archive().digest().toString()).isEqualTo(SHA);
        assertThat(other.archive().size()).isEqualTo(5);
        assertThat(fixture.open().sources(other).get(0).file()).contains(fixture.root.resolve("a/files/any.tgz"));
        assertThat(fixture.open().sources(old).get(0).file()).contains(fixture.root.resolve("a/1.0.0/a-1.0.0.tar.gz"));
    }

    @Test
    void aReleaseThatCannotBeTakenIsPassedOverOnceWithAWarning() throws IOException {
        whole("\"a\":[" + release("1.0.0", sha()) + "," + release("bad", sha()) + ","
                + release("1.1.0", sha(), ",\"tags\":[1,[2]],\"dependencies\":{\"b\":[\"x\"]},\"kind\":\"files\"") + ","
                + release("1.2.0", sha()) + "]");
        FileRegistry registry = fixture.open();

        assertThat(Fixture.versions(registry, "a")).containsExactly("1.2.0", "1.0.0");
        assertThat(registry.describe(Fixture.name("a"))).hasSize(2);

        assertThat(fixture.warnings).filteredOn(w -> w.startsWith("a bad: ")).hasSize(1);
        assertThat(fixture.warnings).allMatch(w -> w.startsWith("a bad: ") || w.startsWith("a 1.1.0: "));
    }

    @Test
    void anArchiveOutsideTheRegistryIsNotRead() throws IOException {
        Files.writeString(folder.resolve("secret"), "bytes");
        whole("\"a\":[" + release("1.0.0", "\"tarball\":\"../secret\"") + "],\"b\":["
                + release("1.0.0", "\"tarball\":\"" + folder.resolve("secret") + "\"") + "]");

        assertThat(fixture.ask("a")).isInstanceOf(Answer.Unavailable.class);
        assertThat(fixture.ask("b")).isInstanceOf(Answer.Unavailable.class);
        assertThat(fixture.warnings)
                .contains("a 1.0.0 has no SHA-256 integrity and no archive to take it from; this release in"
                        + " registry/index.json was passed over.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "garbage", "[]", "{}", "{\"packages\":[]}", "{\"packages\":{\"a\":{}}}", "{\"packages\":{"})
    void aDamagedWholeIndexIsPassedOverWithOneWarning(String text) throws IOException {
        fixture.publish("b", "1.0.0");
        Files.writeString(fixture.root.resolve("index.json"), text);
        FileRegistry registry = fixture.open();

        assertThat(Fixture.ask(registry, "a")).isEqualTo(Answer.ABSENT);
        assertThat(Fixture.ask(registry, "c")).isEqualTo(Answer.ABSENT);
        assertThat(Fixture.versions(registry, "b")).containsExactly("1.0.0");

        assertThat(fixture.warnings).singleElement().asString().startsWith("registry/index.json is damaged (");
    }

    @Test
    void publishingKeepsWhatTheWholeIndexKnows() throws IOException {
        whole("\"a\":[" + release("1.0.0", sha(), ",\"tarball\":\"old/a.tgz\"") + ","
                + release("0.9.0", sha(), ",\"tarball\":\"old/missing.tgz\"") + "]");
        Files.createDirectories(fixture.root.resolve("old"));
        Files.writeString(fixture.root.resolve("old/a.tgz"), "bytes");

        fixture.publish("a", "1.1.0");

        assertThat(fixture.versions("a")).containsExactly("1.1.0", "1.0.0");
        assertThatThrownBy(() -> fixture.publish("a", "1.0.0")).hasMessageContaining("with another content");
        fixture.age("a");
        fixture.copyIn("a", "2.0.0");
        assertThat(fixture.versions("a")).containsExactly("2.0.0", "1.1.0", "1.0.0");
    }

    @Test
    void aReindexKeepsNamesThatOnlyTheWholeIndexKnows() throws IOException {
        whole("\"a\":[" + release("1.0.0", sha(), ",\"tarball\":\"old/a.tgz\"") + "],\"gone\":["
                + release("1.0.0", sha()) + "]");
        Files.createDirectories(fixture.root.resolve("old"));
        Files.writeString(fixture.root.resolve("old/a.tgz"), "bytes");
        fixture.publish("b", "1.0.0");

        List<String> problems = fixture.registry.reindex().problems();

        assertThat(problems)
                .contains("gone 1.0.0 was left out: it is only in registry/index.json, and its archive is missing.");
        assertThat(fixture.versions("a")).containsExactly("1.0.0");
        assertThat(fixture.versions("gone")).isEmpty();
        Workspace.delete(fixture.root.resolve("b"));
        assertThat(fixture.versions("b")).containsExactly("1.0.0");
    }

    @Test
    void aNewWholeIndexIsReadAgain() throws IOException {
        whole("\"a\":[" + release("1.0.0", sha()) + "]");
        FileRegistry registry = fixture.open();
        assertThat(Fixture.versions(registry, "a")).containsExactly("1.0.0");

        whole("\"a\":[" + release("1.0.0", sha()) + "," + release("1.0.1", sha()) + "]");

        assertThat(Fixture.versions(registry, "a")).containsExactly("1.0.1", "1.0.0");
    }

    @Test
    void aLargeWholeIndexIsGoneThroughOnceForAllNames() throws IOException {
        StringBuilder packages = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            packages.append(i == 0 ? "" : ",")
                    .append("\"p-")
                    .append(i)
                    .append("\":[")
                    .append(release("1.0.0", sha()))
                    .append(']');
        }
        whole(packages.toString());
        FileRegistry registry = fixture.open();

        for (int i = 0; i < 20_000; i += 1_000) {
            assertThat(Fixture.versions(registry, "p-" + i)).containsExactly("1.0.0");
        }
    }
}
