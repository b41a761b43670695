package io.ggen.p2p.memory.kit;

import static io.ggen.p2p.memory.kit.Streams.bytes;
import static io.ggen.p2p.memory.kit.Streams.exchange;
import static io.ggen.p2p.memory.kit.Streams.failureOf;
import static io.ggen.p2p.memory.kit.Streams.handler;
import static io.ggen.p2p.memory.kit.Streams.readAll;
import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.p2p.api.Host;
import io.ggen.p2p.api.NetworkException.Reason;
import io.ggen.p2p.api.ProtocolId;
import io.ggen.p2p.api.Steps;
import io.ggen.p2p.api.Stream;
import io.ggen.p2p.api.wire.Frames;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What every transport must pass about streams; {@link ConnectionKit}, which this extends, has what is about hosts. */
public abstract class TransportKit extends ConnectionKit {
    private static final ProtocolId SINK = new ProtocolId("/kit/sink/1.0.0");
    private static final int MIB = 1024 * 1024;
    private static final int MOST_BUFFERED = 8 * MIB;

    /** For those who extend it. */
    protected TransportKit() {}

    @Test
    void bytesComeBackInOrderWhateverThePieces() {
        Host a = host(1);
        Host b = host(2);
        connect(a, b);
        for (int largest : new int[] {1, 100, 70_000, 2 * MIB}) {
            byte[] sent = bytes(largest == 1 ? 3000 : 2 * MIB, largest);
            byte[] back = await(exchange(open(a, b, ECHO), sent, largest, new SplittableRandom(largest)));
            assertThat(back).isEqualTo(sent);
        }
    }

    @Test
    void bothSidesCanOpenStreams() {
        Host a = host(1);
        Host b = host(2);
        introduce(a, b);
        assertThat(await(exchange(open(b, a, ECHO), bytes(10_000, 1), 999, new SplittableRandom(1))))
                .isEqualTo(bytes(10_000, 1));
    }

    @Test
    void aStreamKnowsWhoAndWhatItIsFor() {
        CompletableFuture<Stream> arrived = new CompletableFuture<>();
        Host a = host(1);
        Host b = host(2, handler(SINK, arrived::complete));
        connect(a, b);
        Stream stream = open(a, b, SINK);
        await(stream.write(ByteBuffer.wrap(new byte[] {1})));
        Stream there = await(arrived);
        assertThat(stream.peer()).isEqualTo(b.id());
        assertThat(stream.protocol()).isEqualTo(SINK);
        assertThat(stream.remote()).isEqualTo(b.addresses().get(0));
        assertThat(there.peer()).isEqualTo(a.id());
        assertThat(there.protocol()).isEqualTo(SINK);
    }

    @Test
    void anEmptyWriteIsNoEnd() {
        Host a = host(1);
        Host b = host(2);
        connect(a, b);
        Stream stream = open(a, b, ECHO);
        await(stream.write(ByteBuffer.allocate(0)));
        await(stream.write(ByteBuffer.wrap(new byte[] {9, 7, 9}, 1, 1)));
        assertThat(await(stream.read()).get()).isEqualTo((byte) 7);
    }

    @Test
    void aReaderStillGetsAnswersAfterItHasFinished() {
        Host a = host(1);
        Host b = host(
                2,
                handler(
                        SINK,
                        stream -> readAll(stream)
                                .thenCompose(all -> stream.write(ByteBuffer.wrap(new byte[] {(byte) all.length})))
                                .thenCompose(done -> stream.finish())));
        connect(a, b);
        Stream stream = open(a, b, SINK);
        await(stream.write(ByteBuffer.wrap(new byte[42])));
        await(stream.finish());
        assertThat(await(readAll(stream))).containsExactly(42);
        assertThat(await(stream.read()).hasRemaining()).as("still at its end").isFalse();
    }

    @Test
    void bytesThatWereSentBeforeTheEndArriveThoughTheReaderIsLate() {
        CompletableFuture<Stream> arrived = new CompletableFuture<>();
        Host a = host(1);
        Host b = host(2, handler(SINK, arrived::complete));
        connect(a, b);
        Stream stream = open(a, b, SINK);
        await(stream.write(ByteBuffer.wrap(bytes(100_000, 3))));
        await(stream.finish());
        Stream there = await(arrived);
        await(there.finish());
        settle(a, b);
        assertThat(await(readAll(there))).isEqualTo(bytes(100_000, 3));
    }

