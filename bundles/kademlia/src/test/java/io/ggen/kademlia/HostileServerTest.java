package io.ggen.kademlia;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.Digest;
import io.ggen.p2p.api.HostSettings;
import io.ggen.p2p.api.Multiaddr;
import io.ggen.p2p.api.PeerAddresses;
import io.ggen.p2p.api.routing.ValueStore.Effort;
import io.ggen.p2p.api.routing.ValueStore.Found;
import io.ggen.p2p.memory.MemoryHost;
import io.ggen.p2p.memory.kit.Streams;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What a node that asks can be answered, and what becomes of it. */
class HostileServerTest {
    private static final byte[] KEY = Numbered.key("k");

    private final Sim sim = new Sim(6);
    private final Node node = sim.node(KademliaSettings.serving());

    private static Message answer(Message request, List<PeerAddresses> closer) {
        return new Message(request.kind(), request.key(), null, closer, List.of());
    }

    private static Message answer(Message request, byte[] key, byte[] value) {
        return new Message(
                request.kind(),
                request.key(),
                new ValueRecord(key, value, "2026-11-22T00:00:00.000000000Z"),
                List.of(),
                List.of());
    }

    /** Asks for a head through somebody who answers like that once the node has joined through it. */
    private Found ask(Function<Message, Message> reply) {
        Stranger server = new Stranger(sim)
                .answering(request ->
                        request.kind() == Kind.FIND_NODE ? answer(request, List.of()) : reply.apply(request));
        sim.await(node.kad().start(List.of(server.address())));
        return sim.await(node.kad().get(KEY, Effort.AGREED, Sim.LONG));
    }

    private KademliaStatus status() {
        return sim.await(node.kad().status());
    }

    @Test
    void aGoodValueIsFound() {
        Found found = ask(request -> answer(request, KEY, Numbered.value(4)));
        assertThat(found.value()).hasValue(Numbered.value(4));
        assertThat(found.enough()).isTrue();
        assertThat(found.answers()).isEqualTo(1);
    }

    @Test
    void aForgedValueIsNotReturned() {
        Found found = ask(request -> answer(request, KEY, Numbered.forged(4)));
        assertThat(found.value()).isEmpty();
        assertThat(status().faults()).isEqualTo(1);
    }

    @Test
    void aRecordOfAnotherKeyIsNotReturned() {
        Found found = ask(request -> answer(request, Numbered.key("x"), Numbered.value(4)));
        assertThat(found.value()).isEmpty();
        assertThat(status().faults()).isEqualTo(1);
    }

    @Test
    void aGarbledAnswerIsCountedAndTheLookupGoesOn() {
        Stranger good = new Stranger(sim).answering(request -> answer(request, KEY, Numbered.value(2)));
        Stranger bad = new Stranger(sim).saying(request -> new byte[] {(byte) 0xff, 1, 2});
        sim.await(node.kad().start(List.of(good.address(), bad.address())));
        sim.settle(Duration.ofSeconds(10));
        Found found = sim.await(node.kad().get(KEY, Effort.AGREED, Sim.LONG));
        assertThat(found.value()).hasValue(Numbered.value(2));
        assertThat(status().faults()).isPositive();
    }

    @Test
    void anAnswerOverSizeIsCountedAndNotRead() {
        Stranger bad = new Stranger(sim).saying(request -> Streams.bytes(MessageCodec.MOST_BYTES + 1, 1));
        assertThat(sim.await(node.kad().start(List.of(bad.address())))).isZero();
        assertThat(status().faults()).isPositive();
    }

