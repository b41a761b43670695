package io.ggen.p2p.memory.kit;

import static io.ggen.p2p.memory.kit.Streams.bytes;
import static io.ggen.p2p.memory.kit.Streams.exchange;
import static io.ggen.p2p.memory.kit.Streams.handler;
import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.p2p.api.AddressProtocol;
import io.ggen.p2p.api.Connection;
import io.ggen.p2p.api.Host;
import io.ggen.p2p.api.Multiaddr;
import io.ggen.p2p.api.NetworkException.Reason;
import io.ggen.p2p.api.PeerInfo;
import io.ggen.p2p.api.PeerListener;
import io.ggen.p2p.api.ProtocolHandler;
import io.ggen.p2p.api.ProtocolId;
import io.ggen.p2p.api.Registration;
import io.ggen.p2p.api.Stream;
import io.ggen.p2p.memory.kit.Recorder.Kind;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** What every transport must pass about hosts, connections and what they tell. */
public abstract class ConnectionKit extends KitGround {
    private static final ProtocolId OTHER = new ProtocolId("/kit/other/1.0.0");

    ConnectionKit() {}

    @Test
    void connectedPeersSeeEachOther() {
        Host a = host(1);
        Host b = host(2);
        Recorder here = new Recorder();
        Recorder there = new Recorder();
        a.listen(here);
        b.listen(there);
        Connection connection = connect(a, b);
        assertThat(connection.peer()).isEqualTo(b.id()).isEqualTo(id(2));
        assertThat(connection.inbound()).isFalse();
        assertThat(connection.remote()).isEqualTo(b.addresses().get(0));
        assertThat(a.connections()).extracting(Connection::peer).containsExactly(b.id());
        await(there.heard(Kind.CONNECTED, a.id()));
        assertThat(b.connections()).extracting(Connection::inbound).containsExactly(true);
        assertThat(b.connections().get(0).peer()).isEqualTo(a.id());

        PeerInfo info = await(here.heard(Kind.IDENTIFIED, b.id())).info().orElseThrow();
        assertThat(info.addresses()).containsAll(b.addresses());
        assertThat(info.protocols()).contains(ECHO);
        assertThat(info.agent()).isEqualTo("kit");
        assertThat(a.peers()).extracting(PeerInfo::peer).containsExactly(b.id());
        assertThat(here.about(b.id())).startsWith(Kind.CONNECTED, Kind.IDENTIFIED);
    }

    @Test
    void addressesAreThoseOneCanDial() {
        Host a = host(1);
        assertThat(a.addresses()).isNotEmpty().allSatisfy(address -> {
            assertThat(port(address)).isPositive();
            assertThat(address.has(AddressProtocol.P2P)).isFalse();
        });
    }

    @Test
    void aListenerAddedLaterHearsOfThoseWhoAreThere() {
        Host a = host(1);
        Host b = host(2);
        introduce(a, b);
        Recorder late = new Recorder();
        a.listen(late);
        await(late.heard(Kind.IDENTIFIED, b.id()));
        assertThat(late.about(b.id())).startsWith(Kind.CONNECTED, Kind.IDENTIFIED);
    }

    @Test
    void connectingAgainGivesTheConnectionThereIs() {
        Host a = host(1);
        Host b = host(2);
        CompletionStage<Connection> first = a.connect(b.id(), b.addresses(), LONG);
        CompletionStage<Connection> joined = a.connect(b.id(), b.addresses(), LONG);
        await(first);
        await(joined);
        await(a.connect(b.id(), List.of(), LONG));
        assertThat(a.connections()).hasSize(1);
    }

    @Test
    void twoWhoDialEachOtherAtOnceCanTalk() {
        Host a = host(1);
        Host b = host(2);
        CompletionStage<Connection> one = a.connect(b.id(), b.addresses(), LONG);
        CompletionStage<Connection> other = b.connect(a.id(), a.addresses(), LONG);
        await(one);
        await(other);
        for (int i = 0; i < 5; i++) {
            assertThat(await(exchange(open(a, b, ECHO), bytes(100, i), 10, new SplittableRandom(i))))
                    .hasSize(100);
            assertThat(await(exchange(open(b, a, ECHO), bytes(100, i), 10, new SplittableRandom(i))))
                    .hasSize(100);
        }
    }

    @Test
    void somebodyElseAtTheAddressIsRefused() {
        Host a = host(1);
        Host b = host(2);
        assertThat(reasonOf(a.connect(id(3), b.addresses(), LONG))).isEqualTo(Reason.WRONG_PEER);
        assertThat(a.connections()).isEmpty();
        assertThat(reasonOf(a.open(id(3), List.of(ECHO), LONG))).isEqualTo(Reason.NOT_CONNECTED);
    }

