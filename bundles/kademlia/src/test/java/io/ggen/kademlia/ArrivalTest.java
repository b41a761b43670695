package io.ggen.kademlia;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.api.Digest;
import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.PeerAddresses;
import io.ggen.p2p.api.routing.ValueStore.Effort;
import io.ggen.p2p.api.routing.ValueStore.Found;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nodes that begin without knowing anybody, while their host is being connected. */
class ArrivalTest {
    private static final byte[] KEY = Numbered.key("k");

    private final Sim sim = new Sim(5);

    @BeforeEach
    void grow() {
        sim.grow(30);
        sim.settle(Duration.ofMinutes(1));
        sim.await(sim.nodes.get(1).kad().put(KEY, Numbered.value(1), Sim.LONG, receipt -> {}));
    }

    private Node lonely() {
        Node node = sim.node(KademliaSettings.asking());
        node.kad().start(List.of());
        return node;
    }

    private void connect(Node node) {
        sim.await(node.host()
                .connect(sim.nodes.get(0).id(), sim.nodes.get(0).address().addresses(), Sim.LONG));
    }

    @Test
    void whoeverItsHostIsConnectedWithLetsItJoin() {
        Node node = lonely();
        sim.settle(Duration.ofHours(1));
        assertThat(sim.await(node.kad().status()).peers()).isZero();
        connect(node);
        sim.settle(Duration.ofSeconds(5));
        assertThat(sim.await(node.kad().status()).peers()).isGreaterThan(20);
    }

    @Test
    void aLookupInTheFirstMomentsWaitsForSomebody() {
        Node node = lonely();
        CompletableFuture<Found> found =
                node.kad().get(KEY, Effort.FIRST, Sim.LONG).toCompletableFuture();
        sim.settle(Duration.ofSeconds(2));
        assertThat(found).isNotDone();
        connect(node);
        assertThat(sim.await(found).value()).hasValue(Numbered.value(1));
    }

    @Test
    void whoLooksForProvidersInTheFirstMomentsWaitsForSomebodyToo() {
        Digest content = Digest.sha256Of(new byte[] {1});
        sim.await(sim.nodes.get(2).kad().provide(content, Sim.LONG));
        Node node = lonely();
        CompletableFuture<List<PeerAddresses>> found =
                node.kad().providers(content, 5, Sim.LONG, one -> {}).toCompletableFuture();
        sim.settle(Duration.ofSeconds(2));
        assertThat(found).isNotDone();
        connect(node);
        assertThat(sim.await(found)).containsExactly(sim.nodes.get(2).address());
    }

    @Test
    void aHostThatNobodyIsNearToSaysItselfWhatItHas() {
        Sim two = new Sim(6);
        Digest content = Digest.sha256Of(new byte[] {2});
        Node owner = two.node(KademliaSettings.serving());
        owner.kad().start(List.of());
        two.settle(Arrivals.PATIENCE);
        assertThatThrownBy(() -> two.await(owner.kad().provide(content, Sim.LONG)))
                .isInstanceOf(NetworkException.class);
        Node asking = two.node(KademliaSettings.asking());
        asking.kad().start(List.of());
        two.await(asking.host().connect(owner.id(), owner.address().addresses(), Sim.LONG));

        assertThat(two.await(asking.kad().providers(content, 5, Sim.LONG, one -> {})))
                .containsExactly(owner.address());

        owner.kad().withdraw(content);
        assertThat(two.await(asking.kad().providers(content, 5, Sim.LONG, one -> {})))
                .isEmpty();
    }

    @Test
    void nobodyIsWaitedForLongAndNotAtAllLater() {
        Node node = lonely();
        long began = sim.network.time().now();
        nobodyThere(node, Sim.LONG);
        Duration took = Duration.ofNanos(sim.network.time().now() - began);
        assertThat(took).isBetween(Arrivals.PATIENCE.minusMillis(1), Arrivals.PATIENCE.plusMillis(10));
        long later = sim.network.time().now();
        nobodyThere(node, Sim.LONG);
        assertThat(sim.network.time().now() - later).isLessThan(1_000_000);
    }

    @Test
    void whoHasLittleTimeWaitsNoLongerThanThat() {
        Node node = lonely();
        long began = sim.network.time().now();
        nobodyThere(node, Duration.ofMillis(300));
        assertThat(sim.network.time().now() - began).isLessThan(310_000_000);
    }

    @Test
    void thoseWhoWaitCountAsLookupsAndEndWithTheNode() {
        KademliaLimits few = new KademliaLimits(1 << 20, 1 << 20, 1 << 10, 10, 10, 10, 3, 300, 10, 200, 256);
        Node node = sim.node(KademliaSettings.asking().withLimits(few));
        node.kad().start(List.of());
        CompletableFuture<Found> first =
                node.kad().get(KEY, Effort.FIRST, Sim.LONG).toCompletableFuture();
        node.kad().get(KEY, Effort.FIRST, Sim.LONG);
        node.kad().get(KEY, Effort.FIRST, Sim.LONG);
        assertThatThrownBy(() -> sim.await(node.kad().get(KEY, Effort.FIRST, Sim.LONG)))
                .isInstanceOfSatisfying(
                        NetworkException.class, e -> assertThat(e.reason()).isEqualTo(NetworkException.Reason.LIMIT));
        sim.await(node.kad().close());
        sim.settle(Duration.ofMillis(1));
        assertThat(first).isCompletedExceptionally();
    }

    private void nobodyThere(Node node, Duration within) {
        assertThatThrownBy(() -> sim.await(node.kad().get(KEY, Effort.FIRST, within)))
                .isInstanceOfSatisfying(
                        NetworkException.class,
                        e -> assertThat(e.reason()).isEqualTo(NetworkException.Reason.UNREACHABLE));
    }
}
