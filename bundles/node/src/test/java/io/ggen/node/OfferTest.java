package io.ggen.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.p2p.api.Host;
import io.ggen.p2p.api.Registration;
import io.ggen.p2p.api.node.NodeStart;
import io.ggen.p2p.memory.MemoryHost;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OfferTest {
    @TempDir
    Path run;

    private World world = new World(Path.of("run"));

    @BeforeEach
    void newWorld() {
        world = new World(run);
    }

    @Test
    void theHostIsOfferedFromTheEndOfAStartToTheStop() {
        world.roles.install("memory", world.transport());
        LiveNode node = world.node();
        assertThat(world.offered).isEmpty();
        world.await(node.start(new NodeStart(null, List.of(), false, true)));
        Host host = node.host().orElseThrow();
        assertThat(world.offered).isEqualTo(Map.of(host, true));
        world.roles.install("second", world.transport());
        world.pass(Duration.ofSeconds(5));
        assertThat(node.status().swaps()).isEqualTo(1);
        assertThat(world.offered).isEqualTo(Map.of(host, true));
        world.await(node.stop());
        assertThat(world.offered).isEmpty();
        world.await(node.start(NodeStart.onlyToDial()));
        assertThat(world.offered.values()).containsExactly(false);
    }

    @Test
    void whoUsesTheHostIsToldBeforeItSaysGoodbye() {
        world.roles.install("memory", world.transport());
        LiveNode node = world.node();
        boolean[] connectedThen = {false};
        world.offer =
                (host, serves) -> () -> connectedThen[0] = !host.connections().isEmpty();
        world.await(node.start(NodeStart.asConfigured()));
        MemoryHost peer = world.stranger(2);
        Host host = node.host().orElseThrow();
        world.await(peer.connect(host.id(), host.addresses(), World.LONG));
        world.pass(Duration.ofSeconds(1));
        world.await(node.stop());
        assertThat(connectedThen[0]).isTrue();
    }

    @Test
    void oneThatDoesNotTakeTheOfferWellKeepsNothingUp() {
        world.roles.install("memory", world.transport());
        world.offer = (host, serves) -> {
            throw new IllegalStateException("not now");
        };
        LiveNode node = world.node();
        world.await(node.start(NodeStart.asConfigured()));
        world.await(node.stop());
        world.offer = (host, serves) -> () -> {
            throw new IllegalStateException("not that way");
        };
        world.await(node.start(NodeStart.asConfigured()));
        world.await(node.stop());
        assertThat(world.roles.leases).isZero();
    }

    @Test
    void whoTakesTooLongToLeaveIsLeftBehind() {
        CompletableFuture<Runnable> stuck = new CompletableFuture<>();
        Registration registration = () -> {};
        boolean[] stops = {false};
        Offer offer = new Offer(
                (host, serves) -> registration,
                task -> {
                    if (stops[0]) {
                        stuck.complete(task);
                    } else {
                        task.run();
                    }
                },
                world.network.time());
        offer.make(world.stranger(2), false, () -> {});
        stops[0] = true;
        int[] left = {0};
        offer.takeBack(() -> left[0]++);
        world.pass(Offer.LEAVE.minusMillis(1));
        assertThat(left[0]).isZero();
        world.pass(Duration.ofMillis(2));
        assertThat(left[0]).isEqualTo(1);
        stuck.join().run();
        world.pass(Duration.ofSeconds(1));
        assertThat(left[0]).isEqualTo(1);
    }
}
