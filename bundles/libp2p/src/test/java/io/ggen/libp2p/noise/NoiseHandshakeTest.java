package io.ggen.libp2p.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.api.identity.PublicKey;
import io.ggen.api.identity.Signer;
import io.ggen.libp2p.secure.Secured;
import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.wire.ProtoWriter;
import io.ggen.p2p.memory.kit.TestSigner;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderException;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class NoiseHandshakeTest {
    private static final SplittableRandom RANDOM = new SplittableRandom(7);

    /** One side, and what it learned. */
    private static final class Side implements Secured {
        private final EmbeddedChannel channel;
        private @Nullable PeerId peer;
        private boolean muxer;

        Side(boolean initiator, NoiseKeys keys) {
            channel = new EmbeddedChannel(new NoiseHandshake(initiator, keys, this));
        }

        /** Bytes from the other side; throws what is behind what Netty makes of a failure. */
        void feed(ByteBuf bytes) {
            try {
                channel.writeInbound(bytes);
            } catch (DecoderException e) {
                if (e.getCause() instanceof NetworkException cause) {
                    throw cause;
                }
                throw e;
            }
        }

        @Override
        public void check(PeerId claimed) {}

        @Override
        public void secured(PeerId proved, boolean muxerAgreed) {
            peer = proved;
            muxer = muxerAgreed;
        }
    }

    /** Moves what {@code from} sends to {@code to}, in pieces of at most {@code largest} bytes. */
    private static void move(Side from, Side to, int largest) {
        for (ByteBuf out = from.channel.readOutbound(); out != null; out = from.channel.readOutbound()) {
            try {
                while (out.isReadable()) {
                    to.feed(out.readRetainedSlice(Math.min(out.readableBytes(), 1 + RANDOM.nextInt(largest))));
                }
            } finally {
                out.release();
            }
        }
    }

    private static void shake(Side a, Side b, int largest) {
        for (int i = 0; i < 3; i++) {
            move(a, b, largest);
            move(b, a, largest);
        }
    }

    private static byte[] received(Side side) {
        ByteBuf all = Unpooled.buffer();
        for (ByteBuf in = side.channel.readInbound(); in != null; in = side.channel.readInbound()) {
            all.writeBytes(in);
            in.release();
        }
        byte[] bytes = new byte[all.readableBytes()];
        all.readBytes(bytes);
        return bytes;
    }

    @Test
    void bothLearnWhoTheOtherIsAndTalkInAnySplit() {
        for (int largest : new int[] {1, 7, 100, 100_000}) {
            Side a = new Side(true, new NoiseKeys(TestSigner.of(1)));
            Side b = new Side(false, new NoiseKeys(TestSigner.of(2)));
            shake(a, b, largest);
            assertThat(a.peer).isEqualTo(PeerId.of(TestSigner.of(2).publicKey()));
            assertThat(b.peer).isEqualTo(PeerId.of(TestSigner.of(1).publicKey()));
            assertThat(a.muxer && b.muxer).isTrue();

            byte[] sent = new byte[largest == 1 ? 3000 : 200_000];
            RANDOM.nextBytes(sent);
            a.channel.writeOutbound(Unpooled.wrappedBuffer(sent));
            move(a, b, largest);
            assertThat(received(b)).isEqualTo(sent);
            a.channel.finishAndReleaseAll();
            b.channel.finishAndReleaseAll();
        }
    }

    @Test
    void writesBetweenTwoFlushesShareOneMessage() {
        Side a = new Side(true, new NoiseKeys(TestSigner.of(1)));
        Side b = new Side(false, new NoiseKeys(TestSigner.of(2)));
        shake(a, b, 1000);
        a.channel.write(Unpooled.wrappedBuffer(new byte[12]));
        a.channel.write(Unpooled.wrappedBuffer(new byte[30]));
        a.channel.flush();
        ByteBuf message = a.channel.readOutbound();
        assertThat(message.readableBytes()).isEqualTo(2 + 42 + 16);
        assertThat((Object) a.channel.readOutbound()).isNull();
        message.release();
        a.channel.finishAndReleaseAll();
        b.channel.finishAndReleaseAll();
    }

    @Test
    void aChangedBitEndsTheConversation() {
        for (int bit : new int[] {0, 9, 17, 100, 300}) {
            Side a = new Side(true, new NoiseKeys(TestSigner.of(1)));
            Side b = new Side(false, new NoiseKeys(TestSigner.of(2)));
            shake(a, b, 1000);
            a.channel.writeOutbound(Unpooled.wrappedBuffer(new byte[64]));
            ByteBuf message = a.channel.readOutbound();
            int at = 2 + bit / 8;
            message.setByte(at, message.getByte(at) ^ 1 << bit % 8);
            assertThatThrownBy(() -> b.feed(message)).isInstanceOf(NetworkException.class);
            assertThat((Object) b.channel.readInbound()).isNull();
            a.channel.finishAndReleaseAll();
            b.channel.finishAndReleaseAll();
        }
    }

    @Test
    void aTruncatedMessageIsNoMessageAndCostsNothing() {
        Side a = new Side(true, new NoiseKeys(TestSigner.of(1)));
        Side b = new Side(false, new NoiseKeys(TestSigner.of(2)));
        shake(a, b, 1000);
        a.channel.writeOutbound(Unpooled.wrappedBuffer(new byte[1000]));
        ByteBuf message = a.channel.readOutbound();
        b.feed(message.readRetainedSlice(message.readableBytes() - 1));
        message.release();
        assertThat((Object) b.channel.readInbound()).isNull();
        assertThatThrownBy(() -> b.feed(Unpooled.wrappedBuffer(new byte[] {1, 0, 3, 1, 2, 3})))
                .isInstanceOf(NetworkException.class);
        a.channel.finishAndReleaseAll();
        b.channel.finishAndReleaseAll();
    }

    @Test
    void anIdentityThatDidNotSignTheKeyIsRefused() {
        Signer liar = new Signer() {
            @Override
            public PublicKey publicKey() {
                return TestSigner.of(3).publicKey();
            }

            @Override
            public byte[] sign(byte[] message) {
                return TestSigner.of(4).sign(message);
            }
        };
        Side a = new Side(true, new NoiseKeys(TestSigner.of(1)));
        Side b = new Side(false, new NoiseKeys(liar));
        assertThatThrownBy(() -> shake(a, b, 1000))
                .isInstanceOf(NetworkException.class)
                .hasMessageContaining("did not sign");
        assertThat(a.peer).isNull();
        a.channel.finishAndReleaseAll();
        b.channel.finishAndReleaseAll();
    }

    @Test
    void aSignatureOfAnotherStaticKeyIsRefused() {
        byte[] payload = new NoiseKeys(TestSigner.of(1)).payload();
        assertThatThrownBy(() -> NoiseKeys.read(payload, X25519.generate().publicKey()))
                .isInstanceOf(NetworkException.class);
    }

    @Test
    void payloadsThatMakeNoSenseAreRefused() {
        byte[] fixed = X25519.generate().publicKey();
        byte[] rsa = new ProtoWriter().varint(1, 0).bytes(2, new byte[270]).toBytes();
        for (byte[] payload : new byte[][] {
            {},
            {1, 2, 3},
            new byte[500],
            new ProtoWriter().bytes(1, rsa).bytes(2, new byte[256]).toBytes(),
            new ProtoWriter()
                    .bytes(1, TestSigner.of(1).publicKey().toProtobuf())
                    .toBytes()
        }) {
            assertThatThrownBy(() -> NoiseKeys.read(payload, fixed)).isInstanceOf(NetworkException.class);
        }
    }

    @Test
    void aPeerWithoutMuxersInItsPayloadAgreesLaterAndOneWithOthersOnlyIsRefused() {
        assertThat(new NoiseKeys.Claim(PeerId.of(TestSigner.of(1).publicKey()), List.of()).hasYamux())
                .isFalse();
        assertThatThrownBy(() -> new NoiseKeys.Claim(PeerId.of(TestSigner.of(1).publicKey()), List.of("/mplex/6.7.0"))
                        .hasYamux())
                .isInstanceOf(NetworkException.class);
    }

    @Test
    void garbageInsteadOfAHandshakeIsRefused() {
        for (int seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Side side = new Side(seed % 2 == 0, new NoiseKeys(TestSigner.of(1)));
            byte[] garbage = new byte[random.nextInt(1, 9000)];
            random.nextBytes(garbage);
            try {
                side.feed(Unpooled.wrappedBuffer(garbage));
            } catch (NetworkException expected) {
                assertThat(expected.reason()).isEqualTo(NetworkException.Reason.MALFORMED);
            }
            assertThat(side.peer).as("seed " + seed).isNull();
            side.channel.finishAndReleaseAll();
        }
    }

    @Test
    void anOversizedHandshakeMessageIsRefusedBeforeItCame() {
        Side side = new Side(false, new NoiseKeys(TestSigner.of(1)));
        assertThatThrownBy(() -> side.feed(Unpooled.wrappedBuffer(new byte[] {(byte) 0xff, (byte) 0xff})))
                .hasMessageContaining("65535");
        side.channel.finishAndReleaseAll();
    }
}