    @Test
    void aResetEndsBothSides() {
        CompletableFuture<Stream> arrived = new CompletableFuture<>();
        Host a = host(1);
        Host b = host(2, handler(SINK, arrived::complete));
        connect(a, b);
        Stream stream = open(a, b, SINK);
        await(stream.write(ByteBuffer.wrap(new byte[] {1})));
        Stream there = await(arrived);
        await(there.read());
        CompletionStage<ByteBuffer> readThere = there.read();
        CompletionStage<ByteBuffer> readHere = stream.read();
        stream.reset("for a test");
        stream.reset("again");
        assertThat(await(failureOf(readHere))).hasMessageContaining("for a test");
        assertThat(reasonOf(readThere)).isEqualTo(Reason.RESET);
        assertThat(reasonOf(there.write(ByteBuffer.wrap(new byte[1])))).isEqualTo(Reason.RESET);
        assertThat(reasonOf(stream.write(ByteBuffer.wrap(new byte[1])))).isEqualTo(Reason.RESET);
        assertThat(await(exchange(open(a, b, ECHO), bytes(10, 1), 3, new SplittableRandom(1))))
                .hasSize(10);
    }

    @Test
    void aWriterThatNobodyReadsStopsAndGoesOnLater() {
        CompletableFuture<Stream> arrived = new CompletableFuture<>();
        Host a = host(1);
        Host b = host(2, handler(SINK, arrived::complete));
        connect(a, b);
        Stream stream = open(a, b, SINK);
        int total = 24 * MIB;
        byte[] piece = bytes(64 * 1024, 5);
        AtomicLong written = new AtomicLong();
        CompletionStage<Void> writing =
                Steps.repeat(() -> stream.write(ByteBuffer.wrap(piece)).thenCompose(done -> {
                    boolean more = written.addAndGet(piece.length) < total;
                    return more
                            ? CompletableFuture.completedFuture(true)
                            : stream.finish().thenApply(end -> false);
                }));
        settle(a, b);
        settle(b, a);
        assertThat(written.get()).isBetween(1L, (long) MOST_BUFFERED);
        assertThat(writing.toCompletableFuture().isDone()).isFalse();
        assertThat(await(exchange(open(a, b, ECHO), bytes(MIB, 1), 50_000, new SplittableRandom(1))))
                .as("another stream is not held up")
                .hasSize(MIB);

        CompletionStage<byte[]> reading = readAll(await(arrived));
        await(writing);
        byte[] all = await(reading);
        assertThat(all).hasSize(total);
        for (int i = 0; i < all.length; i += piece.length) {
            assertThat(ByteBuffer.wrap(all, i, piece.length)).isEqualTo(ByteBuffer.wrap(piece));
        }
    }

