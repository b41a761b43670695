package io.ggen.installer;

import static io.ggen.installer.Someone.ANN;
import static io.ggen.installer.Someone.BOB;
import static io.ggen.installer.Someone.EVE;
import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.Dependency;
import io.ggen.api.Digest;
import io.ggen.api.Manifest;
import io.ggen.api.PackageName;
import io.ggen.api.Problem;
import io.ggen.api.PublisherId;
import io.ggen.api.Range;
import io.ggen.api.Release;
import io.ggen.api.lockfile.Lock;
import io.ggen.api.marketplace.Consent;
import io.ggen.api.marketplace.Provenance;
import io.ggen.api.marketplace.Verification;
import io.ggen.lockfile.JsonLockfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is installed is what was signed, or nothing. */
class SignaturesTest {
    @TempDir
    Path folder;

    World world;
    FakeRegistry here;
    byte[] archive;
    Manifest manifest;
    Release good;
    byte[] record;

    @BeforeEach
    void aSignedRelease() throws IOException {
        world = new World(folder.resolve("home"));
        here = new FakeRegistry("here");
        world.market = world.market(here);
        archive = Tar.of("README", "a", "bin/run.sh", "#!").bytes();
        manifest = World.manifest("a 1.0.0 -> b ^1.0.0");
        good = ANN.release(manifest, archive);
        record = ANN.record(manifest, archive);
        here.add("b 1.0.0", Tar.of("README", "b").bytes());
    }

    private String refused() throws IOException {
        here.add("z 1.0.0", Tar.of("README", "z").bytes());
        world.install("z");
        var before = World.snapshot(world.target);
        Problem problem = Problems.of(() -> world.install("a"));
        assertThat(World.snapshot(world.target)).isEqualTo(before);
        assertThat(world.installed()).containsExactly("z@1.0.0");
        assertThat(problem.message()).contains("a@1.0.0").contains("; nothing was ");
        return problem.message();
    }

    private Release with(PublisherId publisher, List<Dependency> dependencies, Release.Kind kind) {
        return new Release(good.name(), good.version(), publisher, kind, dependencies, good.archive(), false, null);
    }

    @Test
    void aSignedReleaseIsInstalledAndItsRecordKept() throws IOException {
        here.add(good, archive, record);

        world.install("a");

        Verification verified = world.market.verify(world.target, world.progress);
        assertThat(verified.damages()).isEmpty();
        assertThat(verified.signed()).isEqualTo(1);
        assertThat(verified.unsigned()).isEqualTo(1);
    }

    private Path sidecar() throws IOException {
        Path tree = world.tree("a");
        return tree.resolveSibling(tree.getFileName() + ".json");
    }

    /** Puts {@code other} in the place of the record that is kept. */
    private void replaceRecord(byte[] other) throws IOException {
        var base64 = java.util.Base64.getEncoder();
        String before = Files.readString(sidecar());
        String after = before.replace(base64.encodeToString(record), base64.encodeToString(other));
        assertThat(after).isNotEqualTo(before);
        Files.writeString(sidecar(), after);
    }

    @Test
    void withoutARecordItIsRefused() throws IOException {
        here.add(good, archive, null);

        assertThat(refused())
                .isEqualTo("a@1.0.0 is said to be published by " + ANN.shown()
                        + ", but no registry has a record of it with that signature; nothing was installed.");
    }

    @Test
    void editedDependenciesAreRefused() throws IOException {
        here.add("evil 1.0.0", archive);
        Dependency evil = new Dependency(new PackageName("evil"), Range.parse("^1.0.0"));
        here.add(with(ANN.id(), List.of(evil), Release.Kind.FILES), archive, record);

        assertThat(refused())
                .isEqualTo("The signed record of a@1.0.0 in registry here is refused: its dependencies is b ^1.0.0, and"
                        + " found is evil ^1.0.0; nothing was installed.");
    }

