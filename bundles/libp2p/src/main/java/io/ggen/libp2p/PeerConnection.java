package io.ggen.libp2p;

import io.ggen.libp2p.select.Answering;
import io.ggen.libp2p.select.Proposing;
import io.ggen.libp2p.yamux.Budget;
import io.ggen.libp2p.yamux.YamuxSession;
import io.ggen.libp2p.yamux.YamuxStream;
import io.ggen.p2p.api.Connection;
import io.ggen.p2p.api.Multiaddr;
import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.NetworkException.Reason;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.ProtocolId;
import io.ggen.p2p.api.Stream;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A secured connection with its muxer: the last handler of its pipeline. What is not said to be for any thread is for its loop. */
final class PeerConnection extends ChannelInboundHandlerAdapter implements YamuxSession.Wire, YamuxSession.Owner {
    private static final System.Logger LOG = System.getLogger(PeerConnection.class.getName());
    private static final int TICKS_A_KEEP_ALIVE = 2;
    /** How much rarer a peer is pinged that was heard lately; the round trip is measured by pings alone. */
    private static final int HEARD_KEEP_ALIVES = 4;

    private final HostParts host;
    private final PeerId peer;
    private final Multiaddr remote;
    private final boolean inbound;
    private final String security;
    private final EventLoop loop;
    private final Channel channel;
    private final YamuxSession session;
    private final long since = System.nanoTime();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private volatile boolean going;
    private volatile long roundTrip;
    private @Nullable String why;
    private @Nullable Future<?> ticks;
    private long lastRead = since;
    private long pinged;
    private boolean drainOnly;

    PeerConnection(HostParts host, Channel channel, PeerId peer, Multiaddr remote, boolean inbound, String security) {
        this.host = host;
        this.channel = channel;
        this.peer = peer;
        this.remote = remote;
        this.inbound = inbound;
        this.security = security;
        loop = channel.eventLoop();
        session = new YamuxSession(
                !inbound,
                host.limits().yamux(),
                new Budget(host.limits().bufferedPerConnection(), host.budget()),
                this,
                this,
                System::nanoTime);
    }

    // ---- any thread

    PeerId peer() {
        return peer;
    }

    Multiaddr remote() {
        return remote;
    }

    boolean isInbound() {
        return inbound;
    }

    EventLoop loop() {
        return loop;
    }

    Limits limits() {
        return host.limits();
    }

    /** Whether it can still be used for new streams. */
    boolean isOpen() {
        return !going;
    }

    int streams() {
        return session.streams();
    }

    void roundTrip(Duration measured) {
        roundTrip = measured.toNanos();
    }

    Connection snapshot() {
        long latest = roundTrip;
        return new Connection(
                peer,
                remote,
                inbound,
                security,
                Duration.ofNanos(System.nanoTime() - since),
                session.streams(),
                latest == 0 ? Optional.empty() : Optional.of(Duration.ofNanos(latest)));
    }

    /** Ends the connection; {@code reason} is for people here. */
    void close(String reason) {
        going = true;
        execute(() -> end(reason));
    }

    /** Takes no more streams, waits for those that are open, and ends. */
    void drain(String reason) {
        going = true;
        execute(() -> {
            why = why == null ? reason : why;
            drainOnly = true;
            session.goAway();
            endIfDrained();
        });
    }

    /** Resets all streams, and ends. */
    void abort(String reason) {
        going = true;
        execute(() -> {
            session.resetAll(new NetworkException(host.closing() ? Reason.CLOSED : Reason.RESET, reason));
            end(reason);
        });
    }

    private void execute(Runnable action) {
        if (loop.inEventLoop()) {
            action.run();
        } else {
            try {
                loop.execute(action);
            } catch (RejectedExecutionException e) {
                LOG.log(Level.DEBUG, "the event loop of a connection has ended already");
            }
        }
    }

    /** Complete when the socket is closed and everybody here has heard of it. */
    CompletableFuture<Void> closed() {
        return closed;
    }

