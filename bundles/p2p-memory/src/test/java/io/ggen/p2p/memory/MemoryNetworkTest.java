package io.ggen.p2p.memory;

import static io.ggen.p2p.memory.kit.Streams.bytes;
import static io.ggen.p2p.memory.kit.Streams.exchange;
import static io.ggen.p2p.memory.kit.Streams.handler;
import static io.ggen.p2p.memory.kit.Streams.readAll;
import static io.ggen.p2p.memory.kit.Streams.writeAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.p2p.api.Connection;
import io.ggen.p2p.api.HostSettings;
import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.NetworkException.Reason;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.ProtocolId;
import io.ggen.p2p.api.Stream;
import io.ggen.p2p.memory.kit.Recorder;
import io.ggen.p2p.memory.kit.Streams;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class MemoryNetworkTest {
    private static final ProtocolId ECHO = new ProtocolId("/test/echo/1.0.0");
    private static final ProtocolId SINK = new ProtocolId("/test/sink/1.0.0");
    private static final Duration LONG = Duration.ofMinutes(10);

    private final MemoryNetwork network = new MemoryNetwork(42);

    static PeerId id(int number) {
        byte[] multihash = new byte[38];
        System.arraycopy(new byte[] {0, 0x24, 8, 1, 0x12, 0x20}, 0, multihash, 0, 6);
        new SplittableRandom(number).nextBytes(multihash);
        System.arraycopy(new byte[] {0, 0x24, 8, 1, 0x12, 0x20}, 0, multihash, 0, 6);
        return PeerId.fromBytes(multihash);
    }

    private MemoryHost host(int number) {
        return host(network, number);
    }

    private static MemoryHost host(MemoryNetwork network, int number) {
        MemoryHost host = network.host(id(number));
        host.handle(handler(ECHO, Streams::echo));
        return host;
    }

    private <T> T await(CompletionStage<T> stage) {
        return network.time().await(stage, LONG);
    }

    private Connection connect(MemoryHost from, MemoryHost to) {
        return await(from.connect(to.id(), to.addresses(), LONG));
    }

    private Stream open(MemoryHost from, MemoryHost to, ProtocolId protocol) {
        return await(from.open(to.id(), List.of(protocol), LONG));
    }

    private Reason reasonOf(CompletionStage<?> stage) {
        return NetworkException.of(await(Streams.failureOf(stage))).reason();
    }

    private Duration took(Runnable action) {
        long start = network.time().now();
        action.run();
        return Duration.ofNanos(network.time().now() - start);
    }

    /** Hosts that dial, talk, break and heal at random. */
    private static String story(long seed) {
        MemoryNetwork network = new MemoryNetwork(seed);
        network.links(
                Link.of(Duration.ofMillis(20)).withJitter(Duration.ofMillis(30)).withLoss(0.05));
        List<MemoryHost> hosts = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            hosts.add(host(network, i));
        }
        for (int round = 0; round < 600; round++) {
            MemoryHost from = hosts.get(network.random().nextInt(hosts.size()));
            MemoryHost to = hosts.get(network.random().nextInt(hosts.size()));
            int length = network.random().nextInt(100_000);
            long number = network.random().nextLong();
            from.connect(to.id(), to.addresses(), Duration.ofSeconds(5))
                    .thenCompose(connection -> from.open(to.id(), List.of(ECHO), Duration.ofSeconds(5)))
                    .thenCompose(stream -> exchange(stream, bytes(length, number), 9000, new SplittableRandom(number)));
            switch (round) {
                case 200 -> network.partition(hosts.subList(0, 20));
                case 300 -> network.heal();
                case 400 -> hosts.get(7).crash();
                case 450 -> hosts.get(8).vanish();
                default -> {}
            }
            network.time().runFor(Duration.ofMillis(network.random().nextInt(200)));
        }
        network.time().runFor(Duration.ofSeconds(60));
        return network.digest() + " " + network.time().happened() + " " + network.traffic();
    }

    @Test
    void theSameSeedIsTheSameStory() {
        assertThat(story(1)).isEqualTo(story(1)).isNotEqualTo(story(2));
    }

    @Test
    void aDialTakesThreeRoundTripsAndAStreamOneOrNone() {
        network.links(Link.of(Duration.ofMillis(50)));
        MemoryHost a = host(1);
        MemoryHost b = host(2);
        assertThat(took(() -> connect(a, b))).isEqualTo(Duration.ofMillis(300));
        assertThat(took(() -> open(a, b, ECHO))).as("not identified yet").isEqualTo(Duration.ofMillis(100));
        assertThat(took(() -> open(a, b, ECHO))).isEqualTo(Duration.ZERO);
        assertThat(await(a.ping(b.id(), LONG))).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void linksCanDifferByDirection() {
        MemoryHost a = host(1);
        MemoryHost b = host(2);
        network.links((from, to) -> Link.of(Duration.ofMillis(from == a ? 10 : 70)));
        connect(a, b);
        assertThat(await(a.ping(b.id(), LONG))).isEqualTo(Duration.ofMillis(80));
        network.links(Link.of(Duration.ofMillis(1)));
        network.time().runFor(Duration.ofSeconds(1));
        assertThat(await(a.ping(b.id(), LONG)))
                .as("a change reaches connections that are there")
                .isEqualTo(Duration.ofMillis(2));
    }

    @Test
    void aLinkIsAsFastAsItsRate() {
        network.links(Link.of(Duration.ofMillis(1)).withRate(1_000_000));
        MemoryHost a = host(1);
        MemoryHost b = host(2);
        CompletableFuture<byte[]> got = new CompletableFuture<>();
        b.handle(handler(SINK, stream -> readAll(stream).thenAccept(got::complete)));
        connect(a, b);
        Stream stream = open(a, b, SINK);
        Duration writing =
                took(() -> await(writeAll(stream, new byte[10_000_000], 64 * 1024, new SplittableRandom(1))));
        assertThat(writing.toMillis()).as("a writer feels the rate").isBetween(9_000L, 10_200L);
        await(got);
        assertThat(network.time().now()).isBetween(10_000_000_000L, 10_300_000_000L);
    }

    @Test
    void lossDelaysButLosesNothing() {
        MemoryHost a = host(1);
        MemoryHost b = host(2);
        Duration clean = took(() -> echo(a, b));
        network.links(Link.of(Duration.ofMillis(10)).withLoss(0.2));
        Duration lossy = took(() -> echo(a, b));
        assertThat(lossy).isGreaterThan(clean.plusMillis(200));
    }

    private void echo(MemoryHost a, MemoryHost b) {
        connect(a, b);
        byte[] sent = bytes(500_000, 1);
        assertThat(await(exchange(open(a, b, ECHO), sent, 30_000, new SplittableRandom(1))))
                .isEqualTo(sent);
    }

    @Test
    void aShortPartitionStallsAndNothingIsLost() {
        MemoryHost a = host(1);
        MemoryHost b = host(2);
        connect(a, b);
        Stream stream = open(a, b, ECHO);
        network.partition(List.of(a), List.of(b));
        byte[] sent = bytes(400_000, 1);
        CompletionStage<byte[]> back = exchange(stream, sent, 30_000, new SplittableRandom(1));
        network.time().runFor(Duration.ofSeconds(15));
        assertThat(back.toCompletableFuture()).isNotDone();
        network.heal();
        assertThat(await(back)).isEqualTo(sent);
    }

    @Test
    void orderOutlivesPartitionsThatComeAndGo() {
        network.links(Link.of(Duration.ofMillis(10)).withJitter(Duration.ofMillis(5)));
        MemoryHost a = host(1);
        MemoryHost b = host(2);
        connect(a, b);
        byte[] sent = bytes(3_000_000, 1);
        CompletionStage<byte[]> back = exchange(open(a, b, ECHO), sent, 3000, new SplittableRandom(1));
        int partitions = 0;
        while (!back.toCompletableFuture().isDone()) {
            network.partition(List.of(a));
            partitions++;
            network.time().runFor(Duration.ofMillis(network.random().nextInt(40)));
            network.heal();
            network.time().runFor(Duration.ofMillis(network.random().nextInt(60)));
        }
        assertThat(await(back)).isEqualTo(sent);
        assertThat(partitions).isGreaterThan(5);
    }

    @Test
    void aLongPartitionEndsConnectionsAndHealingLetsDialAgain() {
        MemoryHost a = host(1);
        MemoryHost b = host(2);
        MemoryHost c = host(3);
        connect(a, b);
        connect(a, c);
        Recorder there = new Recorder();
        b.listen(there);
        Stream stream = open(a, b, ECHO);
        network.partition(List.of(a, c));
        CompletionStage<ByteBuffer> read = stream.read();
        assertThat(took(() -> assertThat(reasonOf(read)).isEqualTo(Reason.DISCONNECTED)))
                .isEqualTo(Duration.ofSeconds(20));
        await(there.heard(Recorder.Kind.DISCONNECTED, a.id()));
        assertThat(a.connections()).extracting(Connection::peer).containsExactly(c.id());
        assertThat(reasonOf(a.connect(b.id(), b.addresses(), Duration.ofSeconds(3))))
                .isEqualTo(Reason.TIMED_OUT);
        assertThat(reasonOf(a.connect(b.id(), b.addresses(), LONG))).isEqualTo(Reason.UNREACHABLE);
        network.heal();
        echo(a, b);
    }

    @Test
    void aCutInOneDirectionLooksLikeADeadPeerToBoth() {
        MemoryHost a = host(1);
        MemoryHost b = host(2);
        connect(a, b);
        network.cut(b, a);
        assertThat(reasonOf(a.ping(b.id(), Duration.ofSeconds(2)))).isEqualTo(Reason.TIMED_OUT);
        network.time().runFor(Duration.ofSeconds(20));
        assertThat(a.connections()).isEmpty();
        assertThat(b.connections()).isEmpty();
    }

    @Test
    void aCrashIsNoticedAtOnce() {
        MemoryHost a = host(1);
        MemoryHost b = host(2);
        connect(a, b);
        Stream stream = open(a, b, ECHO);
        b.timers().schedule(Duration.ofSeconds(1), () -> {
            throw new AssertionError("the dead do nothing");
        });
        b.crash();
        CompletionStage<Duration> ping = a.ping(b.id(), LONG);
        assertThat(took(() -> assertThat(reasonOf(stream.read())).isEqualTo(Reason.DISCONNECTED)))
                .isEqualTo(Duration.ofMillis(10));
        assertThat(reasonOf(ping)).isEqualTo(Reason.DISCONNECTED);
        assertThat(took(() -> assertThat(reasonOf(a.connect(b.id(), b.addresses(), LONG)))
                        .isEqualTo(Reason.UNREACHABLE)))
                .isEqualTo(Duration.ofMillis(20));
        network.time().runFor(Duration.ofSeconds(5));

        MemoryHost again = network.host(
                b.id(), HostSettings.listeningOn("again", b.addresses().get(0)));
        again.handle(handler(ECHO, Streams::echo));
        echo(a, again);
    }

    @Test
    void aHostThatVanishesIsNoticedLate() {
        MemoryHost a = host(1);
        MemoryHost b = host(2);
        connect(a, b);
        Stream stream = open(a, b, ECHO);
        b.vanish();
        assertThat(took(() -> assertThat(reasonOf(stream.read())).isEqualTo(Reason.DISCONNECTED)))
                .isEqualTo(Duration.ofSeconds(20));
        assertThat(took(() -> assertThat(reasonOf(a.connect(b.id(), b.addresses(), LONG)))
                        .isEqualTo(Reason.UNREACHABLE)))
                .isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void oneAddressIsOneHosts() {
        MemoryHost a = host(1);
        assertThatThrownBy(() -> network.host(
                        id(2), HostSettings.listeningOn("x", a.addresses().get(0))))
                .isInstanceOf(NetworkException.class);
        await(a.close(Duration.ZERO));
        network.host(id(2), HostSettings.listeningOn("x", a.addresses().get(0)));
    }

    @Test
    void aSlowReaderHoldsAWindowAndNoMore() {
        MemoryHost a = host(1);
        MemoryHost b = host(2);
        b.handle(handler(SINK, stream -> {}));
        connect(a, b);
        Stream stream = open(a, b, SINK);
        CompletionStage<Void> write = stream.write(ByteBuffer.allocate(1 << 24));
        network.time().runFor(LONG);
        assertThat(write.toCompletableFuture()).isNotDone();
        assertThat(network.traffic().bytes()).isLessThan(MemoryStream.WINDOW + 10_000L);
    }

    @Test
    void anIdleConnectionCostsAFewKilobytes() {
        int hosts = 1000;
        int degree = 20;
        long before = used();
        List<MemoryHost> all = new ArrayList<>();
        for (int i = 0; i < hosts; i++) {
            all.add(host(i));
        }
        for (int i = 0; i < hosts; i++) {
            for (int d = 1; d <= degree / 2; d++) {
                MemoryHost to = all.get((i + d * d) % hosts);
                all.get(i).connect(to.id(), to.addresses(), LONG);
            }
        }
        network.time().runFor(Duration.ofSeconds(5));
        assertThat(all.get(0).connections()).hasSize(degree);
        long each = (used() - before) / (hosts * degree / 2);
        assertThat(each).as("bytes for both ends of a connection").isLessThan(3 * 1024);
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