    @Test
    void listenersAreToldWhereSomebodyElseWasFound() {
        Host a = host(1);
        Host b = host(2);
        CompletableFuture<String> told = new CompletableFuture<>();
        a.listen(new PeerListener() {
            @Override
            public void handshakeFailed(Multiaddr address, boolean inbound, String why) {
                told.complete((inbound ? "from " : "to ") + address + ": " + why);
            }
        });
        assertThat(reasonOf(a.connect(id(3), b.addresses(), LONG))).isEqualTo(Reason.WRONG_PEER);
        assertThat(await(told)).startsWith("to " + b.addresses().get(0) + ": ").contains(id(3).toString());
    }

    @Test
    void addressesOfAnotherPeerAreNotDialled() {
        Host a = host(1);
        Host b = host(2);
        List<Multiaddr> others = List.of(b.addresses().get(0).withPeer(id(3)));
        assertThat(reasonOf(a.connect(b.id(), others, LONG))).isEqualTo(Reason.UNREACHABLE);
        await(a.connect(b.id(), List.of(b.addresses().get(0).withPeer(b.id())), LONG));
    }

    @Test
    void aHostDoesNotConnectToItself() {
        Host a = host(1);
        assertThat(reasonOf(a.connect(a.id(), a.addresses(), LONG))).isEqualTo(Reason.REFUSED);
    }

    @Test
    void whereNobodyListensNobodyIsReached() {
        Host a = host(1);
        assertThat(reasonOf(a.connect(id(999), deserted(), LONG))).isEqualTo(Reason.UNREACHABLE);
        assertThat(reasonOf(a.connect(id(999), List.of(), LONG))).isEqualTo(Reason.UNREACHABLE);
    }

    @Test
    void oneGoodAddressAmongBadOnesIsEnough() {
        Host a = host(1);
        Host b = host(2);
        Host c = host(3);
        List<Multiaddr> addresses = new ArrayList<>(deserted());
        addresses.addAll(c.addresses());
        addresses.addAll(b.addresses());
        Connection connection = await(a.connect(b.id(), addresses, LONG));
        assertThat(connection.remote()).isEqualTo(b.addresses().get(0));
        assertThat(a.connections()).extracting(Connection::peer).containsExactly(b.id());
    }

    @Test
    void aProtocolThatThePeerDoesNotSpeakIsSaidSo() {
        Host a = host(1);
        Host b = host(2);
        connect(a, b);
        assertThat(reasonOf(a.open(b.id(), List.of(UNKNOWN), LONG).thenCompose(Stream::read)))
                .isEqualTo(Reason.NO_PROTOCOL);
        assertThat(reasonOf(a.open(b.id(), List.of(UNKNOWN, OTHER), LONG).thenCompose(Stream::read)))
                .isEqualTo(Reason.NO_PROTOCOL);
    }

    @Test
    void theFirstProtocolThatThePeerSpeaksIsTaken() {
        Host a = host(1);
        Host b = host(2, handler(OTHER, Streams::echo));
        connect(a, b);
        assertThat(open(a, b, UNKNOWN, OTHER, ECHO).protocol()).isEqualTo(OTHER);
        assertThat(open(a, b, UNKNOWN, ECHO, OTHER).protocol()).isEqualTo(ECHO);
        Stream stream = open(a, b, UNKNOWN, OTHER);
        assertThat(await(exchange(stream, bytes(100, 1), 10, new SplittableRandom(1))))
                .hasSize(100);
    }

    @Test
    void handlersComeAndGoWhileTheHostRuns() {
        Host a = host(1);
        Host b = host(2);
        introduce(a, b);
        Recorder here = new Recorder();
        a.listen(here);
        Registration added = b.handle(handler(OTHER, Streams::echo));
        await(here.heard(event -> speaksOther(event)));
        Stream open = open(a, b, OTHER);
        await(open.write(ByteBuffer.wrap(new byte[] {1})));
        await(open.read());

        Recorder later = new Recorder();
        added.close();
        added.close();
        a.listen(later);
        await(later.heard(event -> event.info().isPresent() && !speaksOther(event)));
        assertThat(reasonOf(a.open(b.id(), List.of(OTHER), LONG).thenCompose(Stream::read)))
                .isEqualTo(Reason.NO_PROTOCOL);
        assertThat(await(exchange(open, bytes(100, 1), 10, new SplittableRandom(1))))
                .as("the stream that was open goes on")
                .hasSize(100);
    }

    private static boolean speaksOther(Recorder.Event event) {
        return event.info().isPresent() && event.info().get().protocols().contains(OTHER);
    }

    @Test
    void aHandlerRemovedBehindThePeersBackIsMissedAtTheFirstRead() {
        Host a = host(1);
        Host b = host(2);
        Registration added = b.handle(handler(OTHER, Streams::echo));
        introduce(a, b);
        added.close();
        assertThat(reasonOf(a.open(b.id(), List.of(OTHER), LONG).thenCompose(Stream::read)))
                .isEqualTo(Reason.NO_PROTOCOL);
    }

