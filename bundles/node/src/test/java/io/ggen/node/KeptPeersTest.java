package io.ggen.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.p2p.api.Multiaddr;
import io.ggen.p2p.api.PeerAddresses;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.node.NodeStart;
import io.ggen.p2p.api.node.PeerBook;
import io.ggen.p2p.memory.MemoryHost;
import io.ggen.p2p.memory.kit.TestSigner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code peers.json}: whom to dial after a restart. */
class KeptPeersTest {
    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

    @TempDir
    Path run;

    private World world = new World(Path.of("run"));

    @BeforeEach
    void newWorld() {
        world = new World(run);
        world.roles.install("memory", world.transport());
    }

    private static PeerAddresses peer(long number) {
        return new PeerAddresses(
                PeerId.of(TestSigner.of(number).publicKey()), List.of(Multiaddr.parse("/ip4/10.0.0.1/tcp/" + number)));
    }

    private Path file() {
        return run.resolve("peers.json");
    }

    @Test
    void whoWasGoodIsDialledAtTheNextStartUnlessThatIsNotWanted() {
        LiveNode node = world.node();
        world.await(node.start(NodeStart.asConfigured()));
        MemoryHost good = world.stranger(2);
        world.peers.remember(List.of(new PeerAddresses(good.id(), good.addresses())));
        world.pass(Duration.ofSeconds(1));
        world.await(node.stop());
        assertThat(world.peers.remembered()).isEmpty();

        world.await(node.start(NodeStart.onlyToDial()));
        world.pass(Duration.ofMinutes(1));
        assertThat(node.status().peers()).isZero();
        assertThat(world.peers.remembered()).isEmpty();
        world.await(node.stop());

        world.await(node.start(NodeStart.asConfigured()));
        world.pass(Duration.ofSeconds(5));
        assertThat(node.status().peers()).isEqualTo(1);
        assertThat(world.peers.remembered()).containsExactly(new PeerAddresses(good.id(), good.addresses()));
    }

    @Test
    void aDozenAndFourOfThemAreDialledAndTheDeadNotForEver() {
        List<PeerAddresses> many = new ArrayList<>();
        for (long i = 100; i < 140; i++) {
            many.add(peer(i));
        }
        LiveNode node = world.node();
        world.await(node.start(NodeStart.asConfigured()));
        world.peers.remember(many);
        world.pass(Duration.ofSeconds(1));
        world.await(node.stop());
        world.await(node.start(NodeStart.asConfigured()));
        world.pass(Duration.ofHours(1));
        Set<PeerId> tried = node.dropped().stream().map(one -> one.peer()).collect(Collectors.toSet());
        assertThat(tried).hasSize(Setup.MOST_REMEMBERED);
        int before = node.dropped().stream().mapToInt(one -> one.times()).sum();
        world.pass(Duration.ofHours(1));
        assertThat(node.dropped().stream().mapToInt(one -> one.times()).sum()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"peers\":",
                "{\"peers\":{}}",
                "{\"peers\":[{\"peer\":\"you\",\"addresses\":[\"/ip4/1.2.3.4/tcp/1\"],\"good\":\"2026-11-29T12:00:00Z\"}]}",
                "{\"peers\":[{\"peer\":7}]}",
                "{\"peers\":[{\"peer\":\"12D3KooWD3eckifWpRn9wQpMG9R9hX3sD158z7EqHWmweQAJU5SA\",\"addresses\":[\"nowhere\"]}]}",
                "{\"peers\":[{\"peer\":\"12D3KooWD3eckifWpRn9wQpMG9R9hX3sD158z7EqHWmweQAJU5SA\"}]}",
                "{\"peers\":[{\"good\":\"yesterday\"}]}"
            })
    void aDamagedFileIsAWarningAndANewStart(String text) throws IOException {
        Files.createDirectories(run);
        Files.writeString(file(), text);
        LiveNode node = world.node();
        world.await(node.start(NodeStart.asConfigured()));
        assertThat(world.warnings).hasSize(1);
        assertThat(world.warnings.get(0))
                .startsWith("peers.json could not be read (")
                .endsWith("), so no peers of earlier runs are known; it is written anew.")
                .doesNotContain("\n");
        world.peers.remember(List.of(peer(1)));
        world.pass(Duration.ofSeconds(1));
        assertThat(new PeersFile(file()).read().addresses()).containsExactly(peer(1));
    }

    @Test
    void aFileThatIsFarTooLongIsNotRead() throws IOException {
        Files.createDirectories(run);
        Files.write(file(), new byte[PeersFile.LONGEST + 1]);
        world.await(world.node().start(NodeStart.asConfigured()));
        assertThat(world.warnings).hasSize(1).first().asString().contains("more than 1048576 bytes");
    }

    @Test
    void thoseToldOfComeFirstAndTheOldestGo() {
        Remembered remembered = Remembered.NOBODY;
        for (long i = 1; i <= PeerBook.MOST + 30; i++) {
            remembered = remembered.with(List.of(peer(i)), NOW);
        }
        assertThat(remembered.peers()).hasSize(PeerBook.MOST);
        assertThat(remembered.addresses().get(0)).isEqualTo(peer(PeerBook.MOST + 30));
        assertThat(remembered.addresses()).doesNotContain(peer(30)).contains(peer(31));
        Remembered later = remembered.with(List.of(peer(31)), NOW.plus(Duration.ofDays(29)));
        assertThat(later.addresses()).hasSize(PeerBook.MOST).startsWith(peer(31));
        assertThat(later.asOf(NOW.plus(Duration.ofDays(31))).addresses()).containsExactly(peer(31));
    }

    @Test
    void onlySoManyAddressesOfAPeerAreKeptAndNoneWithoutAny() {
        List<Multiaddr> addresses = new ArrayList<>();
        for (int i = 1; i < 20; i++) {
            addresses.add(Multiaddr.parse("/ip4/10.0.0.1/tcp/" + i));
        }
        PeerId id = peer(1).peer();
        Remembered remembered = Remembered.NOBODY.with(
                List.of(new PeerAddresses(id, addresses), new PeerAddresses(peer(2).peer(), List.of())), NOW);
        assertThat(remembered.addresses()).containsExactly(new PeerAddresses(id, addresses.subList(0, 8)));
    }

    @Test
    void whatIsWrittenIsRead() throws IOException {
        Remembered remembered =
                Remembered.NOBODY.with(List.of(peer(1)), NOW).with(List.of(peer(2)), NOW.plusSeconds(7));
        PeersFile file = new PeersFile(file());
        assertThat(file.read()).isEqualTo(Remembered.NOBODY);
        file.write(remembered);
        assertThat(file.read()).isEqualTo(remembered);
    }

    @Test
    void aFileThatCannotBeWrittenIsOneWarning() throws IOException {
        LiveNode node = world.node();
        world.await(node.start(NodeStart.asConfigured()));
        Files.createDirectories(file().resolve("in the way"));
        world.peers.remember(List.of(peer(1)));
        world.pass(Duration.ofSeconds(1));
        world.peers.remember(List.of(peer(2)));
        world.pass(Duration.ofSeconds(1));
        assertThat(world.warnings).hasSize(1).first().asString().startsWith("peers.json could not be written (");
        assertThat(world.peers.remembered()).hasSize(2);
    }
}
