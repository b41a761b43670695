package io.ggen.libp2p;

import io.ggen.libp2p.noise.NoiseHandshake;
import io.ggen.libp2p.noise.NoiseKeys;
import io.ggen.libp2p.secure.Secured;
import io.ggen.libp2p.select.Answering;
import io.ggen.libp2p.select.Proposing;
import io.ggen.libp2p.select.SelectHandler;
import io.ggen.libp2p.select.Selection;
import io.ggen.libp2p.tls.TlsHandshake;
import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.NetworkException.Reason;
import io.ggen.p2p.api.PeerId;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Makes a {@link PeerConnection} of a bare TCP connection: what carries it, security, then Yamux. The last handler of the pipeline meanwhile;
 * closes the connection, with a reason in the log, when anything goes wrong or takes too long.
 */
final class Upgrade extends ChannelInboundHandlerAdapter implements Secured {
    private static final System.Logger LOG = System.getLogger(Upgrade.class.getName());

    private final HostParts host;
    private final Channel channel;
    private final Carrier carrier;
    private final @Nullable Place dialled;
    private final boolean dialler;
    private String way;
    private final @Nullable PeerId expected;
    private final CompletableFuture<PeerConnection> result;
    private String security = "";
    private @Nullable Future<?> timer;

    private Upgrade(
            HostParts host,
            Channel channel,
            Carrier carrier,
            @Nullable Place dialled,
            String way,
            @Nullable PeerId expected,
            CompletableFuture<PeerConnection> result) {
        this.host = host;
        this.channel = channel;
        this.carrier = carrier;
        this.dialled = dialled;
        this.dialler = dialled != null;
        this.way = way;
        this.expected = expected;
        this.result = result;
    }

    /**
     * Of a connection made to {@code place}.
     *
     * @param expected who has to be at the other end
     * @param result complete with the connection, whose first frames are read right behind
     */
    static Upgrade dialled(
            HostParts host,
            Channel channel,
            Carrier carrier,
            Place place,
            PeerId expected,
            CompletableFuture<PeerConnection> result) {
        return new Upgrade(host, channel, carrier, place, place.way(), expected, result);
    }

    /** Of a connection that came to a socket which listens in this {@code way}. */
    static Upgrade accepted(
            HostParts host, Channel channel, Carrier carrier, String way, CompletableFuture<PeerConnection> result) {
        return new Upgrade(host, channel, carrier, null, way, null, result);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        long within = host.limits().handshakeTime().toNanos();
        timer = ctx.executor()
                .schedule(
                        () -> fail(new NetworkException(Reason.TIMED_OUT, "The handshake took too long.")),
                        within,
                        TimeUnit.NANOSECONDS);
        if (dialled != null) {
            carrier.dial(ctx, dialled, this::begin);
        } else {
            carrier.accept(ctx, way, used -> {
                way = used;
                begin();
            });
        }
    }

    private void begin() {
        select(own(), host.securities(), this::secure);
    }

    private void select(ChannelHandlerContext ctx, List<String> protocols, java.util.function.Consumer<String> then) {
        Selection selection = dialler ? new Proposing(protocols) : new Answering(protocols::contains);
        ctx.pipeline().addBefore(ctx.name(), null, new SelectHandler(selection, then));
    }

    private ChannelHandlerContext own() {
        return channel.pipeline().context(this);
    }

    private void secure(String protocol) {
        ChannelHandlerContext ctx = own();
        boolean noise = protocol.equals(NoiseHandshake.PROTOCOL);
        security = noise ? "noise" : "tls";
        ctx.pipeline()
                .addBefore(
                        ctx.name(),
                        null,
                        noise
                                ? new NoiseHandshake(dialler, host.noise(), this)
                                : new TlsHandshake(dialler, host.tls(), this));
    }

    @Override
    public void check(PeerId peer) {
        if (expected != null && !expected.equals(peer)) {
            throw new NetworkException(
                    Reason.WRONG_PEER, "The peer at this address is " + peer + ", not " + expected + ".");
        }
        if (peer.equals(host.id())) {
            throw new NetworkException(Reason.REFUSED, "This is the very host that dials.");
        }
    }

    @Override
    public void secured(PeerId peer, boolean muxerAgreed) {
        if (muxerAgreed) {
            mux(peer);
        } else {
            select(own(), List.of(NoiseKeys.YAMUX), ignored -> mux(peer));
        }
    }

    private void mux(PeerId peer) {
        InetSocketAddress address = (InetSocketAddress) channel.remoteAddress();
        PeerConnection connection =
                new PeerConnection(host, channel, peer, Place.multiaddr(address, way), !dialler, security);
        channel.pipeline().replace(this, null, connection);
        result.complete(connection);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        Future<?> running = timer;
        if (running != null) {
            running.cancel(false);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        io.netty.util.ReferenceCountUtil.release(message);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        fail(new NetworkException(Reason.REFUSED, "The peer closed the connection during the handshake."));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        fail(Reasons.of(cause));
    }

    private void fail(NetworkException why) {
        if (result.completeExceptionally(why)) {
            LOG.log(Level.DEBUG, "no connection with {0}: {1}", channel.remoteAddress(), why.getMessage());
        }
        channel.close();
    }
}
