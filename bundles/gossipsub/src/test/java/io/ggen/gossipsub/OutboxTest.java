package io.ggen.gossipsub;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.gossipsub.Outbox.Weight;
import io.ggen.p2p.api.Multiaddr;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.ProtocolId;
import io.ggen.p2p.api.Stream;
import io.ggen.p2p.memory.VirtualTime;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private static final int MOST = 1000;

    private final VirtualTime time = new VirtualTime();
    private final SlowStream stream = new SlowStream();
    private final List<Outbox> ended = new ArrayList<>();
    private final Outbox outbox = new Outbox(stream, time, MOST, ended::add);

    /** Writes complete when a test says so. */
    private static final class SlowStream implements Stream {
        private final List<ByteBuffer> written = new ArrayList<>();
        private CompletableFuture<Void> writing = new CompletableFuture<>();
        private boolean reset;

        @Override
        public PeerId peer() {
            return PeerId.of(new FakeKey(1).publicKey());
        }

        @Override
        public Multiaddr remote() {
            return Multiaddr.parse("/ip4/127.0.0.1/tcp/1");
        }

        @Override
        public ProtocolId protocol() {
            return Protocols.MESHSUB_1_2;
        }

        @Override
        public CompletionStage<ByteBuffer> read() {
            return new CompletableFuture<>();
        }

        @Override
        public CompletionStage<Void> write(ByteBuffer bytes) {
            written.add(bytes);
            writing = new CompletableFuture<>();
            return writing;
        }

        @Override
        public CompletionStage<Void> finish() {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void close() {}

        @Override
        public void reset(String why) {
            reset = true;
        }

        @Override
        public void deadline(Duration within) {}
    }

    private void written() {
        stream.writing.complete(null);
        time.runFor(Duration.ZERO);
    }

    @Test
    void whatWaitsIsWrittenTogetherAndInOrder() {
        outbox.offer(new byte[] {1}, Weight.STATE);
        outbox.offer(new byte[] {2}, Weight.MESSAGE);
        outbox.offer(new byte[] {3, 3}, Weight.GOSSIP);
        assertThat(stream.written).hasSize(1);
        written();
        assertThat(stream.written).hasSize(2);
        assertThat(stream.written.get(1)).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2, 2, 3, 3}));
    }

    @Test
    void theLessItMattersTheSoonerThereIsNoRoom() {
        outbox.offer(new byte[1], Weight.STATE);
        assertThat(outbox.offer(new byte[MOST / 2], Weight.GOSSIP)).isTrue();
        assertThat(outbox.offer(new byte[1], Weight.GOSSIP)).isFalse();
        assertThat(outbox.offer(new byte[MOST / 2], Weight.MESSAGE)).isTrue();
        assertThat(outbox.offer(new byte[1], Weight.MESSAGE)).isFalse();
        assertThat(outbox.offer(new byte[MOST], Weight.STATE)).isTrue();
        assertThat(outbox.queued()).isEqualTo(2 * MOST);
        assertThat(stream.reset).isFalse();
        assertThat(outbox.offer(new byte[1], Weight.STATE)).isFalse();
        assertThat(stream.reset).isTrue();
        assertThat(ended).containsExactly(outbox);
        assertThat(outbox.queued()).isZero();
    }

    @Test
    void aFailedWriteEndsItOnce() {
        outbox.offer(new byte[1], Weight.STATE);
        stream.writing.completeExceptionally(new IllegalStateException("for a test"));
        time.runFor(Duration.ZERO);
        assertThat(ended).hasSize(1);
        assertThat(outbox.offer(new byte[1], Weight.STATE)).isFalse();
        assertThat(ended).hasSize(1);
    }

    @Test
    void itIsStuckAfterHalfAMinute() {
        outbox.offer(new byte[1], Weight.STATE);
        time.runFor(Duration.ofSeconds(30));
        assertThat(outbox.isStuck()).isFalse();
        time.runFor(Duration.ofSeconds(1));
        assertThat(outbox.isStuck()).isTrue();
        written();
        assertThat(outbox.isStuck()).isFalse();
    }
}