    @Test
    void anotherPublisherOfADependencyIsRefused() throws IOException {
        here.sign(EVE, "b 1.0.0", archive);
        Dependency eves = new Dependency(new PackageName("b"), EVE.id(), Range.parse("^1.0.0"));
        here.add(with(ANN.id(), List.of(eves), Release.Kind.FILES), archive, record);

        assertThat(refused()).contains("its dependencies is b ^1.0.0, and found is @" + EVE.id() + "/b ^1.0.0");
    }

    @Test
    void anotherArchiveIsRefused() throws IOException {
        byte[] other = Tar.of("README", "other").bytes();
        here.add(ANN.release(manifest, other), other, record);

        assertThat(refused())
                .contains("its archive digest is " + Digest.sha256Of(archive) + ", and found is "
                        + Digest.sha256Of(other));
    }

    @Test
    void anotherKindIsRefused() throws IOException {
        here.add(with(ANN.id(), good.dependencies(), Release.Kind.BUNDLE), archive, record);

        assertThat(refused()).contains("its kind is files, and found is bundle");
    }

    @Test
    void anotherPublisherIsRefused() throws IOException {
        here.add(with(EVE.id(), good.dependencies(), Release.Kind.FILES), archive, record);

        assertThat(refused()).contains("it is signed by " + ANN.shown() + ", and expected is " + EVE.shown());
    }

    @Test
    void theRecordOfAnotherReleaseIsRefused() throws IOException {
        here.add(good, archive, ANN.record(World.manifest("a 1.1.0 -> b ^1.0.0"), archive));

        assertThat(refused()).contains("its version is 1.1.0, and found is 1.0.0");
    }

    @Test
    void aChangedPayloadIsRefused() throws IOException {
        byte[] changed = record.clone();
        String text = new String(changed, java.nio.charset.StandardCharsets.ISO_8859_1);
        changed[text.indexOf("\"files\"") + 1] = 'F';
        here.add(good, archive, changed);

        assertThat(refused()).contains("The signed record of a@1.0.0 in registry here is refused: its 'kind' must be");
    }

    @Test
    void aSignatureFromAnotherReleaseIsRefused() throws IOException {
        byte[] swapped = record.clone();
        byte[] other = ANN.record(World.manifest("a 1.0.1 -> b ^1.0.0"), archive);
        System.arraycopy(other, other.length - 64, swapped, swapped.length - 64, 64);
        here.add(good, archive, swapped);

        assertThat(refused()).contains("its signature does not fit the key of " + ANN.id());
    }

    @Test
    void aRecordForWhatTheIndexCallsLocalIsRefused() throws IOException {
        here.add(with(PublisherId.LOCAL, good.dependencies(), Release.Kind.FILES), archive, record);

        assertThat(refused()).contains("it is signed by " + ANN.shown() + ", and expected is local (unsigned)");
    }

    @Test
    void aGoodRecordElsewhereMakesUpForABadOne() throws IOException {
        FakeRegistry other = new FakeRegistry("other");
        here.add(good, archive, new byte[] {1, 2, 3});
        other.add(good, archive, record);
        world.market = world.market(here, other);

        world.install("a");

        assertThat(world.installed()).containsExactly("a@1.0.0", "b@1.0.0");
    }

    @Test
    void whatIsExtractedIsExactlyAsLargeAsWasSigned() throws IOException {
        here.add(good, archive, ANN.record(manifest, archive, 1_000, 3));

        assertThat(refused())
                .isEqualTo("The archive of a@1.0.0 holds 3 bytes in 3 entries, but " + ANN.shown()
                        + " signed 1000 bytes in 3 entries; nothing was installed.");
    }

    @Test
    void moreThanWasSignedIsNotEvenExtracted() throws IOException {
        here.add(good, archive, ANN.record(manifest, archive, 3, 2));

        assertThat(refused()).contains("is entry number 3", "at most 2 are allowed");
    }

