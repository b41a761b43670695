package io.ggen.registry.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.registry.Answer;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HealingTest {
    @TempDir
    Path folder;

    private Fixture fixture;

    @BeforeEach
    void setUp() {
        fixture = new Fixture(folder);
        fixture.publish("a", "1.0.0", ",\"title\":\"A\",\"dependencies\":{\"b\":\"^1.0.0\"}");
        fixture.publish("a", "1.1.0");
    }

    @Test
    void aMissingIndexIsBuiltAgainWithOneWarning() throws IOException {
        Map<String, String> before = fixture.files();
        Files.delete(fixture.index("a"));

        assertThat(fixture.versions("a")).containsExactly("1.1.0", "1.0.0");
        assertThat(fixture.versions("a")).containsExactly("1.1.0", "1.0.0");

        assertThat(fixture.warnings).containsExactly("The index of a was missing and was built again from its folder.");
        assertThat(fixture.files().keySet()).isEqualTo(before.keySet());
        assertThat(fixture.release("a", "1.0.0").dependencies()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "garbage",
                "[]",
                "{}",
                "{\"name\":\"b\",\"releases\":[]}",
                "{\"version\":\"2.0\",\"name\":\"a\",\"releases\":[]}",
                "{\"name\":\"a\",\"releases\":[{}]}",
                "{\"name\":\"a\",\"releases\":[{\"version\":\"1.0.0\",\"integrity\":\"md5-00\",\"size\":1}]}",
                "{\"name\":\"a\",\"releases\":[{\"version\":\"1.0.0\",\"size\":-1}]}",
                "{\"name\":\"a\",\"releases\":[{\"version\":\"1.0.0\",\"size\":99999999999999999999}]}",
                "{\"name\":\"a\",\"releases\":[{\"version\":\"one\"}]}",
                "{\"name\":\"a\",\"releases\":[{\"version\":\"1.0.0\",\"dependencies\":{\"B\":\"1\"}}]}",
                "{\"name\":\"a\",\"releases\":[{\"version\":\"1.0.0\",\"dependencies\":{\"b\":\"not a range\"}}]}",
                "{\"name\":\"a\",\"releases\":[{\"version\":\"1.0.0\",\"dependencies\":{\"b\":\"1\",\"b\":\"2\"}}]}",
                "{\"name\":\"a\",\"releases\":[]} more",
                "{\"name\":\"a\",\"releases\":[",
            })
    void aDamagedIndexIsBuiltAgainWithOneWarning(String text) throws IOException {
        Files.writeString(fixture.index("a"), text);

        assertThat(fixture.versions("a")).containsExactly("1.1.0", "1.0.0");
        assertThat(fixture.versions("a")).containsExactly("1.1.0", "1.0.0");

        assertThat(fixture.warnings).singleElement().asString().startsWith("The index of a was damaged (");
    }

    @Test
    void theWarningNamesLineAndColumn() throws IOException {
        Files.writeString(fixture.index("a"), "{\n  \"name\": \"a\",\n  \"releases\": 7\n}");

        fixture.versions("a");

        assertThat(fixture.warnings)
                .containsExactly("The index of a was damaged (line 3, column 15: a list of releases was expected)"
                        + " and was built again from its folder.");
    }

    @Test
    void anIndexBeyondTheBoundsIsNotReadIntoMemory() throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(fixture.index("a").toFile(), "rw")) {
            file.setLength(Json.LARGEST_INDEX + 1);
        }

        assertThat(fixture.versions("a")).containsExactly("1.1.0", "1.0.0");
        assertThat(fixture.warnings)
                .singleElement()
                .asString()
                .contains("was damaged (it has 67108865 bytes and at most 67108864 are read)");
    }

    @Test
    void anIndexNestedTooDeepIsDamaged() throws IOException {
        Files.writeString(fixture.index("a"), "{\"x\":" + "[".repeat(100_000));

        assertThat(fixture.versions("a")).containsExactly("1.1.0", "1.0.0");
        assertThat(fixture.warnings).singleElement().asString().contains("nesting depth");
    }

    @Test
    void aVersionCopiedInByHandIsFound() throws IOException {
        fixture.age("a");
        fixture.copyIn("a", "2.0.0");

        assertThat(fixture.versions("a")).containsExactly("2.0.0", "1.1.0", "1.0.0");
        assertThat(fixture.warnings)
                .containsExactly("The index of a did not agree with its folder and was built again from its folder.");
        assertThat(fixture.release("a", "2.0.0").archive().digest().toString())
                .isEqualTo(Fixture.sha256("by hand 2.0.0"));
    }

    @Test
    void aVersionRemovedByHandIsGone() throws IOException {
        fixture.age("a");
        Workspace.delete(fixture.root.resolve("a/1.1.0"));

        assertThat(fixture.versions("a")).containsExactly("1.0.0");
        assertThat(fixture.warnings).hasSize(1);
    }

    @Test
    void anOldIndexThatAgreesWithItsFolderIsBelieved() throws IOException {
        fixture.age("a");

        assertThat(fixture.versions("a")).containsExactly("1.1.0", "1.0.0");
        assertThat(fixture.warnings).isEmpty();
    }

    @Test
    void aCrashBetweenFolderAndIndexIsHealed() throws IOException {
        Path old = folder.resolve("old-index");
        Files.copy(fixture.index("a"), old);
        fixture.publish("a", "1.2.0");
        Files.move(old, fixture.index("a"), StandardCopyOption.REPLACE_EXISTING);
        fixture.age("a");

        assertThat(fixture.versions("a")).containsExactly("1.2.0", "1.1.0", "1.0.0");
        assertThat(fixture.warnings).hasSize(1);
    }

    @Test
    void aDigestThatIsKnownStaysWhenAnIndexIsBuiltAgain() throws IOException {
        String digest = fixture.release("a", "1.0.0").archive().digest().toString();
        Files.writeString(fixture.root.resolve("a/1.0.0/a-1.0.0.tar.gz"), "changed later");
        fixture.age("a");
        fixture.copyIn("a", "2.0.0");

        assertThat(fixture.release("a", "1.0.0").archive().digest().toString()).isEqualTo(digest);
    }

    @Test
    void whatIsYankedOrDeprecatedSurvivesALostIndex() throws IOException {
        fixture.registry.yank(Fixture.name("a"), io.ggen.api.Version.parse("1.1.0"), true);
        fixture.registry.deprecate(Fixture.name("a"), "use b");
        Files.writeString(fixture.index("a"), "garbage");

        assertThat(fixture.release("a", "1.1.0").yanked()).isTrue();
        assertThat(fixture.release("a", "1.0.0").yanked()).isFalse();
        assertThat(fixture.release("a", "1.0.0").deprecated()).isEqualTo("use b");
    }

    @Test
    void whatIsYankedSurvivesAStaleIndexWithoutAStatus() throws IOException {
        fixture.registry.yank(Fixture.name("a"), io.ggen.api.Version.parse("1.1.0"), true);
        Files.delete(fixture.root.resolve("a/status.json"));
        fixture.age("a");
        fixture.copyIn("a", "2.0.0");

        assertThat(fixture.release("a", "1.1.0").yanked()).isTrue();
        assertThat(fixture.release("a", "2.0.0").yanked()).isFalse();
    }

    @Test
    void aCrashBetweenStatusAndIndexIsHealed() throws IOException {
        Path old = folder.resolve("old-index");
        Files.copy(fixture.index("a"), old);
        fixture.registry.yank(Fixture.name("a"), io.ggen.api.Version.parse("1.1.0"), true);
        Files.move(old, fixture.index("a"), StandardCopyOption.REPLACE_EXISTING);
        fixture.age("a");

        assertThat(fixture.release("a", "1.1.0").yanked()).isTrue();
    }

    @Test
    void aVersionThatCannotBeTakenIsToldOnceAndLeftOut() throws IOException {
        fixture.age("a");
        fixture.copyIn("a", "1.2.0", "{\"name\": \"a\",\n \"version\": }");

        assertThat(fixture.versions("a")).containsExactly("1.1.0", "1.0.0");
        fixture.age("a");
        assertThat(fixture.versions("a")).containsExactly("1.1.0", "1.0.0");

        assertThat(fixture.warnings)
                .singleElement()
                .asString()
                .startsWith("The index of a did not agree with its folder and was built again from its folder: a 1.2.0"
                        + " was left out: registry/a/1.2.0/package.json is damaged (line 2, column ");
    }

    @Test
    void aPackageWithNoReleaseThatCanBeReadIsUnavailable() throws IOException {
        fixture.copyIn("broken", "1.0.0", Fixture.manifest("other", "1.0.0"));

        assertThat(fixture.ask("broken")).isEqualTo(new Answer.Unavailable("it can read no release of broken"));
        assertThat(fixture.warnings)
                .containsExactly("The index of broken was missing and was built again from its folder: broken 1.0.0"
                        + " was left out: registry/broken/1.0.0/package.json is of other 1.0.0.");
    }

    @Test
    void whereNothingCanBeWrittenTheIndexIsBuiltInMemory() throws IOException {
        Files.writeString(fixture.index("a"), "garbage");
        Workspace.delete(fixture.root.resolve(".locks"));
        Files.writeString(fixture.root.resolve(".locks"), "in the way");
        FileRegistry reader = fixture.open();

        assertThat(Fixture.versions(reader, "a")).containsExactly("1.1.0", "1.0.0");
        assertThat(Fixture.versions(reader, "a")).containsExactly("1.1.0", "1.0.0");
        assertThat(reader.describe(Fixture.name("a"))).hasSize(2);

        assertThat(fixture.warnings).singleElement().asString().contains(", in memory only because ");
        assertThat(Files.readString(fixture.index("a"))).isEqualTo("garbage");
    }

    @Test
    void wordsAreReadFromAnIndexBuiltAgain() throws IOException {
        Files.delete(fixture.index("a"));
        fixture.versions("a");

        assertThat(fixture.open().describe(Fixture.name("a")).get(1).title()).isEqualTo("A");
    }

    @Test
    void aFolderOfAScopeIsNoPackageAndAVersionIsNoScopedPackage() throws IOException {
        fixture.publish("scope/x", "1.0.0");
        Files.delete(fixture.index("scope/x"));

        assertThat(fixture.ask("scope")).isEqualTo(Answer.ABSENT);
        assertThat(fixture.ask("a/1.0.0")).isEqualTo(Answer.ABSENT);
        assertThat(fixture.versions("scope/x")).isEqualTo(List.of("1.0.0"));
    }
}
