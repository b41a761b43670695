package io.ggen.libp2p;

import io.ggen.libp2p.select.Selection;
import io.ggen.libp2p.yamux.YamuxStream;
import io.ggen.p2p.api.Multiaddr;
import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.NetworkException.Reason;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.ProtocolId;
import io.ggen.p2p.api.Stream;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A stream as the contract has it: agrees on a protocol first, and lets any thread call by hopping to the connection's event
 * loop, where everything happens.
 */
final class PeerStream implements Stream, YamuxStream.Listener {
    private final PeerConnection connection;
    private final YamuxStream raw;
    private final EventLoop loop;
    private final Consumer<PeerStream> agreed;
    private final CompletableFuture<Stream> opened = new CompletableFuture<>();
    private @Nullable Selection selection;
    private volatile @Nullable ProtocolId protocol;
    private @Nullable Runnable whenOver;
    private @Nullable CompletableFuture<ByteBuffer> reading;
    private @Nullable NetworkException ended;
    private boolean over;
    private boolean finWaits;
    private @Nullable Future<?> negotiationTimer;
    private @Nullable Future<?> timer;
    private long timerAt;
    private long deadlineAt;

    /**
     * A stream that has to agree on a protocol.
     *
     * @param early the protocol to be taken for granted, or null
     * @param agreed called when the protocol is agreed upon, or at once where it is taken for granted
     */
    PeerStream(
            PeerConnection connection,
            YamuxStream raw,
            Selection selection,
            @Nullable ProtocolId early,
            Duration negotiation,
            Consumer<PeerStream> agreed) {
        this.connection = connection;
        this.raw = raw;
        this.loop = connection.loop();
        this.selection = selection;
        this.protocol = early;
        this.agreed = agreed;
        raw.listener(this);
        negotiationTimer = loop.schedule(
                () -> fail(new NetworkException(Reason.TIMED_OUT, "The peer did not agree on a protocol in time.")),
                negotiation.toNanos(),
                TimeUnit.NANOSECONDS);
        send(selection.start());
        if (early != null) {
            agreed.accept(this);
            opened.complete(this);
        }
    }

    /** Complete when the protocol is agreed upon. */
    CompletableFuture<Stream> opened() {
        return opened;
    }

    /** Runs {@code action} when the stream is over; at once if it is. */
    void whenOver(Runnable action) {
        if (over) {
            action.run();
        } else {
            whenOver = action;
        }
    }

    private void send(@Nullable ByteBuf answer) {
        if (answer != null) {
            raw.writeHead(answer);
        }
    }

    // ---- any thread

    @Override
    public PeerId peer() {
        return connection.peer();
    }

    @Override
    public Multiaddr remote() {
        return connection.remote();
    }

    @Override
    public ProtocolId protocol() {
        ProtocolId known = protocol;
        if (known == null) {
            throw new IllegalStateException("no protocol is agreed upon yet");
        }
        return known;
    }

    private void run(Runnable action, @Nullable CompletableFuture<?> result) {
        if (loop.inEventLoop()) {
            action.run();
            return;
        }
        try {
            loop.execute(action);
        } catch (RejectedExecutionException e) {
            if (result != null) {
                result.completeExceptionally(new NetworkException(Reason.CLOSED, "This host was closed."));
            }
        }
    }

    @Override
    public CompletionStage<ByteBuffer> read() {
        CompletableFuture<ByteBuffer> result = new CompletableFuture<>();
        run(() -> readNow(result), result);
        return result;
    }

    @Override
    public CompletionStage<Void> write(ByteBuffer bytes) {
        CompletableFuture<Void> result = new CompletableFuture<>();
        run(
                () -> {
                    NetworkException broken = ended;
                    if (broken != null) {
                        result.completeExceptionally(broken);
                    } else if (finWaits) {
                        result.completeExceptionally(new IllegalStateException("a write after the end"));
                    } else {
                        raw.write(bytes, result);
                    }
                },
                result);
        return result;
    }

    @Override
    public CompletionStage<Void> finish() {
        CompletableFuture<Void> result = new CompletableFuture<>();
        run(
                () -> {
                    NetworkException broken = ended != null ? ended : over ? null : raw.failure();
                    if (broken != null) {
                        result.completeExceptionally(broken);
                    } else {
                        finishNow();
                        result.complete(null);
                    }
                },
                result);
        return result;
    }

