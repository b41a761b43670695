package io.ggen.registry.file;

import static io.ggen.registry.file.SignedWorld.ALICE;
import static io.ggen.registry.file.SignedWorld.BOB;
import static io.ggen.registry.file.SignedWorld.MALLORY;
import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.Checkup.Finding;
import io.ggen.api.Checkup.Severity;
import io.ggen.api.Dependency;
import io.ggen.api.Digest;
import io.ggen.api.PublisherId;
import io.ggen.api.Release;
import io.ggen.api.Version;
import io.ggen.api.registry.Answer;
import io.ggen.records.RecordFile;
import io.ggen.records.Records;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Registries with signed releases that were made elsewhere: what is believed of them, and what is not. */
class SignedReleasesTest {
    @TempDir
    Path folder;

    private final List<String> warnings = new ArrayList<>();
    private SignedWorld world;

    @BeforeEach
    void setUp() throws IOException {
        world = new SignedWorld(folder);
    }

    private FileRegistry open(Path root) {
        return new FileRegistry(
                "home",
                root,
                true,
                warnings::add,
                ForkJoinPool.commonPool(),
                java.time.Clock.fixed(SignedWorld.NOW, java.time.ZoneOffset.UTC));
    }

    private Release release(String name, String version) {
        Answer answer = Fixture.ask(open(world.registry), name);
        return ((Answer.Found) answer)
                .releases().stream()
                        .filter(r -> r.version().equals(Version.parse(version)))
                        .findFirst()
                        .orElseThrow();
    }

    private Path file(String name, String version) {
        return world.registry.resolve(name).resolve(version).resolve("release.json");
    }

    private List<String> broken() {
        return open(world.registry).examination().run().stream()
                .filter(finding -> finding.severity() != Severity.GOOD)
                .map(Finding::sentence)
                .toList();
    }

    @Test
    void aLookupTellsThePublisherOfEachReleaseAndDependency() {
        assertThat(release("lexer", "1.0.0").publisher()).isEqualTo(ALICE.id());
        assertThat(release("notes", "1.0.0").publisher()).isEqualTo(PublisherId.LOCAL);
        assertThat(release("app", "1.0.0").dependencies())
                .extracting(Dependency::key)
                .containsExactly("notes", "@" + ALICE.id() + "/parser", "@" + BOB.id() + "/tables");
        assertThat(warnings).isEmpty();
    }

    @Test
    void theWholeWorldVerifiesAndStaysAsItIsWhenIndexedAgain() throws IOException {
        assertThat(broken()).isEmpty();
        Release before = release("app", "1.0.0");

        assertThat(open(world.registry).reindex().problems()).isEmpty();
        assertThat(open(world.squatted).reindex().problems()).isEmpty();

        assertThat(release("app", "1.0.0")).isEqualTo(before);
        assertThat(broken()).isEmpty();
        Files.delete(world.registry.resolve("app/index.json"));
        assertThat(release("app", "1.0.0")).isEqualTo(before);
    }

    @Test
    void recordsAndHeadsAreGivenAsEnvelopes() {
        FileRegistry registry = open(world.registry);
        Release release = release("parser", "1.0.0");

        byte[] record = registry.record(release).orElseThrow();

        assertThat(Records.openRelease(record, SignedWorld.NOW)
                        .value()
                        .orElseThrow()
                        .payload()
                        .toRelease())
                .isEqualTo(release);
        assertThat(registry.head(release.name(), ALICE.id())).isPresent();
        assertThat(registry.head(release.name(), BOB.id())).isEmpty();
        assertThat(registry.head(release.name(), PublisherId.LOCAL)).isEmpty();
        assertThat(registry.record(release("notes", "1.0.0"))).isEmpty();
        assertThat(registry.head(Fixture.name("gone"), ALICE.id())).isEmpty();
        assertThat(warnings).isEmpty();
    }

