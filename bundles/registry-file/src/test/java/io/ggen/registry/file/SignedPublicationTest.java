package io.ggen.registry.file;

import static io.ggen.registry.file.SignedWorld.ALICE;
import static io.ggen.registry.file.SignedWorld.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.api.Dependency;
import io.ggen.api.ProblemException;
import io.ggen.api.PublisherId;
import io.ggen.api.Release;
import io.ggen.api.Version;
import io.ggen.api.registry.WritableRegistry.Draft;
import io.ggen.records.ArchiveFacts;
import io.ggen.records.HeadDraft;
import io.ggen.records.HeadRecord;
import io.ggen.records.Records;
import io.ggen.records.ReleaseRecord;
import io.ggen.records.Signed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignedPublicationTest {
    @TempDir
    Path folder;

    private Fixture fixture;

    @BeforeEach
    void setUp() {
        fixture = new Fixture(folder);
    }

    private static byte[] archive(String name, String version) {
        return (name + " " + version).getBytes(StandardCharsets.UTF_8);
    }

    private Draft draft(SignedWorld.Someone who, String name, String version, Dependency... dependencies)
            throws IOException {
        byte[] archive = archive(name, version);
        Release release = SignedWorld.release(who, name, version, archive, dependencies);
        return draft(release, archive, SignedWorld.record(who, release, archive).toBytes());
    }

    private Draft draft(Release release, byte[] archive, byte[] record) throws IOException {
        Draft draft = fixture.draft(new String(SignedWorld.manifest(release), StandardCharsets.UTF_8), "");
        Files.write(draft.archive(), archive);
        return new Draft(draft.manifest(), draft.archive(), Fixture.PUBLISHED, record);
    }

    private static byte[] record(Draft draft) {
        return Objects.requireNonNull(draft.record());
    }

    private static Draft unsigned(Draft draft) {
        return new Draft(draft.manifest(), draft.archive(), draft.published());
    }

    private void assertRefused(Draft draft, String... words) throws IOException {
        Map<String, String> before = fixture.files();
        assertThatThrownBy(() -> fixture.registry.publish(draft))
                .isInstanceOf(ProblemException.class)
                .hasMessageContainingAll(words)
                .hasMessageEndingWith("; the registry is unchanged.");
        assertThat(fixture.files()).isEqualTo(before);
        assertThat(fixture.leftovers()).isEmpty();
    }

    @Test
    void aSignedReleaseHasItsRecordBesideTheArchive() throws IOException {
        Draft draft = draft(ALICE, "a", "1.0.0", SignedWorld.needs(BOB, "b", "^1.0.0"));
        Release release = fixture.registry.publish(draft);

        assertThat(release.publisher()).isEqualTo(ALICE.id());
        assertThat(release.dependencies()).extracting(Dependency::key).containsExactly("@" + BOB.id() + "/b");
        assertThat(fixture.release("a", "1.0.0")).isEqualTo(release);
        assertThat(fixture.files().keySet()).contains("a/1.0.0/release.json");
        assertThat(fixture.files().get("a/1.0.0/package.json"))
                .isEqualTo(draft.manifest().json());
        assertThat(fixture.registry.record(release)).hasValue(record(draft));
        assertThat(fixture.registry.reindex().problems()).isEmpty();
        assertThat(fixture.release("a", "1.0.0")).isEqualTo(release);
        assertThat(fixture.warnings).isEmpty();
    }

    @Test
    void theSameAgainSignedAtAnotherTimeOrNotChangesNothing() throws IOException {
        Draft draft = draft(ALICE, "a", "1.0.0");
        fixture.registry.publish(draft);
        Map<String, String> before = fixture.files();
        Signed<ReleaseRecord> first =
                Records.openRelease(record(draft), SignedWorld.NOW).value().orElseThrow();
        ReleaseRecord later = withTime(first.payload(), SignedWorld.NOW.plusSeconds(60));

        for (Draft again : List.of(
                draft,
                unsigned(draft),
                draft(
                        first.payload().toRelease(),
                        archive("a", "1.0.0"),
                        Signed.seal(later, ALICE, later.published()).toBytes()))) {
            assertThat(fixture.registry.publish(again).publisher()).isEqualTo(ALICE.id());
            assertThat(fixture.files()).isEqualTo(before);
        }
        assertThat(fixture.leftovers()).isEmpty();
    }

    private static ReleaseRecord withTime(ReleaseRecord r, Instant time) {
        return with(r, time, r.archive(), r.title());
    }

    private static ReleaseRecord with(ReleaseRecord r, Instant time, ArchiveFacts archive, String title) {
        return new ReleaseRecord(
                r.name(),
                r.version(),
                r.publisher(),
                time,
                r.releaseKind(),
                title,
                r.description(),
                r.category(),
                r.tags(),
                r.author(),
                r.license(),
                r.dependencies(),
                r.manifest(),
                archive,
                r.unknown());
    }

    @Test
    void whatIsThereUnsignedCanBeSignedByteForByte() throws IOException {
        Draft draft = draft(ALICE, "a", "1.0.0", SignedWorld.needs(BOB, "b", "^1.0.0"));
        fixture.registry.publish(unsigned(draft));
        fixture.registry.yank(Fixture.name("a"), Version.parse("1.0.0"), true);
        assertThat(fixture.release("a", "1.0.0").publisher()).isEqualTo(PublisherId.LOCAL);
        String cursor = fixture.registry.changesSince("").cursor();

        Release signed = fixture.registry.publish(draft);

        assertThat(signed.publisher()).isEqualTo(ALICE.id());
        assertThat(signed.yanked()).isTrue();
        assertThat(fixture.release("a", "1.0.0")).isEqualTo(signed);
        assertThat(fixture.registry.changesSince(cursor).names()).containsExactly(Fixture.name("a"));
        assertThat(fixture.registry.reindex().problems()).isEmpty();
        assertThat(fixture.release("a", "1.0.0")).isEqualTo(signed);
        assertThat(fixture.warnings).isEmpty();
    }

    @Test
    void aCrashBetweenRecordAndIndexHeals() throws IOException {
        Draft draft = draft(ALICE, "a", "1.0.0");
        fixture.registry.publish(unsigned(draft));
        Files.write(
                fixture.root.resolve("a/1.0.0/release.json"),
                io.ggen.records.RecordFile.write(Records.openRelease(record(draft), SignedWorld.NOW)
                        .value()
                        .orElseThrow()
                        .envelope()));
        Files.setLastModifiedTime(fixture.index("a"), FileTime.fromMillis(0));

        assertThat(fixture.release("a", "1.0.0").publisher()).isEqualTo(ALICE.id());
        assertThat(fixture.warnings)
                .containsExactly("The index of a did not agree with its folder and was built again from its folder.");
    }

    @Test
    void anUnsignedManifestInOtherBytesCannotBeSigned() throws IOException {
        Draft draft = draft(ALICE, "a", "1.0.0");
        fixture.registry.publish(unsigned(draft));
        Path manifest = fixture.root.resolve("a/1.0.0/package.json");
        Files.writeString(manifest, Files.readString(manifest).replace("\n}", " }"));

        assertRefused(
                draft,
                "a 1.0.0 was not published because the registry has this version unsigned, and what is signed does not fit"
                        + " it: its 'manifest' must be ");
    }

    @Test
    void aVersionOfAnotherPublisherIsRefusedWithBothNamed() throws IOException {
        fixture.registry.publish(draft(ALICE, "a", "1.0.0"));

        assertRefused(
                draft(BOB, "a", "1.0.0"),
                "a 1.0.0 was not published because the registry has this version from " + ALICE.id()
                        + ", and this one is by " + BOB.id() + ", and versions never change");

        fixture.registry.publish(draft(BOB, "a", "1.1.0"));
        assertThat(fixture.release("a", "1.0.0").publisher()).isEqualTo(ALICE.id());
        assertThat(fixture.release("a", "1.1.0").publisher()).isEqualTo(BOB.id());
        assertThat(fixture.registry.reindex().problems()).isEmpty();
    }

    @Test
    void anotherPayloadOfAVersionIsRefused() throws IOException {
        fixture.registry.publish(draft(ALICE, "a", "1.0.0", SignedWorld.needs(null, "b", "^1.0.0")));

        assertRefused(
                draft(ALICE, "a", "1.0.0", SignedWorld.needs(BOB, "b", "^1.0.0")),
                "the registry has this version with another signed record, and versions never change");
    }

    @Test
    void aVersionWhoseRecordIsDamagedIsNotSignedAnew() throws IOException {
        Draft draft = draft(ALICE, "a", "1.0.0");
        fixture.registry.publish(draft);
        Files.writeString(fixture.root.resolve("a/1.0.0/release.json"), "x");

        assertRefused(draft, "registry/a/1.0.0/release.json, which signs it, is refused: it is not a signed envelope");
    }

    @Test
    void aRecordThatDoesNotFitItsDraftIsRefused() throws IOException {
        Draft draft = draft(ALICE, "a", "1.0.0");
        byte[] good = record(draft);
        ReleaseRecord record =
                Records.openRelease(good, SignedWorld.NOW).value().orElseThrow().payload();
        byte[] forged = good.clone();
        forged[forged.length - 1] ^= 1;
        ArchiveFacts facts = record.archive();
        ArchiveFacts otherRoot =
                new ArchiveFacts(facts.sha256(), facts.size(), facts.sha256(), facts.expanded(), facts.entries());

        for (Map.Entry<byte[], String> bad : Map.of(
                        forged,
                        "its signature does not fit",
                        new byte[0],
                        "it is not a signed envelope",
                        record(draft(ALICE, "a", "1.0.1")),
                        "its 'version' must be 1.0.0, found 1.0.1",
                        record(draft(ALICE, "b", "1.0.0")),
                        "its 'name' must be a, found b",
                        Signed.seal(with(record, SignedWorld.NOW, otherRoot, ""), ALICE, SignedWorld.NOW)
                                .toBytes(),
                        "its 'archive.root' must be ",
                        Signed.seal(
                                        withTime(record, Instant.parse("2100-01-01T00:00:00Z")),
                                        ALICE,
                                        Instant.parse("2100-01-01T00:00:00Z"))
                                .toBytes(),
                        "its 'published' is 2100-01-01T00:00:00Z")
                .entrySet()) {
            assertRefused(
                    new Draft(draft.manifest(), draft.archive(), draft.published(), bad.getKey()),
                    "Publishing a 1.0.0 failed because its release record is refused: ",
                    bad.getValue());
        }
        Files.write(draft.archive(), archive("other", "1.0.0"));
        assertRefused(draft, "its 'archive.sha256' must be ");
    }

    private static Signed<HeadRecord> head(SignedWorld.Someone who, long seen, Draft... drafts) {
        List<Signed<ReleaseRecord>> releases = new java.util.ArrayList<>();
        for (Draft draft : drafts) {
            releases.add(
                    Records.openRelease(record(draft), SignedWorld.NOW).value().orElseThrow());
        }
        return Signed.seal(HeadDraft.of(releases, List.of(), "").next(seen, SignedWorld.NOW), who, SignedWorld.NOW);
    }

    @Test
    void aHeadIsKeptUntilANewerOneComes() throws IOException {
        Draft one = draft(ALICE, "a", "1.0.0");
        Draft two = draft(ALICE, "a", "1.1.0");
        fixture.registry.publish(one);
        fixture.registry.publish(two);
        Signed<HeadRecord> first = head(ALICE, -1, one);
        Signed<HeadRecord> second = head(ALICE, first.payload().seq(), one, two);

        fixture.registry.keepHead(first.toBytes());
        fixture.registry.keepHead(second.toBytes());
        fixture.registry.keepHead(second.toBytes());

        assertThat(fixture.registry.head(Fixture.name("a"), ALICE.id())).hasValue(second.toBytes());
        assertThatThrownBy(() -> fixture.registry.keepHead(first.toBytes()))
                .hasMessageContainingAll("its seq is lower than", "; the registry is unchanged.");
        assertThatThrownBy(() -> fixture.registry.keepHead(
                        head(ALICE, first.payload().seq(), one).toBytes()))
                .hasMessageContaining("its seq is that of the head there is, which says something else");
        assertThatThrownBy(() -> fixture.registry.keepHead(record(one)))
                .hasMessageStartingWith("The head to be kept is refused: its payload type is '/ggen/release'");
        assertThat(fixture.registry.head(Fixture.name("a"), ALICE.id())).hasValue(second.toBytes());
        assertThat(fixture.versions("a")).containsExactly("1.1.0", "1.0.0");
        assertThat(fixture.warnings).isEmpty();
        assertThat(fixture.leftovers()).isEmpty();
    }

    @Test
    void aHeadOfNoPackageHereIsRefusedAndADamagedOneReplaced() throws IOException {
        Draft draft = draft(ALICE, "a", "1.0.0");
        Signed<HeadRecord> head = head(ALICE, -1, draft);
        assertThatThrownBy(() -> fixture.registry.keepHead(head.toBytes()))
                .hasMessageContaining("There is no package 'a' with a folder in the registry");
        fixture.registry.publish(draft);
        Files.writeString(fixture.root.resolve("a/head-" + ALICE.id() + ".json"), "garbage");

        fixture.registry.keepHead(head.toBytes());

        assertThat(fixture.registry.head(Fixture.name("a"), ALICE.id())).hasValue(head.toBytes());
    }

    @Test
    void aHeadLeavesTheIndexAsNewAsItsFolder() throws IOException {
        Draft draft = draft(ALICE, "a", "1.0.0");
        fixture.registry.publish(draft);

        fixture.registry.keepHead(head(ALICE, -1, draft).toBytes());

        assertThat(Files.getLastModifiedTime(fixture.index("a")))
                .isGreaterThanOrEqualTo(Files.getLastModifiedTime(fixture.root.resolve("a")));
    }
}
