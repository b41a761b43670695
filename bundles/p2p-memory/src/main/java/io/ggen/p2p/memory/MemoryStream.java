package io.ggen.p2p.memory;

import io.ggen.p2p.api.Multiaddr;
import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.NetworkException.Reason;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.ProtocolHandler;
import io.ggen.p2p.api.ProtocolId;
import io.ggen.p2p.api.Stream;
import io.ggen.p2p.api.Timers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One end of a stream. */
final class MemoryStream implements Stream {
    /** What may be under way unread, in bytes: the window of yamux. */
    static final int WINDOW = 256 * 1024;

    private static final int LARGEST_PIECE = 64 * 1024;
    private static final Duration LINGER = Duration.ofSeconds(10);

    private final End end;
    private final @Nullable ProtocolHandler handler;
    private @Nullable ProtocolId protocol;
    private @Nullable MemoryStream far;
    private @Nullable NetworkException failure;
    private @Nullable Consumer<NetworkException> onFailure;

    private int credit = WINDOW;
    private @Nullable ByteBuffer unsent;
    private @Nullable CompletableFuture<Void> writing;
    private boolean finishWanted;
    private boolean finished;
    private @Nullable CompletableFuture<Void> finishing;

    private @Nullable ArrayDeque<ByteBuffer> unread;
    private int consumed;
    private @Nullable CompletableFuture<ByteBuffer> reading;
    private boolean farFinished;
    private boolean discarding;

    private long deadline;
    private boolean deadlineSet;
    private long alarmAt;
    private Timers.@Nullable Timer alarm;

    MemoryStream(End end, @Nullable ProtocolHandler handler, @Nullable ProtocolId protocol) {
        this.end = end;
        this.handler = handler;
        this.protocol = protocol;
        end.streams().add(this);
    }

    /** Joins the two ends. */
    void join(MemoryStream other) {
        far = other;
        other.far = this;
    }

    void agreed(ProtocolId chosen) {
        protocol = chosen;
    }

    boolean isOf(ProtocolHandler one) {
        return handler == one;
    }

    /** While nobody else has the stream yet. */
    void whenFailed(Consumer<NetworkException> listener) {
        onFailure = listener;
    }

    boolean hasFailed() {
        return failure != null;
    }

    @Override
    public PeerId peer() {
        return end.farHost.id();
    }

    @Override
    public Multiaddr remote() {
        return end.remote();
    }

    @Override
    public ProtocolId protocol() {
        return Objects.requireNonNull(protocol);
    }

    @Override
    public CompletionStage<ByteBuffer> read() {
        if (reading != null) {
            return CompletableFuture.failedFuture(new IllegalStateException("a read is pending"));
        }
        if (failure != null) {
            return CompletableFuture.failedFuture(failure);
        }
        if (discarding) {
            return CompletableFuture.failedFuture(closedHere());
        }
        ByteBuffer next = unread == null ? null : unread.poll();
        if (next != null) {
            consumed(next.remaining());
            return CompletableFuture.completedFuture(next);
        }
        if (farFinished) {
            return CompletableFuture.completedFuture(ByteBuffer.allocate(0));
        }
        reading = new CompletableFuture<>();
        return reading;
    }

    /** Gives the other end room for more, not for every byte but for half a window at a time. */
    private void consumed(int bytes) {
        consumed += bytes;
        if (consumed >= WINDOW / 2 && !farFinished) {
            int room = consumed;
            consumed = 0;
            end.send(End.WINDOW, () -> toFar(there -> there.more(room)));
        }
    }

    private void toFar(Consumer<MemoryStream> action) {
        if (far != null) {
            action.accept(far);
        }
    }

    private void more(int room) {
        credit += room;
        transmit();
    }

    @Override
    public CompletionStage<Void> write(ByteBuffer bytes) {
        if (writing != null || finishWanted) {
            return CompletableFuture.failedFuture(
                    new IllegalStateException(finishWanted ? "this direction is finished" : "a write is pending"));
        }
        if (failure != null) {
            return CompletableFuture.failedFuture(failure);
        }
        CompletableFuture<Void> result = new CompletableFuture<>();
        unsent = bytes;
        writing = result;
        transmit();
        return result;
    }

    /** Sends what the window allows; completes the write when all is sent and the link's buffer has room again. */
    private void transmit() {
        ByteBuffer bytes = unsent;
        CompletableFuture<Void> writer = writing;
        if (bytes == null || writer == null || failure != null) {
            return;
        }
        while (bytes.hasRemaining() && credit > 0) {
            byte[] piece = new byte[Math.min(bytes.remaining(), Math.min(credit, LARGEST_PIECE))];
            bytes.get(piece);
            credit -= piece.length;
            end.send(End.DATA, piece.length, Trace.hash(piece), () -> arriveThere(piece));
        }
        if (!bytes.hasRemaining()) {
            unsent = null;
            long wait = end.out.backlog();
            if (wait == 0) {
                written(writer);
            } else {
                end.host.network().time().schedule(Duration.ofNanos(wait), () -> written(writer));
            }
        }
    }

