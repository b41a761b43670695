package io.ggen.fetch;

import io.ggen.p2p.api.Timers;
import io.ggen.records.ArchiveTree;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Leaves read from a file for a peer, each checked before it goes out. */
final class Upload {
    /** How many leaves are in memory at a time. */
    static final int AT_ONCE = 4;

    private final Holding holding;
    private final int end;
    private int next;
    private byte[] buffer = new byte[0];

    /** The leaves asked for, as far as they are there without a gap. */
    Upload(Holding holding, Span wanted) {
        this.holding = holding;
        int last = wanted.first();
        while (last < wanted.end() && holding.has(last)) {
            last++;
        }
        this.next = wanted.first();
        this.end = last;
    }

    boolean isOver() {
        return next >= end;
    }

    /**
     * The next leaves, read and checked by {@code files}; empty if the file is no longer what it was. They are good until the
     * next read, which begins after this one is complete.
     */
    CompletionStage<Optional<ByteBuffer>> read(Executor files) {
        CompletableFuture<Optional<ByteBuffer>> result = new CompletableFuture<>();
        int first = next;
        int last = Math.min(end, first + AT_ONCE);
        next = last;
        files.execute(() -> {
            try {
                result.complete(read(first, last));
            } catch (IOException | RuntimeException e) {
                result.complete(Optional.empty());
            }
        });
        return result;
    }

    private Optional<ByteBuffer> read(int first, int last) throws IOException {
        int length = 0;
        for (int leaf = first; leaf < last; leaf++) {
            length += holding.leaves().sizeOf(leaf);
        }
        if (buffer.length < length) {
            buffer = new byte[length];
        }
        byte[] bytes = buffer;
        try (FileChannel channel = FileChannel.open(holding.file(), StandardOpenOption.READ)) {
            Partial.read(channel, bytes, length, (long) first * ArchiveTree.LEAF);
        }
        for (int leaf = first; leaf < last; leaf++) {
            int at = (leaf - first) * ArchiveTree.LEAF;
            if (!holding.sums()
                    .fits(holding.leaves(), leaf, bytes, at, holding.leaves().sizeOf(leaf))) {
                return Optional.empty();
            }
        }
        return Optional.of(ByteBuffer.wrap(bytes, 0, length));
    }

    /** Completes on {@code lane} after {@code nanos}; at once if that is nothing. */
    static CompletionStage<Void> pause(Timers lane, long nanos) {
        CompletableFuture<Void> over = new CompletableFuture<>();
        if (nanos <= 0) {
            over.complete(null);
        } else {
            lane.schedule(Duration.ofNanos(nanos), () -> over.complete(null));
        }
        return over;
    }
}
