package io.ggen.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.Dependency;
import io.ggen.api.Manifest;
import io.ggen.api.Release;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OriginalManifestTest {
    private static final String HEAD = "[package]\nname = \"p\"\nversion = \"1.0.0\"\n";

    @TempDir
    Path root;

    private Desk desk;

    @BeforeEach
    void open() {
        desk = new Desk(root);
    }

    private Manifest read(String toml) throws IOException {
        return desk.publisher.manifest(desk.toml("p", toml));
    }

    private String refusal(String toml) throws IOException {
        Path folder = desk.toml("p", toml);
        String message = Desk.problem(() -> desk.publisher.manifest(folder)).message();
        assertThat(message).contains(folder + "/package.toml");
        return message;
    }

    @Test
    void thePackagesTableIsRead() throws IOException {
        Manifest manifest = read("""
                [package]
                name = "p"
                full_name = "The P"
                version = "1.0.0"
                description = "What it is"
                category = "starter"
                categories = ["one", "starter"]
                authors = ["Ann", "Ben"]
                license = "MIT"
                repository = "https://example.org/git"
                is_8020 = true
                maturity = 3
                share = 0.5
                since = 2024-01-02
                features = ["x", "y"]
                [package.tags]
                tags = ["a", "b"]
                [package.keywords]
                keywords = ["k"]
                [package.metadata]
                homepage = "https://example.org"
                """);

        assertThat(manifest.title()).isEqualTo("The P");
        assertThat(manifest.categories()).containsExactly("one", "starter");
        assertThat(manifest.tags()).containsExactly("a", "b", "k");
        assertThat(manifest.author()).isEqualTo("Ann, Ben");
        assertThat(manifest.homepage()).isEqualTo("https://example.org");
        assertThat(manifest.kind()).isEqualTo(Release.Kind.FILES);
        assertThat(manifest.json())
                .contains("\"keywords\": [ \"k\" ]")
                .contains("\"is_8020\": true")
                .contains("\"maturity\": 3")
                .contains("\"share\": 0.5")
                .contains("\"since\": \"2024-01-02\"")
                .contains("\"features\": [ \"x\", \"y\" ]")
                .doesNotContain("full_name")
                .doesNotContain("metadata");
    }

    @Test
    void theManifestIsTheSameWhenItsJsonIsRead() throws IOException {
        Manifest toml = read(HEAD + "full_name = \"P!\"\ndependencies = [\"q\"]\n[package.tags]\ntags = [\"a\"]\n");
        Path copy = desk.file("copy/package.json", toml.json());

        assertThat(desk.publisher.manifest(copy)).isEqualTo(toml);
    }

    @Test
    void packsAndManifestsWithoutATableAreRead() throws IOException {
        Path pack = desk.file("a/pack.toml", "[pack]\nname = \"a\"\nversion = \"26.7.10\"\n");
        Path gpack = desk.file("b/gpack.toml", "name = \"b\"\nversion = \"1.0.0\"\n[dependencies]\nserde = \"1.0\"\n");

        assertThat(desk.publisher.manifest(pack).version()).hasToString("26.7.10");
        assertThat(desk.publisher.manifest(gpack).name().value()).isEqualTo("b");
        assertThat(desk.publisher.manifest(gpack).dependencies()).isEmpty();
    }

    @Test
    void theOriginalsManifestComesBeforeAPackageJson() throws IOException {
        desk.file("p/package.json", "{\"name\": \"npm-thing\", \"version\": \"0.1.0\"}");

        assertThat(read(HEAD).name().value()).isEqualTo("p");
        assertThat(refusal("[package\n")).contains("line 1, column 9");
    }

    @Test
    void twoManifestsOfTheOriginalAreRefused() throws IOException {
        Path folder = desk.file("p/pack.toml", "[pack]\nname = \"p\"\nversion = \"1.0.0\"\n");
        desk.toml("p", HEAD);

        assertThat(Desk.problem(() -> desk.publisher.manifest(folder)).message())
                .contains("two manifests, package.toml and pack.toml");
    }

    @Test
    void namesInAListAndRangesInATableAreDependencies() throws IOException {
        assertThat(read(HEAD + "dependencies = [\"r\", \"q\", \"r\"]\n").dependencies())
                .extracting(Dependency::toString)
                .containsExactly("q *", "r *");
        assertThat(read(HEAD + "[package.dependencies]\nq = \"^1.0\"\n").dependencies())
                .extracting(Dependency::toString)
                .containsExactly("q ^1.0");
    }

    @Test
    void ofTheTopLevelTableOnlyPackagesAreTaken() throws IOException {
        desk.publisher.publish(desk.folder("known", "1.0.0"), null, false);
        Manifest manifest = read(HEAD + """
                [dependencies]
                required = ["needed"]
                optional = ["known"]
                known = ">=1.0.0"
                serde = "1.0"
                p = "1.0.0"
                tokio = { version = "1", features = ["full"] }
                features = ["Lifecycle state machine"]
                templates = "templates/*.sparql"
                """);

        assertThat(manifest.dependencies())
                .extracting(Dependency::toString)
                .containsExactly("known >=1.0.0", "needed *");
        assertThat(manifest.json()).contains("\"known\": \">=1.0.0\"").doesNotContain("serde");
    }

    @Test
    void whatIsWrongIsToldWithItsPlace() throws IOException {
        assertThat(refusal("[package]\nname = p\n")).contains("line 2, column 8");
        assertThat(refusal("[package]\nname = \"Next.js App\"\nversion = \"1.0.0\"\n"))
                .contains("line 2, column 1")
                .contains("'Next.js App' is not a package name");
        assertThat(refusal("[package]\nname = \"p\"\nversion = \"1.0\"\n"))
                .contains("line 3, column 1")
                .contains("a version is MAJOR.MINOR.PATCH");
        assertThat(refusal(HEAD + "dependencies = [\"Q\"]\n")).contains("line 4, column 17");
        assertThat(refusal(HEAD + "dependencies = \"q\"\n")).contains("line 4, column 1", "list of package names");
        assertThat(refusal(HEAD + "[package.dependencies]\nq = \"1.0.0, 2.0.0\"\n"))
                .contains("line 5, column 1", "use a space");
        assertThat(refusal(HEAD + "[dependencies]\nrequired = [1]\n")).contains("line 5, column 13");
        assertThat(refusal(HEAD + "tags = [1]\n")).contains("line 4, column 9", "'tags' must be a list of texts");
        assertThat(refusal(HEAD + "name = \"q\"\n")).contains("line 4, column 1", "previously defined");
        assertThat(refusal("[metadata]\n")).contains("'name' is missing");
        assertThat(refusal("")).contains("'name' is missing");
    }

    @Test
    void nestingHasAnEnd() throws IOException {
        assertThat(refusal("a = 1\nb = " + "[".repeat(100_000))).contains("line 2, column 69", "64 levels");
        assertThat(refusal("a" + ".a".repeat(50_000) + " = 1\n")).contains("64 levels");
        assertThat(refusal("a = " + "{a=".repeat(1_000))).contains("64 levels");
    }

    @Test
    void bracketsInTextAndCommentsNestNothing() throws IOException {
        String brackets = "[".repeat(200);
        Manifest manifest = read("# " + brackets + "\n" + HEAD + "title = \"\\\"" + brackets + "\"\nx = '" + brackets
                + "'\ny = \"\"\"\n" + brackets + "\"\n\"\"\"\n");

        assertThat(manifest.title()).isEqualTo("\"" + brackets);
    }

    @Test
    void ordersOfKindThatAreTheAuthorsOwnAreNoBundle() throws IOException {
        assertThat(read(HEAD + "kind = \"template\"\n").kind()).isEqualTo(Release.Kind.FILES);
    }

    @Test
    void anotherVersionTouchesNothingElse() throws IOException {
        String text =
                "# name = \"x\" version = \"0.0.0\"\n[package]\nname = \"p\"\n'version' = '1.0.0' # \"now\"\n[x]\n";
        Path folder = desk.toml("p", text);
        desk.publisher.publish(folder, io.ggen.api.Version.parse("2.0.0-rc.1"), false);

        assertThat(Desk.content(desk.registry.archive("p@2.0.0-rc.1"), "package.toml"))
                .isEqualTo(text.replace("'1.0.0'", "'2.0.0-rc.1'"));
        assertThat(Files.readString(folder.resolve("package.toml"))).isEqualTo(text);
    }
}
