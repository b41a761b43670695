package io.ggen.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.api.ProblemException;
import io.ggen.p2p.api.Host;
import io.ggen.p2p.api.HostSettings;
import io.ggen.p2p.api.Multiaddr;
import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.NetworkException.Reason;
import io.ggen.p2p.api.PeerAddresses;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.node.Dropped;
import io.ggen.p2p.api.node.Neighbour;
import io.ggen.p2p.api.node.NodeStart;
import io.ggen.p2p.api.node.NodeStatus;
import io.ggen.p2p.api.node.NodeStatus.State;
import io.ggen.p2p.memory.MemoryHost;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveNodeTest {
    @TempDir
    Path run;

    private World world = new World(Path.of("run"));

    @BeforeEach
    void newWorld() {
        world = new World(run);
    }

    @Test
    void itStartsOnRequestAndListensWhereItSays() {
        world.roles.install("memory", world.transport());
        LiveNode node = world.node();
        assertThat(node.status().state()).isEqualTo(State.STOPPED);
        assertThat(node.host()).isEmpty();
        CompletionStage<NodeStatus> first = node.start(NodeStart.asConfigured());
        CompletionStage<NodeStatus> second = node.start(NodeStart.onlyToDial());
        NodeStatus status = world.await(first);
        assertThat(status.state()).isEqualTo(State.UP);
        assertThat(status.transport()).isEqualTo("memory");
        assertThat(status.peer()).contains(PeerId.of(world.key.publicKey()));
        assertThat(status.addresses()).hasSize(1);
        assertThat(world.await(second)).isEqualTo(status);
        world.pass(Duration.ofSeconds(3));
        assertThat(node.status().uptime()).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(4));
        MemoryHost stranger = world.stranger(2);
        world.await(stranger.connect(status.peer().orElseThrow(), status.addresses(), World.LONG));
        world.pass(Duration.ofSeconds(1));
        assertThat(node.status().peers()).isEqualTo(1);
        Neighbour neighbour = node.neighbours().get(0);
        assertThat(neighbour.peer()).isEqualTo(stranger.id());
        assertThat(neighbour.connections().get(0).inbound()).isTrue();
        assertThat(neighbour.info().orElseThrow().agent()).isEqualTo("memory");
    }

    @Test
    void oneThatOnlyDialsHasNoAddresses() {
        world.roles.install("memory", world.transport());
        world.bootstrap =
                new String[] {"/ip4/10.9.9.9/tcp/1/p2p/" + world.stranger(2).id()};
        LiveNode node = world.node();
        assertThat(world.await(node.start(NodeStart.onlyToDial())).addresses()).isEmpty();
        world.pass(Duration.ofMinutes(1));
        assertThat(node.dropped()).isEmpty();
    }

    @Test
    void withoutATransportItIsDownAndComesUpByItself() {
        LiveNode node = world.node();
        CompletableFuture<NodeStatus> start =
                node.start(NodeStart.asConfigured()).toCompletableFuture();
        MemoryHost stranger = world.stranger(2);
        CompletableFuture<?> early = node.connect(new PeerAddresses(stranger.id(), stranger.addresses()), World.LONG)
                .toCompletableFuture();
        CompletableFuture<?> impatient = node.connect(
                        new PeerAddresses(stranger.id(), stranger.addresses()), Duration.ofSeconds(1))
                .toCompletableFuture();
        world.pass(Duration.ofSeconds(30));
        assertThat(start).isNotDone();
        assertThat(node.status().state()).isEqualTo(State.DOWN);
        assertThat(node.status().detail()).isEqualTo("no transport is installed.");
        assertThatThrownBy(() -> world.await(impatient)).hasMessageContaining("No transport came up");
        world.roles.install("late", world.transport());
        world.await(start);
        world.await(early);
        assertThat(node.status().transport()).isEqualTo("late");
        assertThat(world.warnings).isEmpty();
    }

    @Test
    void anAddressThatIsTakenEndsTheStartAndNothingIsHeld() {
        MemoryHost stranger = world.stranger(2);
        world.listen = new String[] {stranger.addresses().get(0).toString()};
        world.roles.install("memory", world.transport());
        LiveNode node = world.node();
        assertThatThrownBy(() -> world.await(node.start(NodeStart.asConfigured())))
                .isInstanceOf(ProblemException.class)
                .hasToString("this host cannot listen on " + world.listen[0] + ": somebody listens on "
                        + world.listen[0] + " already; no network was started.");
        assertThat(node.status().state()).isEqualTo(State.STOPPED);
        assertThat(node.status().detail()).startsWith("this host cannot listen");
        assertThat(world.roles.leases).isZero();
        assertThat(world.roles.watchers()).isZero();
        assertThat(world.await(node.start(new NodeStart(List.of(World.HERE), List.of(), true, false)))
                        .state())
                .isEqualTo(State.UP);
    }

    @Test
    void aSecondNodeOnOneHomeIsRefusedByTheProcessThatHasIt() {
        LiveNode first = world.started();
        LiveNode second = world.node();
        assertThatThrownBy(() -> world.await(second.start(NodeStart.asConfigured())))
                .hasToString("another ggen, process " + ProcessHandle.current().pid() + ", has the network of the home "
                        + run.getParent() + "; no network was started here.");
        world.await(first.stop());
        assertThat(world.await(second.start(NodeStart.asConfigured())).state()).isEqualTo(State.UP);
    }

    @Test
    void wrongSettingsAreNamed() throws Exception {
        world.roles.install("memory", world.transport());
        world.listen = new String[] {"127.0.0.1:80"};
        LiveNode node = world.node();
        assertThatThrownBy(() -> world.await(node.start(NodeStart.asConfigured())))
                .hasMessageStartingWith(
                        "the setting 'listen' in etc/io.ggen.node.json is wrong: '127.0.0.1:80' is not an address");
        assertThat(node.status().detail()).contains("'listen'");
        assertThatThrownBy(() -> world.await(node.start(
                        new NodeStart(List.of(), List.of(Multiaddr.parse("/ip4/1.2.3.4/tcp/1")), false, false))))
                .hasMessageContaining("must end in /p2p/ID");
        List<Multiaddr> many = java.util.Collections.nCopies(17, World.HERE);
        assertThatThrownBy(() -> world.await(node.start(new NodeStart(many, List.of(), false, false))))
                .hasMessageContaining("there are 17 addresses to listen on, and at most 16 can be");
        assertThat(Files.exists(run.resolve("host.lock"))).isFalse();
    }

    @Test
    void aBootstrapPeerIsDialledUntilItAnswersAndAgainWhenItIsLost() {
        HostSettings there = HostSettings.listeningOn("late", Multiaddr.parse("/ip4/10.1.1.1/tcp/4001"));
        PeerId late = world.stranger(3).id();
        PeerId self = PeerId.of(world.key.publicKey());
        world.network.hosts().forEach(MemoryHost::vanish);
        world.bootstrap = new String[] {"/ip4/10.1.1.1/tcp/4001/p2p/" + late, "/ip4/10.1.1.2/tcp/1/p2p/" + self};
        LiveNode node = world.started();
        assertThat(node.dialsAgain()).isTrue();
        world.pass(Duration.ofMinutes(3));
        Dropped dropped = node.dropped().get(0);
        assertThat(node.dropped()).hasSize(1);
        assertThat(dropped.peer()).isEqualTo(late);
        assertThat(dropped.why()).contains("/ip4/10.1.1.1/tcp/4001");
        assertThat(dropped.times()).isBetween(4, 12);
        MemoryHost host = world.network.host(late, there);
        world.pass(Duration.ofMinutes(2));
        assertThat(node.status().peers()).isEqualTo(1);
        host.disconnect(self, "go away");
        world.pass(Duration.ofSeconds(1).dividedBy(4));
        assertThat(node.status().peers()).isZero();
        assertThat(node.dropped().get(0).why()).contains("closed");
        world.pass(Duration.ofSeconds(5));
        assertThat(node.status().peers()).isEqualTo(1);
    }

    @Test
    void aSomebodyElseAtAnAddressIsTold() {
        LiveNode node = world.started();
        MemoryHost stranger = world.stranger(2);
        PeerId wanted = world.stranger(3).id();
        assertThatThrownBy(() -> world.await(
                        node.connect(new PeerAddresses(wanted, stranger.addresses()), Duration.ofSeconds(20))))
                .isInstanceOfSatisfying(
                        NetworkException.class, e -> assertThat(e.reason()).isEqualTo(Reason.WRONG_PEER));
    }

    @Test
    void stoppingSaysGoodbyeAndFreesEverything() {
        LiveNode node = world.started();
        Host host = node.host().orElseThrow();
        MemoryHost stranger = world.stranger(2);
        world.await(node.connect(new PeerAddresses(stranger.id(), stranger.addresses()), World.LONG));
        long before = world.network.time().now();
        world.await(node.stop());
        assertThat(Duration.ofNanos(world.network.time().now() - before)).isLessThan(Duration.ofSeconds(2));
        world.pass(Duration.ofSeconds(1));
        assertThat(stranger.connections()).isEmpty();
        assertThat(world.roles.leases).isZero();
        assertThat(world.roles.watchers()).isZero();
        assertThat(node.status().state()).isEqualTo(State.STOPPED);
        assertThat(node.host()).isEmpty();
        assertThat(host.connections()).isEmpty();
        assertThatThrownBy(() -> world.await(host.connect(stranger.id(), stranger.addresses(), World.LONG)))
                .isInstanceOf(NetworkException.class);
        assertThatThrownBy(() ->
                        world.await(node.connect(new PeerAddresses(stranger.id(), List.of()), Duration.ofSeconds(1))))
                .hasMessage("No network runs in this process.");
        world.await(node.stop());
    }

    @Test
    void stoppingWhileItStartsEndsTheStart() {
        world.roles.install("memory", world.transport());
        LiveNode node = world.node();
        CompletionStage<NodeStatus> start = node.start(NodeStart.asConfigured());
        CompletionStage<Void> stop = node.stop();
        CompletionStage<NodeStatus> again = node.start(NodeStart.asConfigured());
        world.await(stop);
        assertThatThrownBy(() -> world.await(start)).hasToString("the network was stopped before it was up.");
        assertThat(world.await(again).state()).isEqualTo(State.UP);
        assertThat(world.roles.leases).isEqualTo(1);
    }

    @Test
    void aKeyThatCannotBeReadEndsTheStartAndFreesTheLock() {
        world.roles.install("memory", world.transport());
        world.keyIsBroken = true;
        LiveNode node = world.node();
        assertThatThrownBy(() -> world.await(node.start(NodeStart.asConfigured())))
                .hasToString("keys/host.pem is broken.");
        world.keyIsBroken = false;
        assertThat(world.await(world.node().start(NodeStart.asConfigured())).state())
                .isEqualTo(State.UP);
    }
}
