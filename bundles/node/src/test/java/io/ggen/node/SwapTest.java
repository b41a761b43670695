package io.ggen.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.p2p.api.Host;
import io.ggen.p2p.api.HostSettings;
import io.ggen.p2p.api.Multiaddr;
import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.NetworkException.Reason;
import io.ggen.p2p.api.PeerAddresses;
import io.ggen.p2p.api.ProtocolId;
import io.ggen.p2p.api.Transport;
import io.ggen.p2p.api.node.NodeStatus.State;
import io.ggen.p2p.memory.MemoryHost;
import io.ggen.p2p.memory.kit.Recorder;
import io.ggen.p2p.memory.kit.Recorder.Kind;
import io.ggen.p2p.memory.kit.Streams;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SwapTest {
    private static final ProtocolId ECHO = new ProtocolId("/test/echo/1.0.0");

    @TempDir
    Path run;

    private World world = new World(Path.of("run"));

    @BeforeEach
    void newWorld() {
        world = new World(run);
    }

    private static PeerAddresses of(Host host) {
        return new PeerAddresses(host.id(), host.addresses());
    }

    @Test
    void theSuccessorHasTheSameKeyAddressHandlersListenersAndPeers() {
        LiveNode node = world.started();
        Recorder whiteboard = new Recorder();
        Recorder recorder = new Recorder();
        node.whiteboard(host -> host.handle(Streams.handler(ECHO, Streams::echo)));
        node.whiteboard(host -> host.listen(whiteboard));
        Host host = node.host().orElseThrow();
        host.listen(recorder);
        MemoryHost dialled = world.stranger(2);
        MemoryHost dials = world.stranger(3);
        world.await(node.connect(of(dialled), World.LONG));
        world.await(dials.connect(host.id(), host.addresses(), World.LONG));
        world.pass(Duration.ofSeconds(1));
        List<Multiaddr> addresses = host.addresses();
        Transport second = world.transport();

        world.roles.install("second", second);
        world.network.time().runNext();
        assertThat(node.status().state()).isEqualTo(State.DOWN);
        assertThat(node.status().detail()).isEqualTo("the transport memory goes, and another takes over.");
        assertThat(host.connections()).isEmpty();
        world.pass(Duration.ofSeconds(2));

        assertThat(node.status().state()).isEqualTo(State.UP);
        assertThat(node.status().transport()).isEqualTo("second");
        assertThat(node.status().swaps()).isEqualTo(1);
        assertThat(node.status().peers()).isEqualTo(2);
        assertThat(host.addresses()).isEqualTo(addresses);
        assertThat(node.host()).containsSame(host);
        assertThat(world.roles.leases).isEqualTo(1);
        for (MemoryHost peer : List.of(dialled, dials)) {
            assertThat(recorder.about(peer.id()))
                    .containsSubsequence(Kind.CONNECTED, Kind.DISCONNECTED, Kind.CONNECTED, Kind.IDENTIFIED)
                    .isEqualTo(whiteboard.about(peer.id()));
            world.await(peer.open(host.id(), List.of(ECHO), World.LONG)).reset("done");
        }
        assertThat(node.dropped()).isEmpty();
        assertThat(world.warnings).isEmpty();
    }

    @Test
    void anOpenStreamHasAMomentToEndAndNoMore() {
        LiveNode node = world.started();
        node.whiteboard(host -> host.handle(Streams.handler(ECHO, stream -> {})));
        MemoryHost peer = world.stranger(2);
        Host host = node.host().orElseThrow();
        world.await(peer.connect(host.id(), host.addresses(), World.LONG));
        world.pass(Duration.ofSeconds(1));
        world.await(peer.open(host.id(), List.of(ECHO), World.LONG));
        world.pass(Duration.ofSeconds(1));
        world.roles.install("second", world.transport());
        world.pass(Duration.ofMillis(1400));
        assertThat(peer.connections()).hasSize(1);
        assertThat(node.status().state()).isEqualTo(State.DOWN);
        world.pass(Duration.ofMillis(500));
        assertThat(node.status().state()).isEqualTo(State.UP);
        assertThat(world.roles.leases).isEqualTo(1);
    }

    @Test
    void betweenTwoTransportsCallsFailButConnectsWait() {
        LiveNode node = world.started();
        Host host = node.host().orElseThrow();
        MemoryHost peer = world.stranger(2);
        world.roles.remove();
        world.pass(Duration.ofSeconds(3));
        assertThat(node.status().state()).isEqualTo(State.DOWN);
        assertThat(node.status().detail()).isEqualTo("no transport is installed.");
        assertThat(world.warnings).containsExactly("the network is down: no transport is installed.");
        assertThat(world.roles.leases).isZero();
        assertThat(host.addresses()).isEmpty();
        assertThatThrownBy(() -> world.await(host.connect(peer.id(), peer.addresses(), World.LONG)))
                .isInstanceOfSatisfying(
                        NetworkException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CLOSED));
        CompletableFuture<?> connect =
                node.connect(of(peer), Duration.ofMinutes(4)).toCompletableFuture();
        world.pass(Duration.ofMinutes(3));
        assertThat(connect).isNotDone();
        world.roles.install("memory", world.transport());
        world.await(connect);
        assertThat(node.status().peers()).isEqualTo(1);
    }

    @Test
    void aPortThatSomebodyTookMeanwhileIsReplacedByAnother() {
        LiveNode node = world.started();
        List<Multiaddr> addresses = node.status().addresses();
        world.roles.remove();
        world.pass(Duration.ofSeconds(3));
        world.network.host(world.stranger(4).id(), new HostSettings(addresses, List.of(), "thief"));
        world.roles.install("memory", world.transport());
        world.pass(Duration.ofSeconds(1));
        assertThat(node.status().state()).isEqualTo(State.UP);
        assertThat(node.status().addresses()).hasSize(1).isNotEqualTo(addresses);
    }

    @Test
    void aTransportThatThrowsHangsOrDoesNotCloseIsSurvived() {
        LiveNode node = world.started();
        List<CompletableFuture<Host>> opening = new ArrayList<>();
        world.roles.install("throws", (key, settings) -> {
            throw new NoClassDefFoundError("gone/Class");
        });
        world.pass(Duration.ofSeconds(3));
        assertThat(node.status().state()).isEqualTo(State.DOWN);
        assertThat(node.status().detail())
                .isEqualTo("the transport throws does not open (java.lang.NoClassDefFoundError: gone/Class).");
        assertThat(world.warnings).hasSize(1);
        world.roles.install("hangs", (key, settings) -> {
            CompletableFuture<Host> one = new CompletableFuture<>();
            opening.add(one);
            return one;
        });
        world.pass(Duration.ofSeconds(30));
        assertThat(opening).hasSizeGreaterThanOrEqualTo(1);
        assertThat(node.status().detail()).contains("hangs").contains("did not open within 20 s");
        world.roles.install(
                "stubborn", (key, settings) -> world.network.open(key, settings).thenApply(Stubborn::new));
        world.pass(Duration.ofMinutes(2));
        assertThat(node.status().state()).isEqualTo(State.UP);
        world.roles.install("good", world.transport());
        world.pass(Duration.ofSeconds(3));
        assertThat(node.status().transport()).isEqualTo("good");
        assertThat(node.status().state()).isEqualTo(State.UP);
        assertThat(world.roles.leases).isEqualTo(1);
        MemoryHost late = world.stranger(9);
        opening.get(0).complete(late);
        world.pass(Duration.ofSeconds(1));
        assertThat(world.network.hosts()).doesNotContain(late);
    }

    @Test
    @SuppressWarnings("NullAway") // a transport may be wrong about everything
    void aTransportThatAnswersNothingIsSurvived() {
        LiveNode node = world.started();
        world.roles.install("silent", (key, settings) -> null);
        world.pass(Duration.ofSeconds(3));
        assertThat(node.status().detail()).startsWith("the transport silent does not open (");
        world.roles.install("hostless", (key, settings) -> CompletableFuture.completedFuture(null));
        world.pass(Duration.ofSeconds(3));
        assertThat(node.status().detail()).startsWith("the transport hostless does not open (it gave no host");
        world.roles.install("memory", world.transport());
        world.pass(Duration.ofSeconds(3));
        assertThat(node.status().state()).isEqualTo(State.UP);
    }

    @Test
    void aHundredSwapsLeaveOneHostOneLeaseAndTheSamePeer() {
        LiveNode node = world.started();
        MemoryHost peer = world.stranger(2);
        world.await(node.connect(of(peer), World.LONG));
        for (int i = 0; i < 100; i++) {
            world.roles.install("number " + i, world.transport());
            world.pass(Duration.ofMillis(i * 7 % 40));
        }
        world.pass(Duration.ofSeconds(10));
        assertThat(node.status().state()).isEqualTo(State.UP);
        assertThat(node.status().transport()).isEqualTo("number 99");
        assertThat(node.status().peers()).isEqualTo(1);
        assertThat(world.roles.leases).isEqualTo(1);
        assertThat(world.network.hosts()).hasSize(2);
    }

    @Test
    void stoppingInTheMiddleOfASwapStops() {
        LiveNode node = world.started();
        world.roles.install("second", world.transport());
        world.network.time().runNext();
        world.await(node.stop());
        assertThat(node.status().state()).isEqualTo(State.STOPPED);
        assertThat(world.roles.leases).isZero();
        assertThat(world.network.hosts()).isEmpty();
    }
}
