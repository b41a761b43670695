package io.ggen.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.gossipsub.GossipSettings;
import io.ggen.gossipsub.Gossipsub;
import io.ggen.kademlia.Kademlia;
import io.ggen.kademlia.KademliaSettings;
import io.ggen.kademlia.PeerMemory;
import io.ggen.kademlia.SweepMemory;
import io.ggen.p2p.api.Host;
import io.ggen.p2p.api.PeerAddresses;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.pubsub.TopicHandler;
import io.ggen.p2p.api.pubsub.Verdict;
import io.ggen.p2p.api.routing.ValueStore.Effort;
import io.ggen.p2p.api.routing.ValueValidator;
import io.ggen.p2p.memory.MemoryHost;
import io.ggen.p2p.memory.kit.TestSigner;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Protocols with a state of their own live above transports. */
class PartsOverSwapTest {
    private static final byte[] KEY = "/n/key".getBytes(StandardCharsets.UTF_8);
    private static final byte[] VALUE = {1, 2, 3};
    private static final String TOPIC = "/ggen/packages/v1";
    private static final int OTHERS = 6;

    @TempDir
    Path run;

    private World world = new World(Path.of("run"));
    private final List<String> heard = new ArrayList<>();
    private final List<Kademlia> tables = new ArrayList<>();
    private final List<Gossipsub> meshes = new ArrayList<>();

    @BeforeEach
    void newWorld() {
        world = new World(run);
    }

    private record Anything() implements ValueValidator {
        @Override
        public String namespace() {
            return "n";
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

    private record Hears(List<String> heard) implements TopicHandler {
        @Override
        public String topic() {
            return TOPIC;
        }

        @Override
        public CompletionStage<Verdict> received(PeerId from, byte[] data) {
            heard.add(new String(data, StandardCharsets.UTF_8));
            return CompletableFuture.completedFuture(Verdict.ACCEPT);
        }
    }

    private void equip(Host host, long key, List<PeerAddresses> known) {
        SplittableRandom random = new SplittableRandom(key);
        Kademlia table = new Kademlia(
                host,
                world.network.time(),
                world.network.clock(),
                random,
                KademliaSettings.serving(),
                PeerMemory.none(),
                SweepMemory.none());
        table.validate(new Anything());
        table.start(known);
        tables.add(table);
        Gossipsub mesh =
                new Gossipsub(host, TestSigner.of(key), world.network.time(), random.split(), GossipSettings.DEFAULT);
        mesh.join(new Hears(heard));
        meshes.add(mesh);
    }

    @Test
    void tableRecordsMeshAndScoresOutliveATransport() {
        LiveNode node = world.started();
        Host host = node.host().orElseThrow();
        equip(host, 1, List.of());
        PeerAddresses here = new PeerAddresses(host.id(), host.addresses());
        for (long i = 2; i < 2 + OTHERS; i++) {
            MemoryHost other = world.stranger(i);
            equip(other, i, List.of(here));
            world.pass(Duration.ofSeconds(1));
        }
        world.pass(Duration.ofSeconds(30));
        world.await(tables.get(3).put(KEY, VALUE, World.LONG, receipt -> {}));
        world.await(meshes.get(3).publish(TOPIC, "before".getBytes(StandardCharsets.UTF_8)));
        world.pass(Duration.ofSeconds(5));
        assertThat(world.await(tables.get(0).status()).peers()).isEqualTo(OTHERS);
        assertThat(world.await(tables.get(0).status()).values()).isEqualTo(1);
        assertThat(world.await(meshes.get(0).topics()).get(0).mesh()).isEqualTo(OTHERS);
        double score = scoreOf(3);
        assertThat(score).isPositive();

        world.roles.install("second", world.transport());
        world.pass(Duration.ofSeconds(60));

        assertThat(node.status().swaps()).isEqualTo(1);
        assertThat(world.await(tables.get(0).status()).peers()).isEqualTo(OTHERS);
        assertThat(world.await(tables.get(0).status()).values()).isEqualTo(1);
        assertThat(world.await(meshes.get(0).topics()).get(0).mesh()).isPositive();
        heard.clear();
        world.await(meshes.get(0).publish(TOPIC, "after".getBytes(StandardCharsets.UTF_8)));
        world.pass(Duration.ofSeconds(5));
        assertThat(heard).hasSize(OTHERS).containsOnly("after");
        assertThat(world.await(tables.get(0).get(KEY, Effort.AGREED, World.LONG))
                        .value())
                .hasValue(VALUE);
        byte[] other = "/n/other".getBytes(StandardCharsets.UTF_8);
        assertThat(world.await(tables.get(0).put(other, VALUE, World.LONG, receipt -> {}))
                        .holders())
                .isEqualTo(OTHERS);
    }

    private double scoreOf(int other) {
        PeerId peer = PeerId.of(TestSigner.of(other + 1).publicKey());
        return world.await(meshes.get(0).peer(peer)).orElseThrow().score().total();
    }
}
