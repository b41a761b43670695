package io.ggen.announce;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.kademlia.Kademlia;
import io.ggen.kademlia.KademliaSettings;
import io.ggen.kademlia.PeerMemory;
import io.ggen.kademlia.SweepMemory;
import io.ggen.p2p.api.HostSettings;
import io.ggen.p2p.api.Multiaddr;
import io.ggen.p2p.api.PeerAddresses;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.routing.ValueStore.Receipt;
import io.ggen.p2p.api.routing.ValueValidator;
import io.ggen.p2p.memory.MemoryHost;
import io.ggen.p2p.memory.MemoryNetwork;
import io.ggen.records.HeadRecord;
import io.ggen.records.ReleaseRecord;
import io.ggen.records.Signed;
import io.ggen.records.store.Origin;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What peers put into the hash table of a host is in its catalogue, too. Real hash tables in a simulated network. */
class PutValuesTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private final MemoryNetwork network = new MemoryNetwork(11);
    private final Queue<Runnable> disk = new ArrayDeque<>();
    private Author author;
    private Holder putting;
    private Holder holding;
    private Signed<ReleaseRecord> release;
    private Signed<HeadRecord> head;

    /** A host that holds values; what would block waits in {@link #disk}. */
    private final class Holder {
        final MemoryHost host;
        final Kademlia kad;
        final MapStore store = new MapStore(network.clock());
        final GgenRecords rules;

        Holder(int number, Executor executor) {
            PeerId id = PeerId.of(new Author(folder.resolve("host" + number)).signer.publicKey());
            Multiaddr address = Multiaddr.parse("/ip4/20." + number + ".0.1/tcp/4001");
            host = network.host(id, HostSettings.listeningOn("sim", address));
            kad = new Kademlia(
                    host,
                    host.timers(),
                    network.clock(),
                    new SplittableRandom(number),
                    KademliaSettings.serving(),
                    PeerMemory.none(),
                    SweepMemory.none());
            rules = new GgenRecords(network.clock(), store, executor);
        }

        Holder with(ValueValidator validator, Holder... known) {
            kad.validate(validator);
            List<PeerAddresses> addresses = new ArrayList<>();
            for (Holder each : known) {
                addresses.add(new PeerAddresses(each.host.id(), each.host.addresses()));
            }
            await(kad.start(addresses));
            return this;
        }
    }

    private <T> T await(CompletionStage<T> stage) {
        return network.time().await(stage, Duration.ofMinutes(2));
    }

    @BeforeEach
    void twoHosts() {
        author = new Author(folder.resolve("author"));
        release = author.release("notes", "1.0.0", network.clock().instant());
        head = author.head(List.of(release), -1, network.clock().instant());
        putting = new Holder(1, Runnable::run);
        putting.with(putting.rules);
        holding = new Holder(2, disk::add);
        holding.with(holding.rules, putting);
    }

    private Receipt put(Signed<?> record) {
        return put(record.payload().valueKey().bytes(), record.toBytes());
    }

    private Receipt put(byte[] key, byte[] value) {
        return await(putting.kad.put(key, value, LONG, receipt -> {}));
    }

    private void writeToDisk() {
        for (Runnable task = disk.poll(); task != null; task = disk.poll()) {
            task.run();
        }
    }

    @Test
    void whatIsPutIsTakenInUnderTheQuotaOfWhoPutItAndOffTheLane() {
        assertThat(put(release)).isEqualTo(new Receipt(1, 1));
        assertThat(put(head)).isEqualTo(new Receipt(1, 1));
        assertThat(holding.store.records).isEmpty();

        writeToDisk();

        assertThat(holding.store.records).containsOnlyKeys(release.id(), head.id());
        assertThat(holding.store.origins)
                .containsOnly(Origin.peer(putting.host.id().toString()));
    }

    @Test
    void eachRecordIsVerifiedOnceHoweverOftenItIsPut() {
        for (int i = 0; i < 5; i++) {
            put(release);
        }
        writeToDisk();

        assertThat(holding.rules.checked()).isEqualTo(1);
        assertThat(holding.store.opened).isZero();
    }

    @Test
    void aBetterHeadIsTakenInAndNothingIsThatIsNotHeld() {
        Signed<HeadRecord> next = author.head(
                List.of(release), head.payload().seq(), network.clock().instant());
        put(next);
        Kademlia liar = new Holder(3, Runnable::run).with(new Anything(), holding).kad;
        byte[] forged = release.toBytes();
        forged[forged.length - 1] ^= 1;
        await(liar.put(release.payload().valueKey().bytes(), forged, LONG, receipt -> {}));
        await(liar.put(release.payload().valueKey().bytes(), head.toBytes(), LONG, receipt -> {}));
        writeToDisk();

        assertThat(holding.store.records).containsOnlyKeys(next.id());
    }

    @Test
    void withTooMuchToDoAValueIsHeldAllTheSame() {
        Holder busy = new Holder(4, task -> {
            throw new RejectedExecutionException("busy");
        });
        busy.with(busy.rules, putting);

        assertThat(put(release).holders()).isEqualTo(2);
        assertThat(busy.store.records).isEmpty();
    }

    @Test
    void whatIsRememberedAsCheckedHasABound() {
        OpenedValues values = new OpenedValues(network.clock());
        for (int i = 0; i < OpenedValues.LATEST + 1; i++) {
            Signed<ReleaseRecord> one =
                    author.release("notes", "1.0." + i, network.clock().instant());
            assertThat(values.open(one.payload().valueKey().bytes(), one.toBytes()))
                    .isPresent();
        }
        assertThat(values.checked()).isEqualTo(OpenedValues.LATEST + 1);

        assertThat(values.open(release.payload().valueKey().bytes(), release.toBytes()))
                .isPresent();
        assertThat(values.open(head.payload().valueKey().bytes(), release.toBytes()))
                .isEmpty();
        assertThat(values.checked()).isEqualTo(OpenedValues.LATEST + 2);
    }

    /** The rules of somebody who does not care. */
    private static final class Anything implements ValueValidator {
        @Override
        public String namespace() {
            return "ggen";
        }

        @Override
        public boolean isValid(byte[] key, byte[] value) {
            return true;
        }

        @Override
        public int select(byte[] key, List<byte[]> values) {
            return 0;
        }
    }
}