    @Test
    void aDamagedRecordIsPassedOverWithAWarning() throws IOException {
        Release release = release("parser", "1.0.0");
        Files.writeString(file("parser", "1.0.0"), "{}");

        assertThat(open(world.registry).record(release)).isEmpty();
        assertThat(warnings)
                .singleElement()
                .asString()
                .startsWith("registry/parser/1.0.0/release.json is damaged (it is not a signed envelope: ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"name\":\"parser\"       | \"name\":\"parses\"     | its signature does not fit the key",
                "\"version\":\"1.0.0\"     | \"version\":\"1.0.1\"   | its signature does not fit the key",
                "\"kind\":\"files\"        | \"kind\":\"bundle\"     | its signature does not fit the key",
                "\"kind\":\"files\"        | \"kind\":\"other\"      | its 'kind' must be",
                "\"size\":                 | \"size\":1              | its signature does not fit the key",
                "\"entries\":1             | \"entries\":2           | its signature does not fit the key",
                "\"range\":\"^1.0.0\"      | \"range\":\"^1.0.1\"    | its signature does not fit the key",
                "\"published\":1           | \"published\":0         | it is not JSON",
                "\"published\":17          | \"published\":16        | its signature does not fit the key",
                "\"tags\":[]               | \"tags\":[\"x\"]        | its signature does not fit the key",
                "\"v\":1                   | \"v\":2                 | its signature does not fit the key",
                "\"title\":\"\"            | \"title\":\"T\"         | its signature does not fit the key",
                "\"sha256\":\"             | \"sha256\":\"0          | must be",
                "\"manifest\":\"           | \"manifest\":\"0        | must be",
                "/ggen/release             | /ggen/head              | its payload type is",
            })
    void aChangedRecordMakesItsVersionImpossibleToTake(String part, String instead, String why) throws IOException {
        Path file = file("parser", "1.0.0");
        String text = Files.readString(file);
        assertThat(text).contains(part);
        Files.writeString(file, text.replaceFirst(java.util.regex.Pattern.quote(part), instead));

        assertThat(open(world.registry).reindex().problems())
                .singleElement()
                .asString()
                .startsWith("parser 1.0.0 was left out: registry/parser/1.0.0/release.json is refused: ")
                .contains(why);
        assertThat(Fixture.versions(open(world.registry), "parser")).containsExactly("1.1.0");
        assertThat(Fixture.versions(open(world.registry), "lexer")).containsExactly("1.0.0");
    }

    @Test
    void theDoctorNamesARecordThatDoesNotHold() throws IOException {
        Path file = file("parser", "1.0.0");
        Files.writeString(file, Files.readString(file).replace("\"title\":\"\"", "\"title\":\"T\""));

        assertThat(broken())
                .singleElement()
                .asString()
                .startsWith("parser 1.0.0 is said to be signed by " + ALICE.id()
                        + ", but registry/parser/1.0.0/release.json is refused: its signature does not fit");
        Files.delete(file);
        assertThat(broken()).anyMatch(m -> m.contains("release.json is refused: it is missing."));
    }