    private void written(CompletableFuture<Void> writer) {
        if (writing == writer) {
            writing = null;
            if (finishWanted) {
                sendFin();
            }
            writer.complete(null);
        }
    }

    private void arriveThere(byte[] piece) {
        if (far != null) {
            far.arrived(piece);
        }
    }

    private void arrived(byte[] piece) {
        if (failure != null || farFinished) {
            return;
        }
        if (discarding) {
            consumed(piece.length);
        } else if (reading != null) {
            CompletableFuture<ByteBuffer> reader = reading;
            reading = null;
            consumed(piece.length);
            reader.complete(ByteBuffer.wrap(piece));
        } else {
            if (unread == null) {
                unread = new ArrayDeque<>(4);
            }
            unread.add(ByteBuffer.wrap(piece));
        }
    }

    @Override
    public CompletionStage<Void> finish() {
        if (failure != null) {
            return CompletableFuture.failedFuture(failure);
        }
        CompletableFuture<Void> result = finishing;
        if (result == null) {
            result = new CompletableFuture<>();
            finishing = result;
            finishWanted = true;
            if (writing == null) {
                sendFin();
            }
        }
        return result;
    }

    private void sendFin() {
        finished = true;
        end.send(End.FIN, () -> toFar(MemoryStream::finArrived));
        if (finishing != null) {
            finishing.complete(null);
        }
        endIfOver();
    }

    private void finArrived() {
        if (failure != null || farFinished) {
            return;
        }
        farFinished = true;
        endIfOver();
        if (reading != null) {
            CompletableFuture<ByteBuffer> reader = reading;
            reading = null;
            reader.complete(ByteBuffer.allocate(0));
        }
    }

    private void endIfOver() {
        if (finished && farFinished) {
            deadlineSet = false;
            end.ended(this);
        }
    }

    private boolean isOver() {
        return failure != null || finished && farFinished;
    }

    @Override
    public void close() {
        if (discarding || failure != null) {
            return;
        }
        discarding = true;
        if (unread != null) {
            for (ByteBuffer left : unread) {
                consumed(left.remaining());
            }
            unread = null;
        }
        CompletableFuture<ByteBuffer> reader = reading;
        reading = null;
        finish();
        if (!isOver()) {
            end.host.network().time().schedule(LINGER, () -> reset("the peer did not end the stream in time"));
        }
        if (reader != null) {
            reader.completeExceptionally(closedHere());
        }
    }

    private static NetworkException closedHere() {
        return new NetworkException(Reason.CLOSED, "The stream was closed here.");
    }

    @Override
    public void reset(String why) {
        stop(Reason.RESET, "The stream was reset here: " + why);
    }

    private void stop(Reason reason, String why) {
        if (!isOver()) {
            end.send(End.RESET, () -> toFar(there -> there.resetArrived(Reason.RESET, "The peer reset the stream.")));
            end.ended(this);
            fail(new NetworkException(reason, why));
        }
    }

    void resetArrived(Reason reason, String why) {
        if (!isOver()) {
            end.ended(this);
            fail(new NetworkException(reason, why));
        }
    }

    /** Ends it here without a word to the other end. */
    void fail(NetworkException why) {
        if (failure != null) {
            return;
        }
        failure = why;
        unread = null;
        unsent = null;
        deadlineSet = false;
        CompletableFuture<ByteBuffer> reader = reading;
        CompletableFuture<Void> writer = writing;
        CompletableFuture<Void> finisher = finishing;
        reading = null;
        writing = null;
        if (reader != null) {
            reader.completeExceptionally(why);
        }
        if (writer != null) {
            writer.completeExceptionally(why);
        }
        if (finisher != null) {
            finisher.completeExceptionally(why);
        }
        if (onFailure != null) {
            onFailure.accept(why);
        }
    }

    @Override
    public void deadline(Duration within) {
        VirtualTime time = end.host.network().time();
        deadlineSet = !within.isZero() && !isOver();
        deadline = time.now() + within.toNanos();
        if (deadlineSet && alarm != null && alarmAt > deadline) {
            alarm.cancel();
            alarm = null;
        }
        setAlarm(time);
    }

    /** One alarm at a time, put off when it goes off too early: deadlines are moved far more often than they pass. */
    private void setAlarm(VirtualTime time) {
        if (deadlineSet && alarm == null) {
            alarmAt = deadline;
            alarm = time.schedule(Duration.ofNanos(deadline - time.now()), () -> {
                alarm = null;
                if (deadlineSet && time.now() >= deadline) {
                    deadlineSet = false;
                    stop(Reason.TIMED_OUT, "The stream did not end before its deadline.");
                } else {
                    setAlarm(time);
                }
            });
        }
    }
}
