package io.ggen.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.Dependency;
import io.ggen.api.Manifest;
import io.ggen.api.Problem;
import io.ggen.api.Release;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackageJsonTest {
    @TempDir
    Path root;

    private Desk desk;

    @BeforeEach
    void open() {
        desk = new Desk(root);
    }

    private Manifest read(String json) throws IOException {
        return desk.publisher.manifest(desk.file("p/package.json", json));
    }

    private String refusal(String json) throws IOException {
        Path folder = desk.file("p/package.json", json);
        Problem problem = Desk.problem(() -> desk.publisher.manifest(folder));
        assertThat(problem.message()).contains(folder + "/package.json").contains("nothing was changed");
        return problem.message();
    }

    @Test
    void everyFieldIsRead() throws IOException {
        Manifest manifest = read("""
                {"name": "acme/tool", "version": "1.2.0+build.7", "title": "Tool", "description": "Does it.",
                 "kind": "bundle", "bundles": ["lib/a.jar"],
                 "dependencies": {"zeta": "^1.0.0", "@12D3abc/acme/base": ">=1.0.0 <2.0.0", "any": ""},
                 "categories": ["cli"], "tags": ["a", "b"], "keywords": ["k"], "author": "A. Author",
                 "license": "MIT", "homepage": "https://example.org", "repository": "https://example.org/git"}
                """);

        assertThat(manifest.name().value()).isEqualTo("acme/tool");
        assertThat(manifest.version()).hasToString("1.2.0+build.7");
        assertThat(manifest.kind()).isEqualTo(Release.Kind.BUNDLE);
        assertThat(manifest.bundles()).containsExactly("lib/a.jar");
        assertThat(manifest.dependencies())
                .extracting(Dependency::toString)
                .containsExactly("@12D3abc/acme/base >=1.0.0 <2.0.0", "any ", "zeta ^1.0.0");
        assertThat(manifest.categories()).containsExactly("cli");
        assertThat(manifest.tags()).containsExactly("a", "b");
        assertThat(manifest.title() + manifest.description() + manifest.author() + manifest.license())
                .isEqualTo("ToolDoes it.A. AuthorMIT");
        assertThat(manifest.homepage() + manifest.repository()).isEqualTo("https://example.orghttps://example.org/git");
    }

    @Test
    void unknownFieldsAreKeptAsTheyAre() throws IOException {
        Manifest manifest = read("""
                {"name": "p", "version": "1.0.0", "x-rate": 1.50, "x-list": [1, {"deep": null}], "x-on": true,
                 "x-text": "\\u00e9\\n"}
                """);

        assertThat(manifest.json())
                .contains("\"x-rate\": 1.50")
                .contains("\"deep\": null")
                .contains("\"x-on\": true")
                .contains("\"x-text\": \"é\\n\"")
                .endsWith("}\n");
        assertThat(JsonText.write(JsonText.read(manifest.json(), new ManifestFile(root, "package.json"))))
                .isEqualTo(manifest.json());
    }

    @Test
    void peopleAndPlacesAsNpmWritesThemAreReduced() throws IOException {
        Manifest manifest = read("""
                {"name": "p", "version": "1.0.0", "author": {"name": "Ann", "email": "a@example.org"},
                 "repository": {"type": "git", "url": "https://example.org/git"}, "description": null}
                """);

        assertThat(manifest.author()).isEqualTo("Ann");
        assertThat(manifest.repository()).isEqualTo("https://example.org/git");
        assertThat(manifest.description()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'name': 'p', 'version': '1.0'}|line 1, column 26|MAJOR.MINOR.PATCH, as in 1.0.0",
                "{'name': 'P p', 'version': '1.0.0'}|line 1, column 10|'P p' is not a package name",
                "{'name': 'con', 'version': '1.0.0'}|line 1, column 10|device on Windows",
                "{'name': '@me/p', 'version': '1.0.0'}|line 1, column 10|'@me/p' is not a package name",
                "{'version': '1.0.0'}|line 1, column 1|'name' is missing",
                "{'name': 'p'}|line 1, column 1|'version' is missing",
                "{'name': 7, 'version': '1.0.0'}|line 1, column 10|'name' must be text",
                "{'name': 'p', 'version': '1.0.0', 'tags': 'x'}|line 1, column 43|'tags' must be a list of texts",
                "{'name': 'p', 'version': '1.0.0', 'tags': ['x', 1]}|line 1, column 49|'tags' must be a list of texts",
                "{'name': 'p', 'version': '1.0.0', 'kind': 'jar'}|line 1, column 43|'files' or 'bundle'",
                "{'name': 'p', 'version': '1.0.0', 'kind': 'bundle'}|line 1, column 1|lists its jars",
                "{'name': 'p', 'version': '1.0.0', 'dependencies': ['q']}|line 1, column 51|a table of names and ranges",
                "{'name': 'p', 'version': '1.0.0', 'dependencies': {'q': 1}}|line 1, column 57|must be text",
                "{'name': 'p', 'version': '1.0.0', 'dependencies': {'Q': '1.x'}}|line 1, column 57|'Q' is not a package",
                "{'name': 'p', 'version': '1.0.0', 'dependencies': {'q': '^^1'}}|line 1, column 57|not a range",
                "{'name': 'p', 'version': '1.0.0', 'dependencies': {'q': '>=1.0.0, <2.0.0'}}|line 1, column 57|use a space",
                "{'name': 'p', 'version': '1.0.0', 'dependencies': {'p': '1.x'}}|line 1, column 57|depends on itself",
                "{'name': 'p', 'version': '1.0.0', 'dependencies': {'q': '*', '@a/q': '*'}}|line 1, column 70|there twice",
                "{'name': 'p', 'version': '1.0.0', 'dependencies': {'@-/q': '*'}}|line 1, column 60|not a publisher",
                "{'name': 'p', 'name': 'q', 'version': '1.0.0'}|line 1, column 21|Duplicate",
                "{'name': 'p', 'version': '1.0.0',}|line 1, column 34|Unexpected character",
                "{'name': 'p'|line 1, column 13|Unexpected end",
                "{'name': 'p', 'version': '1.0.0'} {}|line 1, column 35|follows after the end",
                "['name']|line 1, column 1|a manifest is an object",
            })
    void badInputIsToldWithItsPlace(String json, String place, String why) throws IOException {
        assertThat(refusal(json.replace('\'', '"'))).contains(place).contains(why);
    }

    @Test
    void anEmptyFileIsNoManifest() throws IOException {
        assertThat(refusal("  \n")).contains("it is empty");
    }

    @Test
    void linesAreCounted() throws IOException {
        assertThat(refusal("{\n  \"name\": \"p\",\n  \"version\": \"one\"\n}\n"))
                .contains("line 3, column 14");
    }

    @Test
    void nestingHasAnEnd() throws IOException {
        String deep = "[".repeat(100_000);
        assertThat(refusal("{\"name\": \"p\", \"version\": \"1.0.0\", \"x\": " + deep))
                .contains("depth");
    }

    @Test
    void halfACharacterIsRefused() throws IOException {
        assertThat(refusal("{\"name\": \"p\", \"version\": \"1.0.0\", \"x\": [\"\\ud83d\"]}"))
                .contains("half a surrogate pair");
    }

    @Test
    void aManifestHasAtMostOneMebibyte() throws IOException {
        assertThat(refusal("{\"name\": \"p\", \"x\": \"" + "y".repeat(1 << 20) + "\"}"))
                .contains("1048576 bytes");
    }

    @Test
    void aByteThatIsNotUtf8IsToldWithItsPlace() throws IOException {
        Path folder = Files.createDirectory(root.resolve("p"));
        byte[] bytes = "{\n \"name\": \"p?\"}".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        bytes[bytes.length - 3] = (byte) 0xff;
        Files.write(folder.resolve("package.json"), bytes);

        assertThat(Desk.problem(() -> desk.publisher.manifest(folder)).message())
                .contains("line 2, column 12")
                .contains("not UTF-8");
    }

    @Test
    void aByteOrderMarkIsPassedOver() throws IOException {
        assertThat(read("\uFEFF{\"name\": \"p\", \"version\": \"1.0.0\"}")
                        .name()
                        .value())
                .isEqualTo("p");
    }

    @Test
    void aFolderWithoutManifestIsToldWhatToDo() throws IOException {
        Path folder = Files.createDirectory(root.resolve("empty"));
        Problem problem = Desk.problem(() -> desk.publisher.manifest(folder));

        assertThat(problem.message()).contains(folder.toString()).contains("has no manifest");
        assertThat(problem.next()).containsExactly("ggen init " + folder);
    }

    @Test
    void whatIsNoFolderIsSaidToBeNone() throws IOException {
        assertThat(Desk.problem(() -> desk.publisher.manifest(root.resolve("gone")))
                        .message())
                .contains("There is no folder");
        Path file = Files.writeString(root.resolve("file"), "");
        assertThat(Desk.problem(() -> desk.publisher.manifest(file)).message()).contains("is not a folder");
    }

    @Test
    void aManifestThatIsALinkOrAFolderIsRefused() throws IOException {
        Path folder = Files.createDirectories(root.resolve("p"));
        Files.createSymbolicLink(folder.resolve("package.json"), Path.of("../elsewhere.json"));
        assertThat(Desk.problem(() -> desk.publisher.manifest(folder)).message())
                .contains("not a regular file");
    }
}