    /**
     * A new stream for the first of {@code protocols} the peer speaks.
     *
     * @param early one that it is known to speak, so that its agreement need not be waited for, or null
     */
    CompletableFuture<Stream> open(List<ProtocolId> protocols, @Nullable ProtocolId early, Duration within) {
        CompletableFuture<Stream> result = new CompletableFuture<>();
        execute(() -> {
            try {
                List<String> names = new ArrayList<>();
                if (early != null) {
                    names.add(early.value());
                } else {
                    protocols.forEach(protocol -> names.add(protocol.value()));
                }
                Duration limit = host.limits().negotiationTime();
                PeerStream stream = new PeerStream(
                        this,
                        session.open(),
                        new Proposing(names),
                        early,
                        early == null && within.compareTo(limit) < 0 ? within : limit,
                        ignored -> {});
                stream.opened().whenComplete((opened, failure) -> {
                    if (failure != null) {
                        result.completeExceptionally(failure);
                    } else {
                        result.complete(opened);
                    }
                });
            } catch (NetworkException e) {
                result.completeExceptionally(e);
            }
        });
        return result;
    }

    // ---- Netty

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        session.ping().thenAccept(nanos -> roundTrip = nanos);
        pinged = System.nanoTime();
        long every = host.limits().keepAlive().toNanos() / TICKS_A_KEEP_ALIVE;
        // All connections tick at the same moments, so that a loop wakes up once for all that are idle.
        long next = every - Math.floorMod(pinged, every);
        ticks = loop.scheduleAtFixedRate(this::tick, next, every, TimeUnit.NANOSECONDS);
    }

    private void tick() {
        long now = System.nanoTime();
        long keepAlive = host.limits().keepAlive().toNanos();
        if (now - lastRead > 2 * keepAlive) {
            end("the peer gave no sign of life for "
                    + 2 * host.limits().keepAlive().toSeconds() + " s");
        } else if (now - pinged >= (now - lastRead < keepAlive / 2 ? HEARD_KEEP_ALIVES : 1) * keepAlive) {
            pinged = now;
            session.ping().thenAccept(nanos -> roundTrip = nanos);
        }
        if (session.streams() == 0) {
            Duration idle = host.isDuplicate(this)
                    ? host.limits().idleDuplicate()
                    : host.limits().idle();
            if (now - session.changedAt() > idle.toNanos()) {
                drain("nothing was asked of it for " + idle.toSeconds() + " s");
            }
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf in = (ByteBuf) message;
        try {
            lastRead = System.nanoTime();
            session.read(in);
        } finally {
            in.release();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        session.readComplete();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        session.writabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        gone("the peer closed the connection");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        end(Reasons.text(Reasons.of(cause)));
    }

    private void end(String reason) {
        if (why == null) {
            why = reason;
        }
        session.goAway();
        gone(reason);
        channel.close();
    }

    private void endIfDrained() {
        if (drainOnly && session.streams() == 0) {
            end(why == null ? "it was no longer needed" : why);
        }
    }

    private void gone(String reason) {
        going = true;
        String told = why == null ? reason : why;
        Future<?> running = ticks;
        if (running != null) {
            ticks = null;
            running.cancel(false);
            LOG.log(Level.DEBUG, "connection with {0} at {1} ended: {2}", peer, remote, told);
            host.gone(this, told);
            session.disconnected(
                    host.closing()
                            ? new NetworkException(Reason.CLOSED, "This host was closed.")
                            : new NetworkException(Reason.DISCONNECTED, "The connection ended: " + told));
            channel.closeFuture().addListener(done -> closed.complete(null));
        }
    }

    // ---- the muxer's owner and wire

    @Override
    public void opened(YamuxStream stream) {
        new PeerStream(
                this,
                stream,
                new Answering(host.handlers()::knows),
                null,
                host.limits().negotiationTime(),
                host.handlers()::serve);
    }

    @Override
    public void emptied() {
        if (drainOnly) {
            loop.execute(this::endIfDrained);
        }
    }

    @Override
    public void broken(NetworkException reason) {
        end(Reasons.text(reason));
    }

    @Override
    public void goAway() {
        going = true;
        drainOnly = true;
        why = why == null ? "the peer said it goes" : why;
        emptied();
    }

    @Override
    public void write(ByteBuf frame) {
        channel.write(frame, channel.voidPromise());
    }

    @Override
    public void flush() {
        channel.flush();
    }

    @Override
    public boolean isWritable() {
        return channel.isWritable();
    }

    @Override
    public ByteBufAllocator alloc() {
        return channel.alloc();
    }
}
