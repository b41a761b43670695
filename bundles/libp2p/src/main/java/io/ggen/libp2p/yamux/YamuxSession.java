package io.ggen.libp2p.yamux;

import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.NetworkException.Reason;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Many streams in one connection (libp2p specs, {@code yamux/README.md}). Everything happens in the connection's event loop; time
 * comes from outside.
 *
 * <p>Window is granted only for what was read. What peers may send for streams that are gone is dropped; what breaks the rules
 * ends the connection, as {@link Owner#broken} tells.
 */
public final class YamuxSession {
    private static final int PROTOCOL_ERROR = 1;
    private static final long HIGHEST_ID = 0xffff_ffffL;
    private static final int ROUND_TRIPS_TO_GROW = 4;

    private final YamuxLimits limits;
    private final Budget budget;
    private final Wire wire;
    private final Owner owner;
    private final LongSupplier clock;
    private final FrameReader reader = new FrameReader(new Frames());
    private final Map<Long, YamuxStream> streams = new HashMap<>();
    private final Deque<YamuxStream> ready = new ArrayDeque<>();
    private final boolean dialler;
    private final UsedIds theirIds;
    private long nextId;
    private int inbound;
    private int refused;
    private int unsentAnswers;
    private long grown;
    private @Nullable CompletableFuture<Long> ping;
    private long pingSentAt;
    private int pingValue;
    private long roundTrip;
    private boolean reading;
    private boolean pumping;
    private boolean unflushed;
    private boolean goneAway;
    private boolean peerGoneAway;
    private boolean closed;
    private volatile int open;
    private volatile long changedAt;

    /** Where frames go. */
    public interface Wire {
        /** Sends {@code frame} with the next flush. */
        void write(ByteBuf frame);

        /** Sends what was written. */
        void flush();

        /** Whether more should be written now. */
        boolean isWritable();

        /** Where buffers come from. */
        ByteBufAllocator alloc();
    }

    /** Whose connection it is. */
    public interface Owner {
        /** The peer opened {@code stream}, which needs a listener now. */
        void opened(YamuxStream stream);

        /** The connection is of no more use and has to be closed. */
        void broken(NetworkException why);

        /** The peer takes no more streams; it will go. */
        void goAway();

        /** The last stream is over. */
        void emptied();
    }

    /**
     * A session; the side that dialled opens streams with odd ids.
     *
     * @param budget bytes that may wait to be read, over all streams
     * @param clock nanoseconds
     */
    public YamuxSession(
            boolean dialler, YamuxLimits limits, Budget budget, Wire wire, Owner owner, LongSupplier clock) {
        this.dialler = dialler;
        this.limits = limits;
        this.budget = budget;
        this.wire = wire;
        this.owner = owner;
        this.clock = clock;
        nextId = dialler ? 1 : 2;
        theirIds = new UsedIds(dialler ? 0 : -1);
        changedAt = clock.getAsLong();
    }

    /** Bytes from the peer, all of which are read; the buffer stays the caller's. */
    public void read(ByteBuf in) {
        reading = true;
        try {
            reader.read(in);
        } catch (NetworkException e) {
            fail(e);
        } finally {
            reading = false;
        }
    }

    /** No more bytes for now. */
    public void readComplete() {
        pump();
        flush();
    }

    /** {@link Wire#isWritable} may have changed. */
    public void writabilityChanged() {
        if (wire.isWritable()) {
            unsentAnswers = 0;
            pump();
        }
    }

    /** A new stream, announced to the peer at once. Throws {@link NetworkException} LIMIT or DISCONNECTED. */
    public YamuxStream open() {
        if (closed || goneAway || peerGoneAway) {
            throw new NetworkException(Reason.DISCONNECTED, "The connection takes no more streams.");
        }
        if (streams.size() - inbound >= limits.outboundStreams()) {
            throw new NetworkException(
                    Reason.LIMIT,
                    limits.outboundStreams() + " streams to this peer are open already, the most allowed.");
        }
        if (nextId > HIGHEST_ID - 2) {
            throw new NetworkException(Reason.LIMIT, "The connection has no stream ids left.");
        }
        YamuxStream stream = new YamuxStream(this, nextId);
        nextId += 2;
        streams.put(stream.id(), stream);
        changed();
        send(Frame.WINDOW, Frame.SYN, stream.id(), 0);
        NetworkException failure = stream.failure();
        if (failure != null) {
            throw failure;
        }
        return stream;
    }

    /** How many streams are open; any thread may ask. */
    public int streams() {
        return open;
    }

    /** When a stream was last opened or forgotten. */
    public long changedAt() {
        return changedAt;
    }

    private void changed() {
        open = streams.size();
        changedAt = clock.getAsLong();
    }

    /** Whether new streams can be opened. */
    public boolean isOpen() {
        return !closed && !goneAway && !peerGoneAway;
    }

    /** The latest round trip in nanoseconds; 0 if none was measured. */
    public long roundTrip() {
        return roundTrip;
    }

    /** Asks for a sign of life: nanoseconds it took. The one under way, if there is one. */
    public CompletableFuture<Long> ping() {
        CompletableFuture<Long> now = ping;
        if (now == null) {
            now = new CompletableFuture<>();
            ping = now;
            pingSentAt = clock.getAsLong();
            send(Frame.PING, Frame.SYN, 0, ++pingValue);
        }
        return now;
    }

    /** Takes no more streams, and tells the peer so. */
    public void goAway() {
        if (!goneAway && !closed) {
            goneAway = true;
            send(Frame.GO_AWAY, 0, 0, 0);
        }
    }

    /** Resets all streams. */
    public void resetAll(NetworkException why) {
        for (YamuxStream stream : new ArrayList<>(streams.values())) {
            stream.reset(why);
        }
    }

    /** The connection is gone: all streams fail with {@code why}. */
    public void disconnected(NetworkException why) {
        closed = true;
        for (YamuxStream stream : new ArrayList<>(streams.values())) {
            stream.fail(why);
        }
        ready.clear();
    }

    private void fail(NetworkException why) {
        if (!closed) {
            closed = true;
            sendFrame(Frame.put(
                    wire.alloc().heapBuffer(Frame.HEADER, Frame.HEADER), Frame.GO_AWAY, 0, 0, PROTOCOL_ERROR));
            flush();
            disconnected(new NetworkException(Reason.DISCONNECTED, "The connection was closed: " + why.getMessage()));
            owner.broken(why);
        }
    }

    // ---- for streams

    long now() {
        return clock.getAsLong();
    }

    Budget budget() {
        return budget;
    }

    ByteBufAllocator alloc() {
        return wire.alloc();
    }

    boolean knows(YamuxStream stream) {
        return streams.get(stream.id()) == stream;
    }

    boolean forget(YamuxStream stream) {
        if (!streams.remove(stream.id(), stream)) {
            return false;
        }
        changed();
        if (isTheirs(stream.id())) {
            inbound--;
        }
        if (streams.isEmpty()) {
            owner.emptied();
        }
        return true;
    }

    /** Whether a window may grow by {@code more}, having been used up in {@code elapsed}; notes it if so. */
    boolean mayGrow(int more, long elapsed) {
        boolean grows = roundTrip > 0
                && elapsed < ROUND_TRIPS_TO_GROW * roundTrip
                && more * 2L <= limits.window()
                && grown + more <= limits.windowGrowth();
        if (grows) {
            grown += more;
        }
        return grows;
    }

    void shrink(int less) {
        grown -= less;
    }

    void ready(YamuxStream stream) {
        if (stream.hasWork() && !stream.queued(true)) {
            ready.add(stream);
        }
        if (!reading) {
            pump();
        }
    }

    private void pump() {
        if (pumping || closed) {
            return;
        }
        pumping = true;
        try {
            while (wire.isWritable()) {
                YamuxStream next = ready.poll();
                if (next == null) {
                    break;
                }
                next.queued(false);
                if (next.hasWork()) {
                    next.sendSome();
                    ready(next);
                }
            }
        } finally {
            pumping = false;
        }
        flush();
    }

    void send(int type, int flags, long stream, long length) {
        if (closed) {
            return;
        }
        sendFrame(Frame.put(wire.alloc().heapBuffer(Frame.HEADER, Frame.HEADER), type, flags, stream, length));
        if (!reading && !pumping) {
            flush();
        }
        if (!wire.isWritable() && ++unsentAnswers > limits.unsentAnswers()) {
            fail(new NetworkException(Reason.LIMIT, "The peer sends but does not read."));
        }
    }

    void sendFrame(ByteBuf frame) {
        wire.write(frame);
        unflushed = true;
    }

    private void flush() {
        if (unflushed) {
            unflushed = false;
            wire.flush();
        }
    }

    private boolean isTheirs(long id) {
        return (id % 2 == 1) != dialler;
    }

    /** What frames mean. */
    private final class Frames implements FrameReader.Sink {
        private @Nullable YamuxStream current;
        private boolean finBehind;

        @Override
        public boolean closed() {
            return closed;
        }

        @Override
        public void header(int type, int flags, long id, long length) {
            switch (type) {
                case Frame.PING -> ping(flags, length);
                case Frame.GO_AWAY -> {
                    peerGoneAway = true;
                    owner.goAway();
                }
                default -> stream(type, flags, id, length);
            }
        }

        private void ping(int flags, long value) {
            if (flags == Frame.SYN) {
                send(Frame.PING, Frame.ACK, 0, value);
                return;
            }
            CompletableFuture<Long> waiting = ping;
            if (flags != Frame.ACK || waiting == null || value != (pingValue & 0xffff_ffffL)) {
                throw NetworkException.malformed("The peer answered a Yamux ping that was not sent.");
            }
            ping = null;
            roundTrip = Math.max(1, clock.getAsLong() - pingSentAt);
            waiting.complete(roundTrip);
        }

        private void stream(int type, int flags, long id, long length) {
            if ((flags & Frame.SYN) != 0) {
                opened(id);
                if (closed) {
                    return;
                }
            }
            YamuxStream stream = streams.get(id);
            current = stream;
            finBehind = false;
            if (stream == null) {
                return;
            }
            if (type == Frame.WINDOW) {
                if (!stream.grant(length)) {
                    throw NetworkException.malformed("A Yamux window is greater than 2^32-1.");
                }
            } else if (!stream.charge(length)) {
                throw NetworkException.malformed("The peer sent more than the window of a stream allows.");
            }
            if ((flags & Frame.RST) != 0) {
                stream.resetSeen();
            } else if ((flags & Frame.FIN) != 0) {
                if (type == Frame.DATA && length > 0) {
                    finBehind = true;
                } else {
                    stream.finSeen();
                }
            }
        }

        private void opened(long id) {
            if (!isTheirs(id)) {
                throw NetworkException.malformed("The peer opened a stream with an id of ours: " + id + ".");
            }
            if (!theirIds.use(id)) {
                throw NetworkException.malformed("The peer opened a stream with an id used before: " + id + ".");
            }
            if (inbound >= limits.inboundStreams() || goneAway) {
                if (++refused > limits.refusals()) {
                    throw new NetworkException(Reason.LIMIT, "The peer opens streams without end.");
                }
                send(Frame.WINDOW, Frame.RST, id, 0);
                return;
            }
            YamuxStream stream = new YamuxStream(YamuxSession.this, id);
            streams.put(id, stream);
            inbound++;
            changed();
            send(Frame.WINDOW, Frame.ACK, id, 0);
            if (!closed) {
                owner.opened(stream);
            }
        }

        @Override
        public void body(ByteBuf in, int count) {
            YamuxStream stream = current;
            if (stream != null) {
                stream.body(in, count);
            }
        }

        @Override
        public void bodyEnd() {
            YamuxStream stream = current;
            current = null;
            if (stream != null && finBehind) {
                stream.finSeen();
            }
        }
    }
}