    @Test
    void aGoodRecordOfSomethingElseIsRefused() throws IOException {
        Map<String, String> records = Map.of(
                "registry/parser/1.1.0/release.json", "its 'version' must be 1.0.0, found 1.1.0",
                "registry/lexer/1.0.0/release.json", "its 'name' must be parser, found lexer");
        for (Map.Entry<String, String> other : records.entrySet()) {
            Files.copy(
                    folder.resolve(other.getKey()),
                    file("parser", "1.0.0"),
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            assertThat(open(world.registry).reindex().problems())
                    .singleElement()
                    .asString()
                    .contains(other.getValue());
        }
    }

    @Test
    void aRecordThatDoesNotFitManifestOrArchiveIsRefused() throws IOException {
        byte[] archive = Files.readAllBytes(world.registry.resolve("lexer/1.0.0/lexer-1.0.0.tar.gz"));
        byte[] other = SignedWorld.archive("x", "other");
        Release good = SignedWorld.release(ALICE, "lexer", "1.0.0", archive);
        Release bigger = SignedWorld.release(ALICE, "lexer", "1.0.0", other);
        Release needy =
                SignedWorld.release(ALICE, "lexer", "1.0.0", archive, SignedWorld.needs(MALLORY, "parser", "^9.0.0"));
        Files.delete(world.registry.resolve("lexer/index.json"));

        Files.write(
                file("lexer", "1.0.0"),
                RecordFile.write(SignedWorld.record(ALICE, bigger, other).envelope()));
        assertThat(open(world.registry).reindex().problems())
                .anyMatch(m -> m.contains("its 'archive.sha256' must be "
                        + Digest.sha256Of(archive).hex()));
        Files.write(
                file("lexer", "1.0.0"),
                RecordFile.write(SignedWorld.record(ALICE, needy, archive).envelope()));
        assertThat(open(world.registry).reindex().problems()).anyMatch(m -> m.contains("its 'manifest' must be "));
        Files.write(
                file("lexer", "1.0.0"),
                RecordFile.write(SignedWorld.record(BOB, SignedWorld.release(BOB, "lexer", "1.0.0", archive), archive)
                        .envelope()));
        assertThat(open(world.registry).reindex().problems()).isEmpty();
        assertThat(release("lexer", "1.0.0").publisher()).isEqualTo(BOB.id());
        assertThat(good.publisher()).isEqualTo(ALICE.id());
    }

    @Test
    void aManifestEditedByHandNoLongerFitsItsRecord() throws IOException {
        Path manifest = world.registry.resolve("lexer/1.0.0/package.json");
        Files.writeString(manifest, Files.readString(manifest).replace("\n}", " }"));

        assertThat(open(world.registry).reindex().problems())
                .singleElement()
                .asString()
                .contains("its 'manifest' must be "
                        + Digest.sha256Of(Files.readAllBytes(manifest)).hex());
    }

    @Test
    void anArchiveReplacedByHandIsToldAndItsDigestStaysTheSignedOne() throws IOException {
        Release before = release("lexer", "1.0.0");
        Files.write(world.registry.resolve("lexer/1.0.0/lexer-1.0.0.tar.gz"), SignedWorld.archive("x", "other"));

        assertThat(open(world.registry).reindex().problems())
                .singleElement()
                .asString()
                .contains("lexer 1.0.0 has another archive than its index says");
        assertThat(release("lexer", "1.0.0")).isEqualTo(before);
        Files.delete(world.registry.resolve("lexer/index.json"));
        assertThat(Fixture.ask(open(world.registry), "lexer")).isInstanceOf(Answer.Unavailable.class);
    }

    @Test
    void aRecordThatIsGoneIsToldAndItsReleaseIsUnsigned() throws IOException {
        Files.delete(file("parser", "1.0.0"));

        assertThat(open(world.registry).reindex().problems())
                .containsExactly("parser 1.0.0 has no release.json any more, though its index names the publisher "
                        + ALICE.id() + "; it is taken as unsigned.");
        assertThat(release("parser", "1.0.0").publisher()).isEqualTo(PublisherId.LOCAL);
        assertThat(release("parser", "1.1.0").publisher()).isEqualTo(ALICE.id());
    }

    @Test
    void anIndexIsBuiltAgainWithoutTheOneForgedRecord() throws IOException {
        Path file = file("parser", "1.1.0");
        Files.writeString(
                file,
                Files.readString(file).replace(ALICE.id().value(), MALLORY.id().value()));
        Files.delete(world.registry.resolve("parser/index.json"));

        assertThat(Fixture.versions(open(world.registry), "parser")).containsExactly("1.0.0");
        assertThat(warnings)
                .singleElement()
                .asString()
                .startsWith("The index of parser was missing and was built again from its folder: parser 1.1.0 was left"
                        + " out: registry/parser/1.1.0/release.json is refused: its ");
    }

    @Test
    void anIndexThatClaimsAPublisherIsBelievedByLookupAndNotWhenBuiltAgain() throws IOException {
        Path index = world.registry.resolve("notes/index.json");
        Files.writeString(index, Files.readString(index).replace("\"local\"", "\"" + ALICE.id() + "\""));

        assertThat(release("notes", "1.0.0").publisher()).isEqualTo(ALICE.id());
        assertThat(open(world.registry).record(release("notes", "1.0.0"))).isEmpty();
        assertThat(broken()).anyMatch(m -> m.startsWith("notes 1.0.0 is said to be signed by " + ALICE.id()));

        open(world.registry).reindex();
        assertThat(release("notes", "1.0.0").publisher()).isEqualTo(PublisherId.LOCAL);
    }

    @Test
    void theOriginalsIndexCannotClaimAPublisher() throws IOException {
        byte[] archive = SignedWorld.archive("x", "content");
        Files.write(world.registry.resolve("x.tar.gz"), archive);
        Files.writeString(
                world.registry.resolve("index.json"),
                "{\"packages\":{\"old\":[{\"version\":\"1.0.0\",\"tarball\":\"x.tar.gz\",\"integrity\":\""
                        + Digest.sha256Of(archive) + "\",\"size\":" + archive.length + ",\"publisher\":\"" + ALICE.id()
                        + "\"}]}}",
                StandardCharsets.UTF_8);

        assertThat(release("old", "1.0.0").publisher()).isEqualTo(PublisherId.LOCAL);
    }

    @Test
    void aHeadOlderThanReleasesOrMarksIsToldByTheDoctor() throws IOException {
        open(world.registry).yank(Fixture.name("parser"), Version.parse("1.0.0"), true);
        assertThat(broken()).singleElement().asString().contains("is older than the marks here: it yanks [], and the");

        SignedWorld.head(world.registry, ALICE, "parser", Version.parse("1.0.0"));
        assertThat(broken()).isEmpty();

        Files.writeString(world.registry.resolve("lexer/head-" + ALICE.id() + ".json"), "x");
        Files.delete(world.registry.resolve("app/head-" + ALICE.id() + ".json"));
        assertThat(broken())
                .hasSize(2)
                .anyMatch(m -> m.contains("is refused: it is not a signed envelope"))
                .anyMatch(m -> m.contains("is missing; the next publish"));
    }
}
