package io.ggen.fetch;

import io.ggen.p2p.api.Host;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.ProtocolHandler;
import io.ggen.p2p.memory.Link;
import io.ggen.p2p.memory.MemoryHost;
import io.ggen.p2p.memory.MemoryNetwork;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/** A simulated network of fetchers, on virtual time. */
final class World {
    static final Duration LONG = Duration.ofMinutes(5);

    final MemoryNetwork network;
    final SplittableRandom random;
    final FakeRouting routing = new FakeRouting();
    /** How fetchers see their hosts. */
    UnaryOperator<Host> through = host -> host;

    private final Path root;
    private int made;

    World(Path root, long seed) {
        this.root = root;
        network = new MemoryNetwork(seed);
        network.links(Link.of(Duration.ofMillis(20)));
        random = new SplittableRandom(seed);
    }

    MemoryHost host() {
        byte[] bytes = new byte[34];
        random.nextBytes(bytes);
        bytes[0] = 0x12;
        bytes[1] = 0x20;
        return network.host(PeerId.fromBytes(bytes));
    }

    Member member() {
        return member(FetchLimits.DEFAULT);
    }

    Member member(FetchLimits limits) {
        return new Member(this, host(), root.resolve("member-" + made++), limits);
    }

    /** A member that has this and whom routing names. */
    Member seed(Parcel content) {
        return seed(content, FetchLimits.DEFAULT);
    }

    Member seed(Parcel content, FetchLimits limits) {
        Member member = member(limits);
        member.hold(content);
        routing.providers.add(member.address());
        return member;
    }

    /** A host whom routing names, and that answers as {@code handler} does. */
    MemoryHost provider(ProtocolHandler handler) {
        MemoryHost host = host();
        host.handle(handler);
        routing.providers.add(Member.address(host));
        return host;
    }

    void pass(Duration time) {
        network.time().runFor(time);
    }

    <T> T await(CompletionStage<T> stage) {
        return network.time().await(stage, LONG);
    }

    Duration now() {
        return Duration.ofNanos(network.time().now());
    }
}
