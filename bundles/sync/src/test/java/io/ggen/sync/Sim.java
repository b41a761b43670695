package io.ggen.sync;

import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.memory.Link;
import io.ggen.p2p.memory.MemoryHost;
import io.ggen.p2p.memory.MemoryNetwork;
import io.ggen.p2p.memory.kit.TestSigner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;

/** A simulated network of hosts with stores, on virtual time. */
final class Sim {
    static final Duration LONG = Duration.ofMinutes(10);

    final MemoryNetwork network;
    final SplittableRandom random;
    final List<Member> members = new ArrayList<>();
    SyncLimits limits = SyncLimits.DEFAULT;
    SyncTimes times = SyncTimes.DEFAULT;
    private long ids;

    /** A host with its store. */
    static final class Member {
        final MemoryHost host;
        final FakeStore store;
        final SyncNode node;
        final List<String> blame = new ArrayList<>();

        Member(Sim sim, MemoryHost host, FakeStore store) {
            this.host = host;
            this.store = store;
            this.node = new SyncNode(
                    host,
                    host.timers(),
                    sim.network.clock(),
                    new SplittableRandom(sim.random.nextLong()),
                    store,
                    Runnable::run,
                    sim.limits,
                    sim.times,
                    (peer, well) -> blame.add((well ? "+" : "-") + peer));
        }

        PeerId id() {
            return host.id();
        }

        long faults() {
            return blame.stream().filter(one -> one.startsWith("-")).count();
        }

        /** What its status says under {@code name}. */
        String fact(String name) {
            return node.status().stream()
                    .filter(fact -> fact.name().equals(name))
                    .findFirst()
                    .orElseThrow()
                    .value();
        }
    }

    Sim(long seed) {
        network = new MemoryNetwork(seed);
        network.links(Link.of(Duration.ofMillis(30)).withJitter(Duration.ofMillis(10)));
        random = new SplittableRandom(seed);
    }

    MemoryHost host() {
        return network.host(PeerId.of(TestSigner.of(++ids).publicKey()));
    }

    /** A host that reconciles by itself. */
    Member member() {
        Member member = new Member(this, host(), new FakeStore(network.clock()));
        member.node.start();
        members.add(member);
        return member;
    }

    void connect(MemoryHost from, MemoryHost to) {
        await(from.connect(to.id(), to.addresses(), Duration.ofSeconds(30)));
    }

    void connect(Member from, Member to) {
        connect(from.host, to.host);
    }

    void settle(Duration time) {
        network.time().runFor(time);
    }

    <T> T await(CompletionStage<T> stage) {
        return network.time().await(stage, LONG);
    }
}