    @Test
    void aSignedReleaseMayBeLargerThanOthers() throws IOException {
        Tar tar = new Tar();
        for (int i = 0; i < 20_001; i++) {
            tar.file("f" + i, new byte[0]);
        }
        byte[] many = tar.bytes();
        Manifest large = World.manifest("large 1.0.0");
        here.add(ANN.release(large, many), many, ANN.record(large, many, 0, 20_001));

        world.install("large");

        assertThat(world.installed()).containsExactly("large@1.0.0");
    }

    @Test
    void aForgedClaimDoesNotStandInTheWayOfWhatWasSigned() throws IOException {
        FakeRegistry forged = new FakeRegistry("forged");
        byte[] other = Tar.of("README", "other").bytes();
        forged.add(ANN.release(manifest, other), other, null);
        here.add(good, archive, record);
        world.market = world.market(forged, here);

        world.install("a");

        assertThat(World.shown(world.target)).containsEntry("a", "a");
        assertThat(world.warnings).hasSize(1);
        assertThat(world.warnings.get(0))
                .contains("forged and here have different archives")
                .endsWith("only that of here is signed, and counts.");
    }

    @Test
    void twoPayloadsForOneVersionArePassedOverAndToldWhenAskedFor() throws IOException {
        FakeRegistry other = new FakeRegistry("other");
        byte[] second = Tar.of("README", "second").bytes();
        here.sign(ANN, "a 0.9.0", archive);
        other.sign(ANN, "a 1.0.0 -> b ^1.0.0", second);
        here.add(good, archive, record);
        world.market = world.market(here, other);

        assertThat(Problems.message(() -> world.install("a@1.0.0")))
                .startsWith("The registries here and other have different archives (")
                .contains(") for a@1.0.0 by " + ANN.id() + ", all signed (records ")
                .endsWith("); nothing was installed.");
        world.install("a");

        assertThat(world.installed()).containsExactly("a@0.9.0");
        assertThat(world.warnings).anyMatch(warning -> warning.endsWith("; that version is passed over."));
    }

    @Test
    void whatIsLockedGoesOnWithTheLockedDigest() throws IOException {
        here.add(good, archive, record);
        world.install("a");
        FakeRegistry other = new FakeRegistry("other");
        byte[] second = Tar.of("README", "second").bytes();
        other.sign(ANN, "a 1.0.0 -> b ^1.0.0", second);
        other.add("c 1.0.0", second);
        world.market = world.market(other, here);

        world.install("c");

        assertThat(world.installed()).containsExactly("a@1.0.0", "b@1.0.0", "c@1.0.0");
        assertThat(World.shown(world.target)).containsEntry("a", "a");
        assertThat(world.warnings).anyMatch(warning -> warning.endsWith("; the locked one stays."));
    }

    @Test
    void aRevokedKeyIsNoCandidate() throws IOException {
        here.add(good, archive, record);
        world.neighbours.revoke(ANN);

        assertThat(refused())
                .isEqualTo("The key of " + ANN.shown() + ", which has signed a@1.0.0, was revoked on"
                        + " 2026-11-01T00:00:00Z; nothing was installed.");
    }

    @Test
    void whatARevokedKeySignedStaysWhereItIsLocked() throws IOException {
        here.add(good, archive, record);
        world.install("a");
        here.sign(ANN, "a 1.1.0 -> b ^1.0.0", archive);
        here.add("c 1.0.0", archive);
        world.neighbours.revoke(ANN);

        world.install("c");
        world.update();

        assertThat(world.installed()).containsExactly("a@1.0.0", "b@1.0.0", "c@1.0.0");
        assertThat(world.warnings)
                .contains("The key of " + ANN.shown() + ", which has signed a@1.0.0, was revoked on"
                        + " 2026-11-01T00:00:00Z; it stays because it is locked.");
    }

    private Path lockOf(PublisherId publisher, byte[] bytes) throws IOException {
        Lock.Entry entry =
                Lock.Entry.of(new PackageName("a"), good.version(), publisher, Digest.sha256Of(bytes), Map.of());
        Lock lock = new Lock(
                new TreeMap<>(Map.of(entry.name(), new Dependency(entry.name(), Range.LATEST))),
                new TreeMap<>(Map.of(entry.name(), entry)));
        return Files.write(folder.resolve("their.lock"), new JsonLockfile().write(lock));
    }

