package io.ggen.kademlia;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.Digest;
import io.ggen.p2p.api.HostSettings;
import io.ggen.p2p.api.Multiaddr;
import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.PeerAddresses;
import io.ggen.p2p.api.Stream;
import io.ggen.p2p.api.wire.Varint;
import io.ggen.p2p.memory.kit.Streams;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What strangers can send to a node, and what becomes of it. */
class HostileClientTest {
    private static final byte[] KEY = Numbered.key("k");
    private static final byte[] CONTENT = ContentKey.of(Digest.sha256Of(new byte[] {1}));

    private final Sim sim = new Sim(5);
    private Node node = sim.node(KademliaSettings.serving());
    private Stranger stranger = new Stranger(sim);

    @BeforeEach
    void start() {
        node.kad().start(List.of());
        sim.settle(Duration.ofMillis(10));
    }

    private KademliaStatus status() {
        return sim.await(node.kad().status());
    }

    private Optional<Message> get() {
        return new Stranger(sim).ask(node, Message.request(Kind.GET_VALUE, KEY));
    }

    private String valueHeld() {
        ValueRecord record = get().orElseThrow().record();
        return record == null ? "none" : new String(record.value(), java.nio.charset.StandardCharsets.UTF_8);
    }

    @Test
    void garbageIsRefusedAndCounted() {
        for (int seed = 0; seed < 50; seed++) {
            byte[] garbage = Streams.bytes(60, seed);
            garbage[0] = (byte) 0xff;
            assertThat(new Stranger(sim).say(node, garbage)).as("seed %d", seed).isEmpty();
        }
        assertThat(status().faults()).isEqualTo(50);
    }

    @Test
    void aMessageOverSizeIsRefusedBeforeItHasCome() {
        Stream stream = stranger.open(node);
        sim.await(stream.write(ByteBuffer.wrap(Varint.encode(MessageCodec.MOST_BYTES + 1))));
        Throwable failure = sim.await(Streams.failureOf(stream.read()));
        assertThat(NetworkException.of(failure).reason()).isEqualTo(NetworkException.Reason.RESET);
        assertThat(status().faults()).isEqualTo(1);
    }

    @Test
    void aGoodValueIsStoredAndStamped() {
        Message answer = stranger.ask(node, Message.put(KEY, Numbered.value(3))).orElseThrow();
        assertThat(answer.kind()).isEqualTo(Kind.PUT_VALUE);
        assertThat(answer.record()).isNotNull();
        assertThat(valueHeld()).isEqualTo("3 good");
        ValueRecord held = get().orElseThrow().record();
        assertThat(held)
                .isNotNull()
                .extracting(ValueRecord::received)
                .asString()
                .matches("2026-11-22T00:00:0\\d\\.\\d{9}Z");
    }

    @Test
    void aRecordUnderAnotherKeyIsNotStored() {
        Message wrong = new Message(
                Kind.PUT_VALUE,
                KEY,
                new ValueRecord(Numbered.key("other"), Numbered.value(1), ""),
                List.of(),
                List.of());
        assertThat(stranger.ask(node, wrong)).isEmpty();
        assertThat(status().values()).isZero();
        assertThat(status().faults()).isEqualTo(1);
    }

    @Test
    void aPutWithoutARecordIsRefused() {
        assertThat(stranger.ask(node, Message.request(Kind.PUT_VALUE, KEY))).isEmpty();
    }

    @Test
    void aForgedValueIsNotStoredAndWhoInsistsIsNotListenedTo() {
        for (int i = 0; i < 11; i++) {
            assertThat(stranger.ask(node, Message.put(KEY, Numbered.forged(9)))).isEmpty();
        }
        assertThat(status().values()).isZero();
        assertThat(stranger.ask(node, Message.request(Kind.FIND_NODE, KEY))).isEmpty();
        assertThat(status().dropped()).containsEntry(stranger.id(), "it sent a value that is not valid");
        assertThat(new Stranger(sim).ask(node, Message.request(Kind.FIND_NODE, KEY)))
                .isPresent();
        sim.settle(Duration.ofMinutes(11));
        assertThat(stranger.ask(node, Message.request(Kind.FIND_NODE, KEY))).isPresent();
    }

