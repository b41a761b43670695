package io.ggen.fetch;

import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.Steps;
import io.ggen.p2p.api.Stream;
import io.ggen.p2p.api.wire.Frames;
import io.ggen.records.ArchiveTree;
import io.ggen.records.LeafHashes;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A header that came, and the stream behind it.
 *
 * @param header what the peer says
 * @param stream where the rest comes from
 * @param frames how it is read
 */
record Answer(Header header, Stream stream, Frames frames) {
    /** How many leaves that came may be in memory, checked and written or waiting for that; nothing is read meanwhile. */
    private static final int IN_MEMORY = 5;

    /** A leaf that came whole, in the first {@code length} bytes of {@code data}. */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares leaves
    record Leaf(int index, byte[] data, int length) {}

    /** Takes leaves that came whole: checks and writes them until one is wrong, and says whether all were right. */
    @FunctionalInterface
    interface Taker {
        /** The arrays may be used again as soon as the stage completes. */
        CompletionStage<Boolean> take(List<Leaf> leaves);
    }

    /**
     * Exactly {@code length} bytes and then the end; MALFORMED if there are more or fewer. Without 64 KiB more for
     * {@code within} the stream is reset.
     */
    CompletionStage<byte[]> rest(int length, Duration within) {
        byte[] all = new byte[length];
        int[] filled = {0};
        return Steps.repeat(() -> frames.readRaw().thenApply(bytes -> {
                    int count = bytes.remaining();
                    if (count > length - filled[0]) {
                        throw tooMany();
                    }
                    bytes.get(all, filled[0], count);
                    if (filled[0] / ArchiveTree.LEAF != (filled[0] + count) / ArchiveTree.LEAF) {
                        stream.deadline(within);
                    }
                    filled[0] += count;
                    return count > 0;
                }))
                .thenApply(done -> {
                    if (filled[0] < length) {
                        throw NetworkException.malformed("The peer sent fewer bytes than it said.");
                    }
                    return all;
                });
    }

    /**
     * Reads leaves from {@code span.first()} on until the peer ends, and gives each to {@code taker}. Completes with how many
     * came, once all are taken; MALFORMED if the peer ends within a leaf or goes on behind the last one. A leaf that was wrong
     * ends it with {@link Forged}. Without a whole leaf for {@code within} the stream is reset.
     */
    CompletionStage<Integer> leaves(LeafHashes hashes, Span span, Duration within, Taker taker) {
        Leaves reading = new Leaves(hashes, span, within, taker);
        return Steps.repeat(reading::step).thenCompose(done -> reading.end());
    }

    private static NetworkException tooMany() {
        return NetworkException.malformed("The peer sent more bytes than it was asked for.");
    }

    /** A leaf came whole and was not what the signed tree says. */
    static final class Forged extends RuntimeException {
        private static final long serialVersionUID = 1;

        Forged() {
            super("a leaf was wrong", null, false, false);
        }
    }

    /**
     * Leaves that come while others are checked are checked together after them. The stream's thread puts leaves in, and those
     * that check them take more out when they are done.
     */
    private final class Leaves {
        private final LeafHashes hashes;
        private final Span span;
        private final Duration within;
        private final Taker taker;
        private final ArrayDeque<byte[]> free = new ArrayDeque<>();
        private List<Leaf> ready = new ArrayList<>();
        private int checking;
        private @Nullable CompletableFuture<Boolean> waiting;
        private @Nullable Throwable failure;
        private int leaf;
        private int filled;
        private byte[] data = new byte[0];

        Leaves(LeafHashes hashes, Span span, Duration within, Taker taker) {
            this.hashes = hashes;
            this.span = span;
            this.within = within;
            this.taker = taker;
            this.leaf = span.first();
        }

        CompletionStage<Boolean> step() {
            CompletionStage<Boolean> full = waitWhile(IN_MEMORY);
            return full == null ? frames.readRaw().thenApply(this::took) : full;
        }

        /** Completes when fewer than {@code count} leaves are in memory, or with the failure; null if that is so now. */
        private synchronized @Nullable CompletionStage<Boolean> waitWhile(int count) {
            if (failure != null) {
                return CompletableFuture.failedFuture(failure);
            }
            if (ready.size() + checking < count) {
                return null;
            }
            CompletableFuture<Boolean> waits = new CompletableFuture<>();
            waiting = waits;
            return waits;
        }

        private boolean took(ByteBuffer bytes) {
            boolean more = bytes.hasRemaining();
            while (bytes.hasRemaining()) {
                if (leaf >= span.end()) {
                    throw tooMany();
                }
                int length = hashes.sizeOf(leaf);
                if (filled == 0) {
                    data = room();
                }
                int now = Math.min(bytes.remaining(), length - filled);
                bytes.get(data, filled, now);
                filled += now;
                if (filled == length) {
                    stream.deadline(within);
                    came(new Leaf(leaf, data, length));
                    filled = 0;
                    leaf++;
                }
            }
            return more;
        }

        private synchronized byte[] room() {
            byte[] used = free.poll();
            return used == null ? new byte[ArchiveTree.LEAF] : used;
        }

        private void came(Leaf whole) {
            synchronized (this) {
                ready.add(whole);
            }
            check();
        }

        private void check() {
            List<Leaf> next;
            synchronized (this) {
                if (checking > 0 || ready.isEmpty() || failure != null) {
                    return;
                }
                next = ready;
                ready = new ArrayList<>();
                checking = next.size();
            }
            taker.take(next).whenComplete((right, wrong) -> checked(next, right, wrong));
        }

        private void checked(List<Leaf> done, @Nullable Boolean right, @Nullable Throwable wrong) {
            CompletableFuture<Boolean> waits;
            Throwable why;
            synchronized (this) {
                checking = 0;
                done.forEach(one -> free.add(one.data()));
                if (wrong != null) {
                    failure = wrong;
                } else if (right == null || !right) {
                    failure = new Forged();
                }
                why = failure;
                waits = waiting;
                waiting = null;
            }
            check();
            if (waits != null) {
                if (why == null) {
                    waits.complete(true);
                } else {
                    waits.completeExceptionally(why);
                }
            }
        }

        CompletionStage<Integer> end() {
            return Steps.repeat(() -> {
                        CompletionStage<Boolean> waits = waitWhile(1);
                        return waits == null ? CompletableFuture.completedFuture(false) : waits;
                    })
                    .thenApply(done -> {
                        if (filled > 0) {
                            throw NetworkException.malformed("The peer ended in the middle of a leaf.");
                        }
                        return leaf - span.first();
                    });
        }
    }
}
