package io.ggen.installer;

import static io.ggen.installer.Someone.ANN;
import static io.ggen.installer.Someone.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.api.Digest;
import io.ggen.api.Manifest;
import io.ggen.api.ProblemException;
import io.ggen.api.registry.WritableRegistry;
import io.ggen.records.RecordFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Installs of records whose signatures this home has verified before. */
class MemoTest {
    @TempDir
    Path folder;

    final FakeMemo memo = new FakeMemo();
    World world;
    Path record;

    @BeforeEach
    void oneSignedPackage() throws IOException {
        world = new World(folder.resolve("home"));
        world.neighbours.memo = memo;
        publish("a 1.0.0");
        publish("a 1.1.0");
        record = world.home.registry().resolve("a/1.1.0/release.json");
    }

    private void publish(String text) throws IOException {
        Manifest manifest = World.manifest(text);
        byte[] archive = Tar.of("README", text).bytes();
        Path file = Files.write(Files.createTempFile(folder, "memo", ".tar.gz"), archive);
        world.registry.publish(new WritableRegistry.Draft(manifest, file, 0, ANN.record(manifest, archive)));
    }

    /** As a fresh process would that finds no tree in the store. */
    private void installAnew() throws IOException {
        world.market = world.market(World.registry(world.home));
        world.uninstall("a");
        world.market.gc(1, world.progress);
        world.install("a");
    }

    private void assertRefused(String why) throws IOException {
        world.market = world.market(World.registry(world.home));
        var before = World.snapshot(world.target);
        assertThatThrownBy(() -> world.install("a"))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("The signed record of a@1.1.0 in registry home is refused: ")
                .hasMessageContaining(why)
                .hasMessageEndingWith("; nothing was installed.");
        assertThat(World.snapshot(world.target)).isEqualTo(before);
        assertThat(world.leftovers()).isEmpty();
    }

    @Test
    void whatAnInstallVerifiesTheNextOneKnows() throws IOException {
        world.install("a");
        assertThat(memo.known).hasSize(1);
        assertThat(memo.hits).hasValue(0);

        installAnew();
        assertThat(memo.known).hasSize(1);
        assertThat(memo.hits.get()).isPositive();
        assertThat(World.shown(world.target)).containsEntry("a", "a 1.1.0");
    }

    @Test
    void aRecordThatIsEditedAfterItWasVerifiedIsRefused() throws IOException {
        world.install("a");
        world.uninstall("a");
        Files.writeString(record, Files.readString(record).replace("\"kind\":\"files\"", "\"kind\":\"bundle\""));

        assertRefused("its signature does not fit the key of " + ANN.id());
    }

    @Test
    void aVerifiedRecordInThePlaceOfAnotherIsRefused() throws IOException {
        memo.remember(Digest.sha256Of(envelope(world.home.registry().resolve("a/1.0.0/release.json"))));
        Files.write(record, Files.readAllBytes(world.home.registry().resolve("a/1.0.0/release.json")));

        assertRefused("its version is 1.0.0, and found is 1.1.0");
        assertThat(memo.hits.get()).isPositive();
    }

    @Test
    void anIndexThatIsEditedAfterTheRecordWasVerifiedIsRefused() throws IOException {
        memo.remember(Digest.sha256Of(envelope(record)));
        Path index = world.home.registry().resolve("a/index.json");
        var time = Files.getLastModifiedTime(index);
        Files.writeString(
                index,
                Files.readString(index).replace(ANN.id().value(), BOB.id().value()));
        Files.setLastModifiedTime(index, time);

        assertRefused("it is signed by " + ANN.shown() + ", and expected is " + BOB.shown());
        assertThat(memo.hits.get()).isPositive();
    }

    @Test
    void aRevokedKeySignsNothingNewThatWasVerifiedBefore() throws IOException {
        memo.remember(Digest.sha256Of(envelope(record)));
        world.neighbours.revoke(ANN);
        world.market = world.market(World.registry(world.home));

        assertThatThrownBy(() -> world.install("a"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("revoked");
    }

    @Test
    void verifyChecksTheSignatureAgain() throws IOException {
        world.install("a");
        memo.hits.set(0);
        assertThat(world.market.verify(world.target, world.progress).damages()).isEmpty();
        assertThat(memo.hits).hasValue(0);
    }

    private static byte[] envelope(Path file) throws IOException {
        return RecordFile.read(Files.readAllBytes(file)).value().orElseThrow();
    }
}
