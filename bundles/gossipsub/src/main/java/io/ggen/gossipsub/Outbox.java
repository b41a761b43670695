package io.ggen.gossipsub;

import io.ggen.p2p.api.Stream;
import io.ggen.p2p.api.Timers;
import io.ggen.p2p.api.wire.Varint;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** What waits to be written to one peer: bounded, and written in few large pieces. For one lane. */
final class Outbox {
    private static final int BATCH = 128 * 1024;
    private static final long STUCK = Duration.ofSeconds(30).toNanos();

    private final Stream stream;
    private final Timers timers;
    private final int most;
    private final Consumer<Outbox> onFailure;
    private final ArrayDeque<byte[]> waiting = new ArrayDeque<>(4);
    private long queued;
    private boolean writing;
    private long writingSince;
    private boolean over;

    /** How badly something has to get there. */
    enum Weight {
        /** Can do without: IHAVE, IWANT, IDONTWANT. */
        GOSSIP,
        /** Can be had again by gossip. */
        MESSAGE,
        /** Both sides have to agree on it: subscriptions, GRAFT, PRUNE. */
        STATE
    }

    Outbox(Stream stream, Timers timers, int most, Consumer<Outbox> onFailure) {
        this.stream = stream;
        this.timers = timers;
        this.most = most;
        this.onFailure = onFailure;
    }

    /** Takes an RPC to be sent; false if there is no room for its like. */
    boolean offer(byte[] rpc, Weight weight) {
        long room = switch (weight) {
            case GOSSIP -> most / 2;
            case MESSAGE -> most;
            case STATE -> 2L * most;
        };
        if (over || queued + rpc.length > room) {
            if (weight == Weight.STATE) {
                end("the peer does not read");
            }
            return false;
        }
        waiting.add(rpc);
        queued += rpc.length;
        pump();
        return true;
    }

    private void pump() {
        while (!writing && !over && !waiting.isEmpty()) {
            writing = true;
            writingSince = timers.now();
            CompletableFuture<Void> write = stream.write(batch()).toCompletableFuture();
            if (write.isDone() && !write.isCompletedExceptionally()) {
                writing = false;
            } else {
                write.whenCompleteAsync((done, failure) -> written(failure == null), timers);
            }
        }
    }

    private void written(boolean well) {
        writing = false;
        if (well) {
            pump();
        } else {
            end("writing failed");
        }
    }

    /** The next RPCs, each behind its length; copied, since the same arrays go to several peers. */
    private ByteBuffer batch() {
        int size = 0;
        int count = 0;
        for (byte[] rpc : waiting) {
            if (count > 0 && size + rpc.length > BATCH) {
                break;
            }
            size += Varint.size(rpc.length) + rpc.length;
            count++;
        }
        ByteBuffer batch = ByteBuffer.allocate(size);
        for (int i = 0; i < count; i++) {
            byte[] rpc = waiting.remove();
            queued -= rpc.length;
            Varint.write(batch, rpc.length);
            batch.put(rpc);
        }
        return batch.flip();
    }

    /** Whether one write has not got through for too long. */
    boolean isStuck() {
        return writing && timers.now() - writingSince > STUCK;
    }

    long queued() {
        return queued;
    }

    /** Resets the stream, once, and tells. */
    void end(String why) {
        if (!over) {
            over = true;
            waiting.clear();
            queued = 0;
            stream.reset(why);
            onFailure.accept(this);
        }
    }

    /** Says goodbye: finishes the stream behind what is being written. */
    void close() {
        over = true;
        waiting.clear();
        stream.close();
    }
}