    @Test
    void aLockThatNamesAnotherPublisherIsRefused() throws IOException {
        here.add(good, archive, record);
        Path lock = lockOf(EVE.id(), archive);

        String message = Problems.message(() -> world.install(world.lock(lock)));

        assertThat(message)
                .isEqualTo("The lock says that a@1.0.0 is by " + EVE.shown() + ", but the registry has it by "
                        + ANN.shown() + "; nothing was installed.");
        assertThat(World.snapshot(world.target)).isEmpty();
    }

    @Test
    void aLockThatNamesAnotherPublisherIsRefusedThoughTheTreeIsThere() throws IOException {
        here.add(good, archive, record);
        world.install("a");
        Path lock = lockOf(EVE.id(), archive);
        var before = World.snapshot(world.target);

        assertThat(Problems.message(() -> world.install(world.lock(lock)))).startsWith("The lock says that a@1.0.0 is");
        assertThat(World.snapshot(world.target)).isEqualTo(before);
    }

    @Test
    void anotherTargetIsServedFromTheStoreWithoutARegistry() throws IOException {
        here.add(good, archive, record);
        world.install("a");
        Path lock = Files.copy(world.target.resolve("ggen.lock"), folder.resolve("copy.lock"));
        world.market = world.market(new FakeRegistry("empty"));
        Path other = folder.resolve("other");

        world.market.install(
                new io.ggen.api.marketplace.InstallRequest(
                        List.of(),
                        new io.ggen.api.marketplace.InstallOptions(
                                other, lock, false, false, null, world.options().choice())),
                world.progress);

        assertThat(world.installed(other)).containsExactly("a@1.0.0", "b@1.0.0");
    }

    @Test
    void aLostRecordIsToldByVerifyAndBroughtBack() throws IOException {
        here.add(good, archive, record);
        world.install("a");
        Files.writeString(sidecar(), Files.readString(sidecar()).replace("\"record\"", "\"gone\""));

        assertThat(world.market.verify(world.target, world.progress).damages())
                .extracting(damage -> damage.id() + " " + damage.what())
                .containsExactly("a@1.0.0 has lost its signed record");
        world.uninstall("a");
        world.install("a");
        assertThat(world.market.verify(world.target, world.progress).damages()).isEmpty();
    }

    @Test
    void forceBringsARecordBack() throws IOException {
        here.add(good, archive, record);
        world.install("a");
        replaceRecord(new byte[] {1, 2, 3});
        assertThat(world.market.verify(world.target, world.progress).damages())
                .extracting(damage -> damage.what())
                .allMatch(what -> what.startsWith("has a signed record that does not hold: "));

        world.install(world.force());

        assertThat(world.market.verify(world.target, world.progress).damages()).isEmpty();
        assertThat(world.market.verify(world.target, world.progress).signed()).isEqualTo(1);
    }

    @Test
    void forceNeedsNoRegistryWhereTheRecordHolds() throws IOException {
        here.add(good, archive, record);
        world.install("a");
        world.market = world.market(new FakeRegistry("empty"));

        world.install(world.force());

        assertThat(world.installed()).containsExactly("a@1.0.0", "b@1.0.0");
    }

    @Test
    void aRecordThatIsLostStopsNoUninstall() throws IOException {
        here.add(good, archive, record);
        world.install("a");
        replaceRecord(new byte[0]);
        world.market = world.market(new FakeRegistry("empty"));

        world.uninstall("a");

        assertThat(world.installed()).isEmpty();
    }

    @Test
    void aChangedRecordInTheStoreIsToldByVerify() throws IOException {
        here.add(good, archive, record);
        world.install("a");
        replaceRecord(EVE.record(manifest, archive));

        assertThat(world.market.verify(world.target, world.progress).damages())
                .extracting(damage -> damage.what())
                .containsExactly("has a signed record that does not hold: it is signed by " + EVE.shown()
                        + ", and expected is " + ANN.shown());
    }