    @Override
    public void close() {
        run(this::closeNow, null);
    }

    @Override
    public void reset(String why) {
        run(() -> fail(new NetworkException(Reason.RESET, why)), null);
    }

    @Override
    public void deadline(Duration within) {
        long at = within.isZero() ? 0 : System.nanoTime() + within.toNanos();
        run(() -> deadlineNow(at), null);
    }

    // ---- in the event loop

    private void readNow(CompletableFuture<ByteBuffer> result) {
        if (reading != null) {
            result.completeExceptionally(new IllegalStateException("a read before the one before is complete"));
            return;
        }
        reading = result;
        answerRead();
    }

    private void answerRead() {
        CompletableFuture<ByteBuffer> waiting = reading;
        if (waiting == null) {
            return;
        }
        NetworkException broken = ended;
        if (broken == null && selection == null) {
            if (raw.available() > 0 || raw.atEnd()) {
                reading = null;
                waiting.complete(raw.take());
                return;
            }
        }
        broken = broken != null ? broken : raw.failure();
        if (broken != null) {
            reading = null;
            waiting.completeExceptionally(broken);
        }
    }

    /** The end waits for the peer's agreement: js-libp2p's handlers do not hear of an end that comes before they begin. */
    private void finishNow() {
        if (selection == null) {
            raw.finish();
        } else {
            finWaits = true;
        }
    }

    private void closeNow() {
        if (ended != null) {
            return;
        }
        ended = new NetworkException(Reason.CLOSED, "This end of the stream was closed.");
        answerRead();
        finishNow();
        if (selection == null) {
            raw.discard();
        }
        if (!over) {
            deadlineNow(System.nanoTime() + connection.limits().closeTime().toNanos());
        }
    }

    private void fail(NetworkException why) {
        boolean closing = ended != null;
        if (!closing) {
            ended = why;
            opened.completeExceptionally(why);
            answerRead();
            raw.discard();
        }
        if (!over) {
            raw.reset(why);
        }
    }

    private void deadlineNow(long at) {
        deadlineAt = at;
        if (over || at == 0) {
            return;
        }
        Future<?> running = timer;
        if (running == null || timerAt - at > 0) {
            if (running != null) {
                running.cancel(false);
            }
            startTimer(at);
        }
    }

    private void startTimer(long at) {
        timerAt = at;
        timer = loop.schedule(this::timerFired, Math.max(0, at - System.nanoTime()), TimeUnit.NANOSECONDS);
    }

    private void timerFired() {
        timer = null;
        if (over || deadlineAt == 0) {
            return;
        }
        if (deadlineAt - System.nanoTime() > 0) {
            startTimer(deadlineAt);
        } else {
            fail(new NetworkException(Reason.TIMED_OUT, "The stream's time is over."));
        }
    }

    @Override
    public void readable() {
        if (selection != null) {
            negotiate();
        }
        answerRead();
    }

    private void negotiate() {
        try {
            Selection now = selection;
            while (now != null && raw.available() > 0) {
                now.take(raw.next());
                String name = now.agreed();
                if (name != null) {
                    selection = null;
                    agreed(now, name);
                    return;
                }
                now = selection;
            }
            if (now != null) {
                send(now.answer());
                if (raw.atEnd()) {
                    fail(new NetworkException(
                            Reason.RESET, "The peer ended the stream before a protocol was agreed upon."));
                }
            }
        } catch (NetworkException e) {
            fail(e);
        }
    }

    private void agreed(Selection by, String name) {
        stop(negotiationTimer);
        send(by.answer());
        if (protocol == null) {
            protocol = new ProtocolId(name);
            agreed.accept(this);
            opened.complete(this);
        }
        if (finWaits) {
            raw.finish();
        }
        if (ended != null) {
            raw.discard();
        }
    }

    @Override
    public void broken(NetworkException why) {
        opened.completeExceptionally(why);
        answerRead();
    }

    @Override
    public void over() {
        over = true;
        stop(negotiationTimer);
        stop(timer);
        Runnable action = whenOver;
        whenOver = null;
        if (action != null) {
            action.run();
        }
    }

    private static void stop(@Nullable Future<?> timer) {
        if (timer != null) {
            timer.cancel(false);
        }
    }
}
