package io.ggen.node;

import io.ggen.api.Problem;
import io.ggen.api.identity.Signer;
import io.ggen.p2p.api.Host;
import io.ggen.p2p.api.HostSettings;
import io.ggen.p2p.api.Multiaddr;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.Registration;
import io.ggen.p2p.api.Transport;
import io.ggen.p2p.api.node.NodeStart;
import io.ggen.p2p.memory.MemoryHost;
import io.ggen.p2p.memory.MemoryNetwork;
import io.ggen.p2p.memory.kit.TestSigner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;

/** A node in a network in memory, on virtual time, and what it needs. */
final class World {
    static final Duration LONG = Duration.ofMinutes(5);
    static final Multiaddr HERE = Multiaddr.parse("/ip4/127.0.0.1/tcp/0");

    final MemoryNetwork network = new MemoryNetwork(7);
    final FakeRoles roles = new FakeRoles();
    final List<String> warnings = new ArrayList<>();
    final Signer key = TestSigner.of(1);
    String[] listen = {"/ip4/127.0.0.1/tcp/0"};
    String[] bootstrap = {};
    boolean keyIsBroken;
    /** Those to whom the host was offered, with whether it serves; gone when it was taken back. */
    final Map<Host, Boolean> offered = new LinkedHashMap<>();

    /** Who else hears of offers. */
    BiFunction<Host, Boolean, Registration> offer = (host, serves) -> () -> {};

    final KeptPeers peers;
    private final Path run;

    World(Path run) {
        this.run = run;
        this.peers =
                new KeptPeers(new PeersFile(run.resolve("peers.json")), network.time(), network.clock(), warnings::add);
    }

    private Registration offer(Host host, boolean serves) {
        offered.put(host, serves);
        Registration others = offer.apply(host, serves);
        return () -> {
            offered.remove(host);
            others.close();
        };
    }

    LiveNode node() {
        return new LiveNode(new Parts(
                roles,
                () -> new Configured(List.of(listen), List.of(), List.of(bootstrap)),
                () -> HomeLock.take(run),
                this::key,
                network.time(),
                network.time(),
                network.clock(),
                network.random(),
                warnings::add,
                peers,
                this::offer,
                "ggen/test"));
    }

    private Signer key() {
        if (keyIsBroken) {
            throw Problem.of("keys/host.pem is broken.").asException();
        }
        return key;
    }

    /** A transport over the same network that differs from every other. */
    Transport transport() {
        return new Transport() {
            @Override
            public CompletionStage<Host> open(Signer signer, HostSettings settings) {
                return network.open(signer, settings);
            }
        };
    }

    LiveNode started() {
        roles.install("memory", transport());
        LiveNode node = node();
        await(node.start(NodeStart.asConfigured()));
        return node;
    }

    /** Another host, which listens. */
    MemoryHost stranger(long number) {
        return network.host(PeerId.of(TestSigner.of(number).publicKey()));
    }

    <T> T await(CompletionStage<T> stage) {
        return network.time().await(stage, LONG);
    }

    void pass(Duration time) {
        network.time().runFor(time);
    }
}