    @Test
    void gcTakesTheRecordWithTheTree() throws IOException {
        here.add(good, archive, record);
        world.install("a");
        world.uninstall("a");

        assertThat(world.market.gc(0, world.progress).trees()).isEqualTo(2);
        try (Stream<Path> rest = Files.list(world.home.store().resolve("trees"))) {
            assertThat(rest).isEmpty();
        }
    }

    @Test
    void twoPublishersMayHaveOneArchive() throws IOException {
        here.add(good, archive, record);
        here.sign(BOB, "c 1.0.0", archive);

        world.install("a", "c");

        assertThat(world.market.verify(world.target, world.progress).signed()).isEqualTo(2);
        assertThat(world.tree("a")).isEqualTo(world.tree("c"));
    }

    @Test
    void provenanceTellsWhoStandsBehindIt() throws IOException {
        here.add(good, archive, record);
        here.heads.put(ANN.id(), ANN.head(manifest, archive, World.NOON.minus(Duration.ofDays(1))));
        world.neighbours.own = ANN;
        world.neighbours.pin("a", ANN.id());

        Provenance provenance = world.market.provenance(good);

        assertThat(provenance.signature()).isEqualTo(Provenance.Signature.VERIFIED);
        assertThat(provenance.fingerprint()).isEqualTo(ANN.publicKey().fingerprint());
        assertThat(provenance.own()).isTrue();
        assertThat(provenance.pinned()).isEqualTo(ANN.id());
        assertThat(provenance.head()).isEqualTo(Provenance.Head.FRESH);
        assertThat(provenance.warning()).isEmpty();
    }

    @Test
    void provenanceTellsWhatIsBadAndWhatIsOld() throws IOException {
        here.add(good, archive, null);
        here.heads.put(ANN.id(), ANN.head(manifest, archive, World.NOON.minus(Duration.ofDays(40))));

        Provenance provenance = world.market.provenance(good);

        assertThat(provenance.signature()).isEqualTo(Provenance.Signature.BAD);
        assertThat(provenance.reason()).endsWith("no registry has a record of it with that signature");
        assertThat(provenance.head()).isEqualTo(Provenance.Head.EXPIRED);
        assertThat(provenance.warning().orElseThrow()).startsWith("Freshness unknown: ");
        assertThat(world.market.provenance(here.add("local 1.0.0", archive)).signature())
                .isEqualTo(Provenance.Signature.UNSIGNED);
    }

    @Test
    void provenanceTellsOfContradictionsAndOfARegistryThatHasGoneBack() throws IOException {
        FakeRegistry other = new FakeRegistry("other");
        world.market = world.market(here, other);
        here.add(good, archive, record);
        here.cautions.add("ANN signed two different heads.");
        other.cautions.add("ANN signed two different heads.");
        here.heads.put(ANN.id(), ANN.head(manifest, archive, World.NOON.minus(Duration.ofDays(1))));
        other.heads.put(ANN.id(), ANN.head(manifest, archive, World.NOON.minus(Duration.ofDays(2))));

        Provenance provenance = world.market.provenance(good);

        assertThat(provenance.head()).isEqualTo(Provenance.Head.FRESH);
        assertThat(provenance.cautions()).hasSize(2).contains("ANN signed two different heads.");
        assertThat(provenance.cautions().get(1))
                .startsWith("Registry ")
                .contains(
                        "has gone back",
                        Long.toString(World.NOON.minus(Duration.ofDays(2)).toEpochMilli()));
    }

    @Test
    void consentIsNotAskedWhereSomethingIsSignedHere() throws IOException {
        world.consent = Consent.REFUSED;
        here.add(good, archive, record);

        world.install("a");

        assertThat(world.installed()).contains("a@1.0.0");
    }
}