    @Test
    void manyStreamsAtOnceDoNotMixUp() {
        Host a = host(1);
        Host b = host(2);
        introduce(a, b);
        List<CompletionStage<byte[]>> answers = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            int number = i;
            answers.add((i % 2 == 0 ? a : b)
                    .open(i % 2 == 0 ? b.id() : a.id(), List.of(ECHO), LONG)
                    .thenCompose(
                            stream -> exchange(stream, bytes(20_000, number), 3000, new SplittableRandom(number))));
        }
        for (int i = 0; i < 200; i++) {
            assertThat(await(answers.get(i))).as("stream " + i).isEqualTo(bytes(20_000, i));
        }
    }

    @Test
    void streamsOneAfterAnotherLeaveNothingBehind() {
        Host a = host(1);
        Host b = host(2);
        introduce(a, b);
        for (int i = 0; i < 300; i++) {
            await(exchange(open(a, b, ECHO), bytes(10, i), 10, new SplittableRandom(i)));
        }
        settle(a, b);
        assertThat(a.connections().get(0).streams()).isZero();
        assertThat(b.connections().get(0).streams()).isZero();
    }

    @Test
    void moreStreamsThanAHandlerAllowsAreReset() {
        List<Stream> held = Collections.synchronizedList(new ArrayList<>());
        Host a = host(1);
        Host b = host(2, handler(SINK, 4, stream -> {
            held.add(stream);
            stream.write(ByteBuffer.wrap(new byte[] {1}));
        }));
        introduce(a, b);
        List<Stream> four = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Stream stream = open(a, b, SINK);
            assertThat(await(stream.read()).remaining()).isEqualTo(1);
            four.add(stream);
        }
        assertThat(reasonOf(a.open(b.id(), List.of(SINK), LONG).thenCompose(Stream::read)))
                .isIn(Reason.RESET, Reason.LIMIT);
        assertThat(held).hasSize(4);
        held.get(0).reset("room for another");
        assertThat(reasonOf(four.get(0).read())).isEqualTo(Reason.RESET);
        assertThat(await(open(a, b, SINK).read()).remaining()).isEqualTo(1);
    }

    @Test
    void aStreamWhoseHandlerThrowsIsReset() {
        Host a = host(1);
        Host b = host(2, handler(SINK, stream -> {
            throw new IllegalStateException("a handler that fails on purpose");
        }));
        introduce(a, b);
        assertThat(reasonOf(a.open(b.id(), List.of(SINK), LONG).thenCompose(Stream::read)))
                .isEqualTo(Reason.RESET);
        assertThat(await(exchange(open(a, b, ECHO), bytes(10, 1), 3, new SplittableRandom(1))))
                .hasSize(10);
    }

    @Test
    void oneReadAndOneWriteAtATime() {
        Host a = host(1);
        Host b = host(2, handler(SINK, stream -> {}));
        connect(a, b);
        Stream stream = open(a, b, SINK);
        CompletionStage<ByteBuffer> first = stream.read();
        assertThat(await(failureOf(stream.read()))).isInstanceOf(IllegalStateException.class);
        CompletionStage<Void> large = stream.write(ByteBuffer.allocate(2 * MOST_BUFFERED));
        assertThat(await(failureOf(stream.write(ByteBuffer.allocate(1))))).isInstanceOf(IllegalStateException.class);
        stream.reset("enough");
        assertThat(reasonOf(first)).isEqualTo(Reason.RESET);
        assertThat(reasonOf(large)).isEqualTo(Reason.RESET);

        Stream finished = open(a, b, ECHO);
        await(finished.finish());
        await(finished.finish());
        assertThat(await(failureOf(finished.write(ByteBuffer.allocate(1))))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aStreamIsResetWhenItsDeadlinePasses() {
        CompletableFuture<Stream> arrived = new CompletableFuture<>();
        Host a = host(1);
        Host b = host(2, handler(SINK, arrived::complete));
        connect(a, b);
        Stream stream = open(a, b, SINK);
        await(stream.write(ByteBuffer.wrap(new byte[] {1})));
        Stream there = await(arrived);
        await(there.read());
        CompletionStage<ByteBuffer> readThere = there.read();
        stream.deadline(Duration.ofHours(1));
        stream.deadline(Duration.ofMillis(200));
        assertThat(reasonOf(stream.read())).isEqualTo(Reason.TIMED_OUT);
        assertThat(reasonOf(readThere)).isEqualTo(Reason.RESET);
    }

    @Test
    void aDeadlineThatIsMovedOrTakenAwayDoesNotPass() {
        Host a = host(1);
        Host b = host(2, handler(SINK, stream -> {}));
        connect(a, b);
        Stream moved = open(a, b, ECHO);
        Stream timed = open(a, b, SINK);
        moved.deadline(Duration.ofMillis(200));
        moved.deadline(Duration.ofHours(1));
        timed.deadline(Duration.ofMillis(400));
        assertThat(reasonOf(timed.read())).isEqualTo(Reason.TIMED_OUT);
        moved.deadline(Duration.ZERO);
        assertThat(await(exchange(moved, bytes(10, 1), 3, new SplittableRandom(1))))
                .hasSize(10);
    }

    @Test
    void whatComesAfterCloseIsThrownAwayAndTheWriterIsNotHeldUp() {
        CompletableFuture<Stream> arrived = new CompletableFuture<>();
        Host a = host(1);
        Host b = host(2, handler(SINK, arrived::complete));
        connect(a, b);
        Stream stream = open(a, b, SINK);
        await(stream.write(ByteBuffer.wrap(new byte[] {1})));
        Stream there = await(arrived);
        await(there.read());
        CompletionStage<ByteBuffer> pending = there.read();
        there.close();
        there.close();
        assertThat(reasonOf(pending)).isEqualTo(Reason.CLOSED);
        await(stream.write(ByteBuffer.wrap(new byte[2 * MOST_BUFFERED])));
        await(stream.finish());
        assertThat(await(readAll(stream))).isEmpty();
        settle(a, b);
        assertThat(b.connections().get(0).streams()).isZero();
    }

    @Test
    void messagesInFramesArriveWhole() {
        Host a = host(1);
        Host b = host(2);
        connect(a, b);
        Stream stream = open(a, b, ECHO);
        Frames frames = new Frames(stream);
        for (int length : new int[] {0, 1, 127, 128, 5000, 100_000, 3}) {
            CompletionStage<Void> written = frames.write(bytes(length, length));
            assertThat(await(frames.read(100_000))).hasValue(bytes(length, length));
            await(written);
        }
        await(stream.finish());
        assertThat(await(frames.read(10))).isEmpty();
    }
}
