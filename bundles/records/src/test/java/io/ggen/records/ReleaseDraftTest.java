package io.ggen.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.api.Dependency;
import io.ggen.api.Digest;
import io.ggen.api.Manifest;
import io.ggen.api.PackageName;
import io.ggen.api.ProblemException;
import io.ggen.api.PublisherId;
import io.ggen.api.Range;
import io.ggen.api.Release;
import io.ggen.api.Version;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReleaseDraftTest {
    private static final Digest MANIFEST = Samples.digest("package.json");

    private static Release release(String version, List<Dependency> dependencies) {
        return new Release(
                new PackageName("acme/parser"),
                Version.parse(version),
                SeedSigner.ALICE.id(),
                Release.Kind.BUNDLE,
                dependencies,
                Samples.archive().archive(),
                false,
                null);
    }

    private static Manifest manifest(String title, String description) {
        return new Manifest(
                new PackageName("acme/parser"),
                Version.parse("1.0.0+b"),
                title,
                description,
                Release.Kind.BUNDLE,
                List.of(),
                List.of("text", "tools"),
                List.of("parsing"),
                "Alice",
                "MIT",
                "",
                "",
                List.of(),
                "{}");
    }

    private static ReleaseRecord draft(Release release, String title, String description) {
        return ReleaseDraft.of(release, manifest(title, description), MANIFEST, Samples.archive(), Samples.NOW);
    }

    private static ReleaseRecord opened(ReleaseRecord record) {
        return Records.openRelease(
                        Signed.seal(record, SeedSigner.ALICE, Samples.NOW).toBytes(), Samples.NOW)
                .orThrow("It", "")
                .payload();
    }

    @Test
    void aReleaseComesBackAsItWas() {
        Release release = release(
                "1.0.0+b",
                List.of(
                        new Dependency(new PackageName("acme/text"), Range.LATEST),
                        Samples.needs("lexer", "^1.0.0 || 3.x", SeedSigner.BOB.id())));
        ReleaseRecord record = opened(draft(release, "Parser", "Parses."));
        assertThat(record.toRelease()).isEqualTo(release);
        assertThat(record.toRelease().version()).hasToString("1.0.0+b");
        assertThat(record.toRelease().dependencies()).isEqualTo(release.dependencies());
        assertThat(record.category()).isEqualTo("text");
        assertThat(record.manifest()).isEqualTo(MANIFEST);
        assertThat(record.title()).isEqualTo("Parser");
    }

    @Test
    void aLocalPublisherIsNotSignedFor() {
        Release release = release("1.0.0+b", List.of(Samples.needs("lexer", "^1.0.0", PublisherId.LOCAL)));
        assertThat(opened(draft(release, "", "")).toRelease().dependencies())
                .containsExactly(new Dependency(new PackageName("lexer"), Range.parse("^1.0.0")));
    }

    @Test
    void dependenciesThatDoNotFitAreContentOfTheirOwn() {
        Release release = release("1.0.0+b", Samples.many(500));
        ReleaseRecord record = opened(draft(release, "", ""));
        Dependencies.Elsewhere elsewhere = (Dependencies.Elsewhere) record.dependencies();
        byte[] content = new Dependencies.Listed(release.dependencies()).content();
        assertThat(record.toRelease(elsewhere.open(content).orThrow("It", "").dependencies())
                        .dependencies())
                .containsExactlyInAnyOrderElementsOf(release.dependencies());
        assertThatThrownBy(record::toRelease).isInstanceOf(IllegalStateException.class);
        content[100] ^= 1;
        assertThat(elsewhere.open(content).refusal().orElseThrow()).isInstanceOf(Refusal.BrokenRule.class);
        assertThat(elsewhere
                        .open(new byte[Dependencies.LARGEST_CONTENT + 1])
                        .refusal()
                        .orElseThrow())
                .isInstanceOf(Refusal.TooLarge.class);
    }

    @Test
    void contentUnderItsDigestMustStillBeAList() {
        byte[] content = Forge.utf8("{\"a\":{\"range\":\"^1.0.0\"},\"b\":1}");
        assertThat(new Dependencies.Elsewhere(Digest.sha256Of(content))
                        .open(content)
                        .refusal()
                        .orElseThrow()
                        .reason())
                .isEqualTo("its 'dependencies.b' must be an object, found 1");
    }

    @Test
    void aLongDescriptionIsCutAndALongTitleIsRefused() {
        Release release = release("1.0.0+b", List.of());
        String description = opened(draft(release, "", "😀".repeat(600))).description();
        assertThat(description.codePointCount(0, description.length())).isEqualTo(512);
        assertThat(description).endsWith("😀…");
        assertThatThrownBy(() -> draft(release, "x".repeat(9000), ""))
                .isInstanceOf(ProblemException.class)
                .hasMessageEndingWith("shorten title, tags, author and license; nothing was signed.");
    }

    @Test
    void aManifestOfAnotherVersionIsNotSigned() {
        assertThatThrownBy(() -> draft(release("1.0.0", List.of()), "", ""))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("does not fit its manifest of acme/parser@1.0.0+b");
    }

    @Test
    void oneNameIsNotNeededTwice() {
        assertThatThrownBy(() -> new Dependencies.Listed(List.of(
                        Samples.needs("a", "^1.0.0", SeedSigner.ALICE.id()),
                        Samples.needs("a", "^1.0.0", SeedSigner.BOB.id()))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void unknownMembersStayAtEveryDepth() {
        ReleaseRecord known = Samples.release("1.0.0");
        String text = Samples.text(known)
                .replace("\"archive\":{", "\"archive\":{\"blake3\":\"00\",")
                .replace("{\"range\":\"^0.3.1\"}", "{\"optional\":true,\"range\":\"^0.3.1\"}");
        ReleaseRecord read = Records.openRelease(
                        Forge.envelope(RecordKind.RELEASE, text, SeedSigner.ALICE), Samples.NOW)
                .orThrow("It", "")
                .payload();
        assertThat(read.unknown().map()).containsOnlyKeys("archive", "dependencies");
        assertThat(Samples.text(read)).isEqualTo(text);
        assertThat(read).isNotEqualTo(known);
        assertThat(read.toRelease()).isEqualTo(known.toRelease());
    }
}