    @Test
    void endlessCloserPeersEndTheLookupAtItsBound() {
        // one machine with as many ids as it likes, each of which names twenty more
        Multiaddr home = Multiaddr.parse("/ip4/20.9.9.9/tcp/1");
        Stranger[] first = new Stranger[1];
        List<MemoryHost> born = new ArrayList<>();
        Function<Message, Message> reply = request -> {
            List<PeerAddresses> more = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                more.add(new PeerAddresses(sim.newId(), List.of(home)));
            }
            for (int i = 0; i < 5 && born.size() < 3000; i++) {
                Stranger next = new Stranger(sim);
                born.add(next.host);
                next.answering(first[0] == null ? asked -> asked : this::again);
                more.set(i, next.address());
            }
            return answer(request, more);
        };
        endless = reply;
        first[0] = new Stranger(sim).answering(reply);
        sim.await(node.kad().start(List.of(first[0].address())));
        sim.settle(Duration.ofSeconds(60));
        long before = status().requests();
        sim.await(node.kad().get(KEY, Effort.AGREED, Duration.ofSeconds(30)));
        assertThat(status().requests() - before).isLessThanOrEqualTo(300 + 80);
        assertThat(born.size()).isLessThan(3000);
    }

    private Function<Message, Message> endless = request -> request;

    private Message again(Message request) {
        return endless.apply(request);
    }

    @Test
    void itselfIsNoCloserPeer() {
        Found found = ask(request -> answer(request, List.of(node.address())));
        assertThat(found.answers()).isEqualTo(1);
        assertThat(status().peers()).isEqualTo(1);
    }

    @Test
    void privateAddressesFromThePublicInternetAreNotDialled() {
        Stranger inside = new Stranger(
                        sim,
                        sim.network.host(
                                sim.newId(), HostSettings.listeningOn("x", Multiaddr.parse("/ip4/192.168.1.1/tcp/80"))))
                .silent();
        Stranger outside = new Stranger(sim).answering(request -> answer(request, List.of()));
        Found found = ask(request -> answer(request, List.of(inside.address(), outside.address())));
        assertThat(inside.asked).isZero();
        assertThat(inside.host.connections()).isEmpty();
        assertThat(outside.asked).isPositive();
        assertThat(found.answers()).isEqualTo(2);
    }

    @Test
    void whoNeverAnswersHoldsNothingUp() {
        List<PeerAddresses> known = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            known.add(new Stranger(sim)
                    .answering(request -> answer(request, KEY, Numbered.value(1)))
                    .address());
            known.add(new Stranger(sim).silent().address());
        }
        sim.await(node.kad().start(known));
        sim.settle(Duration.ofSeconds(1));
        long start = sim.network.time().now();
        Found found = sim.await(node.kad().get(KEY, Effort.FIRST, Sim.LONG));
        assertThat(found.value()).isPresent();
        assertThat(Duration.ofNanos(sim.network.time().now() - start)).isLessThan(Duration.ofMillis(500));
    }

    @Test
    void providersBeyondTheTwentiethAndThoseWithoutAddressesAreNotHeardOf() {
        List<PeerAddresses> many = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            many.add(new PeerAddresses(
                    sim.newId(), List.of(Multiaddr.parse(i == 0 ? "/ip4/10.0.0.1/tcp/1" : "/ip4/20.9.9.9/tcp/1"))));
        }
        many.add(1, node.address());
        Stranger server = new Stranger(sim)
                .answering(request -> new Message(request.kind(), request.key(), null, List.of(), many));
        sim.await(node.kad().start(List.of(server.address())));
        List<PeerAddresses> found =
                sim.await(node.kad().providers(Digest.sha256Of(new byte[1]), 1000, Sim.LONG, one -> {}));
        assertThat(found).hasSize(18);
    }

    @Test
    void aPeerThatSpeaksOfItsOwnLoopbackIsNotBelieved() {
        assertThat(Networks.within(
                        Multiaddr.parse("/ip4/20.1.1.1/tcp/1"),
                        List.of(
                                Multiaddr.parse("/ip4/127.0.0.1/tcp/1"),
                                Multiaddr.parse("/ip6/::ffff:10.0.0.1/tcp/1"),
                                Multiaddr.parse("/ip6/fd00::1/tcp/1"),
                                Multiaddr.parse("/unix/tmp/x"),
                                Multiaddr.parse("/ip4/20.2.2.2/tcp/1")),
                        8))
                .containsExactly(Multiaddr.parse("/ip4/20.2.2.2/tcp/1"));
    }
}