    @Test
    void aValueOfANamespaceWithoutRulesIsNotStored() {
        byte[] key = "/pk/x".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        assertThat(stranger.ask(node, Message.put(key, Numbered.value(1)))).isEmpty();
        assertThat(stranger.ask(node, Message.put(new byte[0], Numbered.value(1))))
                .isEmpty();
        assertThat(status().values()).isZero();
    }

    @Test
    void aValueOverSizeIsNotStored() {
        byte[] value = (" ".repeat(16 << 10) + "1 good").getBytes(java.nio.charset.StandardCharsets.UTF_8);
        assertThat(stranger.ask(node, Message.put(KEY, value))).isEmpty();
        assertThat(status().values()).isZero();
    }

    @Test
    void anOlderValueDoesNotTakeTheNewerOnesPlace() {
        stranger.ask(node, Message.put(KEY, Numbered.value(7)));
        Message answer =
                new Stranger(sim).ask(node, Message.put(KEY, Numbered.value(6))).orElseThrow();
        assertThat(answer.record()).isNotNull().extracting(ValueRecord::value).isEqualTo(Numbered.value(7));
        assertThat(valueHeld()).isEqualTo("7 good");
    }

    @Test
    void aValueIsForgottenAfterTwoDays() {
        stranger.ask(node, Message.put(KEY, Numbered.value(7)));
        sim.settle(Duration.ofHours(47));
        assertThat(valueHeld()).isEqualTo("7 good");
        sim.settle(Duration.ofHours(2));
        assertThat(valueHeld()).isEqualTo("none");
        assertThat(status().values()).isZero();
    }

    @Test
    void onlyTheSenderCanBeAProvider() {
        PeerAddresses other = new Stranger(sim).address();
        stranger.tell(
                node, new Message(Kind.ADD_PROVIDER, CONTENT, null, List.of(), List.of(other, stranger.address())));
        Message answer = new Stranger(sim)
                .ask(node, Message.request(Kind.GET_PROVIDERS, CONTENT))
                .orElseThrow();
        assertThat(answer.providers()).containsExactly(stranger.address());
        assertThat(status().faults()).isEqualTo(1);
    }

    @Test
    void aProviderWithoutAnAddressThatCanBeReachedIsNotKept() {
        List<Multiaddr> inside = List.of(
                Multiaddr.parse("/ip4/127.0.0.1/tcp/80"),
                Multiaddr.parse("/ip4/192.168.1.1/tcp/80"),
                Multiaddr.parse("/ip6/::1/tcp/80"));
        PeerAddresses self = new PeerAddresses(stranger.id(), inside);
        stranger.tell(node, new Message(Kind.ADD_PROVIDER, CONTENT, null, List.of(), List.of(self)));
        assertThat(status().providers()).isZero();
    }

    @Test
    void aProviderOfWhatIsNoDigestIsNotKept() {
        Message message = new Message(Kind.ADD_PROVIDER, KEY, null, List.of(), List.of(stranger.address()));
        stranger.tell(node, message);
        assertThat(status().providers()).isZero();
    }

    @Test
    void providersAreForgottenAfterTwoDays() {
        stranger.tell(node, new Message(Kind.ADD_PROVIDER, CONTENT, null, List.of(), List.of(stranger.address())));
        assertThat(status().providers()).isEqualTo(1);
        sim.settle(Duration.ofHours(49));
        assertThat(status().providers()).isZero();
    }

