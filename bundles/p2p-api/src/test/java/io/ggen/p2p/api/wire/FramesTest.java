package io.ggen.p2p.api.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.p2p.api.Multiaddr;
import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.NetworkException.Reason;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.ProtocolId;
import io.ggen.p2p.api.Stream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class FramesTest {
    /** A stream whose bytes come in the pieces given; then the end, unless it stays open. */
    private static final class Scripted implements Stream {
        private final Queue<byte[]> pieces = new ArrayDeque<>();
        private final ByteArrayOutputStream written = new ByteArrayOutputStream();
        private CompletableFuture<ByteBuffer> waiting = new CompletableFuture<>();
        private boolean open;

        Scripted(byte[]... pieces) {
            this.pieces.addAll(Arrays.asList(pieces));
        }

        @Override
        public CompletionStage<ByteBuffer> read() {
            byte[] next = pieces.poll();
            if (next == null && open) {
                waiting = new CompletableFuture<>();
                return waiting;
            }
            return CompletableFuture.completedFuture(ByteBuffer.wrap(next == null ? new byte[0] : next));
        }

        @Override
        public CompletionStage<Void> write(ByteBuffer bytes) {
            while (bytes.hasRemaining()) {
                written.write(bytes.get());
            }
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public PeerId peer() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Multiaddr remote() {
            throw new UnsupportedOperationException();
        }

        @Override
        public ProtocolId protocol() {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<Void> finish() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}

        @Override
        public void reset(String why) {}

        @Override
        public void deadline(Duration within) {}
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    private static Reason failure(CompletionStage<?> stage) {
        return stage.handle((value, failure) -> NetworkException.of(failure).reason())
                .toCompletableFuture()
                .join();
    }

    @Test
    void messagesAreFoundWhateverThePieces() {
        SplittableRandom random = new SplittableRandom(5);
        for (int round = 0; round < 300; round++) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            int[] lengths = {0, 1, 127, 128, random.nextInt(5000), 0, 300};
            for (int length : lengths) {
                all.writeBytes(Frames.encode(new byte[length]).array());
            }
            Scripted stream = new Scripted();
            byte[] whole = all.toByteArray();
            for (int at = 0; at < whole.length; ) {
                int end = Math.min(whole.length, at + 1 + random.nextInt(round < 10 ? 1 : 700));
                stream.pieces.add(Arrays.copyOfRange(whole, at, end));
                at = end;
            }
            Frames frames = new Frames(stream);
            for (int length : lengths) {
                assertThat(frames.read(5000).toCompletableFuture().join()).hasValue(new byte[length]);
            }
            assertThat(frames.read(5000).toCompletableFuture().join()).isEmpty();
        }
    }

    @Test
    void whatStandsBehindAMessageIsGivenRaw() {
        Frames frames = new Frames(new Scripted(bytes(2, 10, 11, 12, 13), bytes(14)));
        assertThat(frames.read(2).toCompletableFuture().join()).hasValue(bytes(10, 11));
        assertThat(frames.readRaw().toCompletableFuture().join()).isEqualTo(ByteBuffer.wrap(bytes(12, 13)));
        assertThat(frames.readRaw().toCompletableFuture().join()).isEqualTo(ByteBuffer.wrap(bytes(14)));
        assertThat(frames.readRaw().toCompletableFuture().join().hasRemaining()).isFalse();
    }

    @Test
    void aMessageCanComeMuchLater() {
        Scripted stream = new Scripted(bytes(3, 1));
        stream.open = true;
        CompletableFuture<java.util.Optional<byte[]>> message =
                new Frames(stream).read(3).toCompletableFuture();
        assertThat(message).isNotDone();
        stream.waiting.complete(ByteBuffer.wrap(bytes(2)));
        assertThat(message).isNotDone();
        stream.waiting.complete(ByteBuffer.wrap(bytes(3)));
        assertThat(message.join()).hasValue(bytes(1, 2, 3));
    }

    @Test
    void badLengthsAndEndsAreRefused() {
        assertThat(failure(new Frames(new Scripted(bytes(4, 1, 2, 3))).read(3))).isEqualTo(Reason.LIMIT);
        assertThat(failure(
                        new Frames(new Scripted(bytes(0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f))).read(3)))
                .isEqualTo(Reason.LIMIT);
        assertThat(failure(new Frames(new Scripted(bytes(0x80, 0x00))).read(3))).isEqualTo(Reason.MALFORMED);
        assertThat(failure(new Frames(new Scripted(bytes(0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01)))
                        .read(3)))
                .isEqualTo(Reason.MALFORMED);
        assertThat(failure(new Frames(new Scripted(bytes(3, 1, 2))).read(3))).isEqualTo(Reason.MALFORMED);
        assertThat(failure(new Frames(new Scripted(bytes(0x80))).read(300))).isEqualTo(Reason.MALFORMED);
    }

    @Test
    void aPromisedLengthTakesNoMemory() {
        byte[] head = Varint.encode(1_900_000_000);
        for (int i = 0; i < 1000; i++) {
            Scripted stream = new Scripted(head, bytes(1));
            stream.open = true;
            assertThat(new Frames(stream).read(Integer.MAX_VALUE).toCompletableFuture())
                    .isNotDone();
        }
    }

    @Test
    void aMessageIsWrittenBehindItsLength() {
        Scripted stream = new Scripted();
        new Frames(stream).write(new byte[128]).toCompletableFuture().join();
        assertThat(stream.written.toByteArray()).hasSize(130).startsWith(0x80, 0x01);
    }
}