    @Test
    void ofTwoHandlersTheOneAddedLastIsCalled() {
        Host a = host(1);
        Host b = host(2, answering(1));
        Registration newer = b.handle(answering(2));
        introduce(a, b);
        assertThat(await(open(a, b, OTHER).read()).get()).isEqualTo((byte) 2);
        newer.close();
        assertThat(await(open(a, b, OTHER).read()).get()).isEqualTo((byte) 1);
    }

    private static ProtocolHandler answering(int answer) {
        return handler(
                OTHER,
                stream -> stream.write(ByteBuffer.wrap(new byte[] {(byte) answer}))
                        .thenCompose(done -> stream.finish()));
    }

    @Test
    void aPingIsAnswered() {
        Host a = host(1);
        Host b = host(2);
        assertThat(reasonOf(a.ping(b.id(), LONG))).isEqualTo(Reason.NOT_CONNECTED);
        connect(a, b);
        assertThat(await(a.ping(b.id(), LONG))).isPositive().isLessThan(LONG);
        assertThat(a.connections().get(0).roundTrip()).isPresent();
    }

    @Test
    void aDisconnectEndsStreamsOnBothSides() {
        CompletableFuture<Stream> arrived = new CompletableFuture<>();
        Host a = host(1);
        Host b = host(2, handler(OTHER, arrived::complete));
        introduce(a, b);
        Recorder here = new Recorder();
        Recorder there = new Recorder();
        a.listen(here);
        b.listen(there);
        Stream stream = open(a, b, OTHER);
        await(stream.write(ByteBuffer.wrap(new byte[] {1})));
        Stream far = await(arrived);
        await(far.read());
        CompletionStage<ByteBuffer> farRead = far.read();
        CompletionStage<ByteBuffer> nearRead = stream.read();
        a.disconnect(b.id(), "enough of it");
        assertThat(reasonOf(nearRead)).isEqualTo(Reason.DISCONNECTED);
        assertThat(reasonOf(farRead)).isEqualTo(Reason.DISCONNECTED);
        assertThat(await(here.heard(Kind.DISCONNECTED, b.id())).why()).contains("enough of it");
        assertThat(await(there.heard(Kind.DISCONNECTED, a.id())).why()).isNotBlank();
        assertThat(a.connections()).isEmpty();
        assertThat(b.connections()).isEmpty();
        a.disconnect(b.id(), "not there");
        connect(a, b);
    }

    @Test
    void closingEndsWhatIsOpen() {
        CompletableFuture<Stream> arrived = new CompletableFuture<>();
        Host a = host(1);
        Host b = host(2, handler(OTHER, arrived::complete));
        Recorder there = new Recorder();
        b.listen(there);
        introduce(a, b);
        Stream stream = open(a, b, OTHER);
        await(stream.write(ByteBuffer.wrap(new byte[] {1})));
        Stream far = await(arrived);
        await(far.read());
        CompletionStage<ByteBuffer> farRead = far.read();
        CompletionStage<ByteBuffer> nearRead = stream.read();
        await(a.close(Duration.ZERO));
        await(a.close(LONG));
        assertThat(reasonOf(nearRead)).isIn(Reason.CLOSED, Reason.RESET);
        assertThat(reasonOf(farRead)).isIn(Reason.DISCONNECTED, Reason.RESET);
        await(there.heard(Kind.DISCONNECTED, a.id()));
        assertThat(reasonOf(a.connect(b.id(), b.addresses(), LONG))).isEqualTo(Reason.CLOSED);
        assertThat(reasonOf(a.open(b.id(), List.of(ECHO), LONG))).isEqualTo(Reason.CLOSED);
        assertThat(reasonOf(b.connect(a.id(), a.addresses(), LONG))).isEqualTo(Reason.UNREACHABLE);
    }

    @Test
    void closingWithGraceLetsAStreamCome() {
        CompletableFuture<Stream> arrived = new CompletableFuture<>();
        Host a = host(1);
        Host b = host(2, handler(OTHER, arrived::complete));
        introduce(a, b);
        Stream stream = open(a, b, OTHER);
        await(stream.write(ByteBuffer.wrap(new byte[] {1})));
        Stream far = await(arrived);
        CompletionStage<Void> closed = b.close(LONG);
        Streams.echo(far);
        assertThat(await(exchange(stream, bytes(300_000, 1), 10_000, new SplittableRandom(1))))
                .hasSize(300_001);
        await(closed);
    }

    @Test
    void theKeyOfAHostIsItsIdAgainAfterASwap() {
        Host a = host(1);
        Host b = host(2);
        introduce(a, b);
        Recorder here = new Recorder();
        a.listen(here);
        await(b.close(Duration.ZERO));
        await(here.heard(Kind.DISCONNECTED, b.id()));
        Host again = host(2);
        await(a.connect(again.id(), again.addresses(), LONG));
        assertThat(again.id()).isEqualTo(b.id());
        assertThat(await(exchange(open(a, again, ECHO), bytes(100, 1), 10, new SplittableRandom(1))))
                .hasSize(100);
    }
}
