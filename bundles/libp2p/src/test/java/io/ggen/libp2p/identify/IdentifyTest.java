package io.ggen.libp2p.identify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.p2p.api.Multiaddr;
import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.PeerInfo;
import io.ggen.p2p.api.ProtocolId;
import io.ggen.p2p.api.wire.ProtoWriter;
import io.ggen.p2p.memory.kit.TestSigner;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class IdentifyTest {
    private static final Multiaddr HERE = Multiaddr.parse("/ip4/192.0.2.1/tcp/4001");
    private static final Multiaddr THERE = Multiaddr.parse("/ip6/2001:db8::1/tcp/4002");
    private static final PeerId ONE = PeerId.of(TestSigner.of(1).publicKey());
    private static final PeerId TWO = PeerId.of(TestSigner.of(2).publicKey());

    private static byte[] message() {
        return IdentifyMessage.encode(
                IdentifyMessage.own(TestSigner.of(1), List.of(HERE), "agent", 42), List.of("/a", "/b"), THERE);
    }

    @Test
    void whatIsSaidIsUnderstood() {
        IdentifyMessage read = new IdentifyMessage(ONE);
        read.merge(message());
        assertThat(read.hasKey()).isTrue();
        assertThat(read.seq()).isEqualTo(42);
        PeerInfo info = read.info(null);
        assertThat(info.protocols()).containsExactly(new ProtocolId("/a"), new ProtocolId("/b"));
        assertThat(info.addresses()).containsExactly(HERE);
        assertThat(info.agent()).isEqualTo("agent");
        assertThat(info.observed()).hasValue(THERE);
    }

    @Test
    void aPushChangesOnlyWhatItSays() {
        IdentifyMessage first = new IdentifyMessage(ONE);
        first.merge(message());
        IdentifyMessage push = new IdentifyMessage(ONE);
        push.merge(new ProtoWriter().string(3, "/c").toBytes());
        PeerInfo now = push.info(first.info(null));
        assertThat(now.protocols()).containsExactly(new ProtocolId("/c"));
        assertThat(now.addresses()).containsExactly(HERE);
        assertThat(now.agent()).isEqualTo("agent");
    }

    @Test
    void whoSaysToBeAnotherIsRefused() {
        assertThatThrownBy(() -> new IdentifyMessage(TWO).merge(message()))
                .isInstanceOf(NetworkException.class)
                .hasMessageContaining("as another");
    }

    @Test
    void aRecordOfAnotherPeerIsRefused() {
        byte[] stolen = new ProtoWriter()
                .bytes(1, TestSigner.of(2).publicKey().toProtobuf())
                .bytes(8, SignedRecord.encode(TestSigner.of(1), 1, List.of(HERE)))
                .toBytes();
        assertThatThrownBy(() -> new IdentifyMessage(TWO).merge(stolen)).isInstanceOf(NetworkException.class);
    }

    @Test
    void aRecordWithAChangedBitIsRefused() {
        byte[] good = SignedRecord.encode(TestSigner.of(1), 7, List.of(HERE, THERE));
        assertThat(SignedRecord.decode(good)).isEqualTo(new SignedRecord(ONE, 7, List.of(HERE, THERE)));
        for (int bit = 0; bit < good.length * 8; bit++) {
            byte[] changed = good.clone();
            changed[bit / 8] ^= 1 << bit % 8;
            assertThatThrownBy(() -> SignedRecord.decode(changed))
                    .as("bit " + bit)
                    .isInstanceOf(NetworkException.class);
        }
    }

    @Test
    void addressesAndProtocolsThatAreNoneAreLeftOutAndListsAreBounded() {
        ProtoWriter wild = new ProtoWriter().bytes(2, new byte[] {1, 2, 3}).bytes(2, HERE.bytes());
        for (int i = 0; i < 1000; i++) {
            wild.string(3, i == 0 ? "no slash" : "/p/" + i);
        }
        IdentifyMessage read = new IdentifyMessage(ONE);
        read.merge(wild.toBytes());
        assertThat(read.info(null).addresses()).containsExactly(HERE);
        assertThat(read.info(null).protocols()).hasSize(256).contains(new ProtocolId("/p/1"));
    }

    @Test
    void garbageIsRefusedOrMeansNothing() {
        for (int seed = 0; seed < 1000; seed++) {
            byte[] garbage = new byte[new SplittableRandom(seed).nextInt(200)];
            new SplittableRandom(seed).nextBytes(garbage);
            try {
                IdentifyMessage read = new IdentifyMessage(ONE);
                read.merge(garbage);
                assertThat(read.hasKey()).as("seed " + seed).isFalse();
            } catch (NetworkException expected) {
                assertThat(expected.reason()).isEqualTo(NetworkException.Reason.MALFORMED);
            }
        }
    }
}