    @Test
    void whoClaimsSomebodyElsesAddressDoesNotHaveHimDialledByEverybody() {
        Multiaddr own = Multiaddr.parse("/ip4/20.50.0.1/tcp/1");
        Multiaddr victims = Multiaddr.parse("/ip4/20.60.0.1/tcp/443");
        Stranger liar = new Stranger(
                        sim,
                        sim.network.host(sim.newId(), new HostSettings(List.of(own), List.of(own, victims), "liar")))
                .answering(request -> request);
        liar.ask(node, Message.request(Kind.FIND_NODE, KEY));
        sim.settle(Duration.ofSeconds(5));
        liar.ask(node, Message.request(Kind.FIND_NODE, KEY));
        Message answer =
                stranger.ask(node, Message.request(Kind.FIND_NODE, KEY)).orElseThrow();
        assertThat(answer.closer()).containsExactly(new PeerAddresses(liar.id(), List.of(own)));
    }

    @Test
    void aRequestThatTricklesInIsGivenUpAfterTenSeconds() {
        Stream stream = stranger.open(node);
        byte[] request = MessageCodec.encode(Message.request(Kind.FIND_NODE, KEY));
        long start = sim.network.time().now();
        sim.await(stream.write(ByteBuffer.wrap(Varint.encode(request.length))));
        int sent = 0;
        try {
            while (sent < request.length) {
                sim.await(stream.write(ByteBuffer.wrap(request, sent++, 1)));
                sim.settle(Duration.ofSeconds(2));
            }
        } catch (NetworkException e) {
            assertThat(e.reason()).isEqualTo(NetworkException.Reason.RESET);
        }
        assertThat(sent).isLessThan(request.length);
        assertThat(Duration.ofNanos(sim.network.time().now() - start))
                .isBetween(Duration.ofSeconds(10), Duration.ofSeconds(13));
        assertThat(status().faults()).isEqualTo(1);
    }

    @Test
    void moreThan32StreamsOfOnePeerAreReset() {
        for (int i = 0; i < 32; i++) {
            stranger.open(node);
        }
        assertThat(stranger.ask(node, Message.request(Kind.FIND_NODE, KEY))).isEmpty();
        assertThat(new Stranger(sim).ask(node, Message.request(Kind.FIND_NODE, KEY)))
                .isPresent();
    }

    @Test
    void whoAsksTooFastWaits() {
        long start = sim.network.time().now();
        int answered = stranger.flood(node, Message.request(Kind.FIND_NODE, KEY), 3000);
        assertThat(answered).isEqualTo(3000);
        Duration took = Duration.ofNanos(sim.network.time().now() - start);
        assertThat(took).isGreaterThan(Duration.ofMillis(12_900));
    }

    @Test
    void severalRequestsOnOneStreamAreAnsweredInTheirOrder() {
        Stream stream = stranger.open(node);
        var frames = new io.ggen.p2p.api.wire.Frames(stream);
        for (int i = 0; i < 5; i++) {
            sim.await(frames.write(MessageCodec.encode(Message.request(Kind.PING, Numbered.key("" + i)))));
        }
        for (int i = 0; i < 5; i++) {
            byte[] answer = sim.await(frames.read(MessageCodec.MOST_BYTES)).orElseThrow();
            assertThat(MessageCodec.decode(answer).key()).isEqualTo(Numbered.key("" + i));
        }
        stream.finish();
        assertThat(sim.await(frames.read(MessageCodec.MOST_BYTES))).isEmpty();
    }

    @Test
    void aClientDoesNotAnswerAndIsInNobodysTable() {
        Node client = sim.node(KademliaSettings.asking());
        assertThat(sim.await(client.kad().start(List.of(node.address())))).isEqualTo(1);
        sim.settle(Duration.ofMinutes(1));
        assertThat(status().peers()).isZero();
    }

    @Test
    void whoServesNoLongerIsDroppedAndPeopleAreToldWhy() {
        Node other = sim.node(KademliaSettings.serving());
        sim.await(other.kad().start(List.of(node.address())));
        sim.settle(Duration.ofSeconds(5));
        assertThat(status().peers()).isEqualTo(1);
        sim.await(other.kad().close());
        sim.settle(Duration.ofSeconds(5));
        assertThat(status().peers()).isZero();
        assertThat(status().dropped()).containsEntry(other.id(), "it does not serve any more");
    }
}
