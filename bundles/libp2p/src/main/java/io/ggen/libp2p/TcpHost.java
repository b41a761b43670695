package io.ggen.libp2p;

import io.ggen.api.identity.Signer;
import io.ggen.libp2p.identify.Identify;
import io.ggen.libp2p.identify.IdentifyMessage;
import io.ggen.libp2p.identify.Ping;
import io.ggen.libp2p.noise.NoiseKeys;
import io.ggen.libp2p.tls.TlsKeys;
import io.ggen.libp2p.yamux.Budget;
import io.ggen.p2p.api.Connection;
import io.ggen.p2p.api.Host;
import io.ggen.p2p.api.HostSettings;
import io.ggen.p2p.api.Multiaddr;
import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.NetworkException.Reason;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.PeerInfo;
import io.ggen.p2p.api.PeerListener;
import io.ggen.p2p.api.ProtocolHandler;
import io.ggen.p2p.api.ProtocolId;
import io.ggen.p2p.api.Registration;
import io.ggen.p2p.api.Stream;
import io.netty.channel.EventLoop;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A host on TCP, or on something that a {@link Carrier} puts on TCP. */
public final class TcpHost implements Host, HostParts, Identify.Heard {
    private static final System.Logger LOG = System.getLogger(TcpHost.class.getName());
    private static final int MOST_PROTOCOLS = 16;
    private static final Duration IDENTIFY_WITHIN = Duration.ofSeconds(10);
    private static final Duration PUSH_AFTER = Duration.ofMillis(20);

    private final PeerId id;
    private final Limits limits;
    private final List<String> securities;
    private final NoiseKeys noise;
    private final TlsKeys tls;
    private final Budget budget;
    private final Handlers handlers = new Handlers(this::handlersChanged);
    private final Directory directory;
    private final Sockets sockets;
    private final EventLoop home;
    private final Identify identify;
    private final AtomicBoolean pushPlanned = new AtomicBoolean();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private volatile boolean closing;
    private volatile IdentifyMessage.Own own;

    /** Only the home loop touches these. */
    private final Map<PeerId, Dial> dials = new HashMap<>();

    private TcpHost(Signer key, Limits limits, List<String> securities, Sockets sockets, Clock clock) {
        id = PeerId.of(key.publicKey());
        this.limits = limits;
        this.securities = securities;
        this.sockets = sockets;
        noise = new NoiseKeys(key);
        tls = new TlsKeys(key, clock);
        budget = new Budget(limits.buffered(), null);
        home = sockets.home();
        directory = new Directory(limits, home);
        own = new IdentifyMessage.Own(new byte[0], List.of(), "", new byte[0]);
        identify = new Identify(() -> own, handlers::protocols, this);
        identify.handlers().forEach(handlers::add);
        handlers.add(new Ping());
    }

    /**
     * Makes keys, binds sockets, and gives the host that has them.
     *
     * @param securities the protocols that secure a connection, best first
     */
    public static CompletionStage<Host> open(
            Signer key, HostSettings settings, Limits limits, List<String> securities, Carrier carrier, Clock clock) {
        Sockets sockets = new Sockets(limits, carrier);
        return sockets.later(() -> new TcpHost(key, limits, securities, sockets, clock))
                .thenCompose(host -> sockets.listen(settings.listen(), host, host::accepted)
                        .thenCompose(bound -> sockets.later(() -> host.announce(key, settings, bound, clock)))
                        .whenComplete((open, failure) -> {
                            if (failure != null) {
                                host.tls.close();
                            }
                        }))
                .handle((host, failure) -> {
                    if (failure == null) {
                        return CompletableFuture.<Host>completedFuture(host);
                    }
                    NetworkException why = NetworkException.of(failure);
                    return sockets.close().<Host>thenCompose(done -> CompletableFuture.failedFuture(why));
                })
                .thenCompose(outcome -> outcome);
    }

    private TcpHost announce(Signer key, HostSettings settings, List<Multiaddr> bound, Clock clock) {
        List<Multiaddr> told = settings.announce().isEmpty() ? bound : settings.announce();
        own = IdentifyMessage.own(key, told, settings.agent(), clock.millis());
        return this;
    }

    // ---- the host

    @Override
    public PeerId id() {
        return id;
    }

    @Override
    public List<Multiaddr> addresses() {
        return own.addresses();
    }

    @Override
    public Registration handle(ProtocolHandler handler) {
        return handlers.add(handler);
    }

    @Override
    public Registration listen(PeerListener listener) {
        return directory.listen(listener);
    }

    @Override
    public CompletionStage<Connection> connect(PeerId peer, List<Multiaddr> addresses, Duration within) {
        if (closing) {
            return CompletableFuture.failedFuture(hostClosed());
        }
        if (peer.equals(id)) {
            return CompletableFuture.failedFuture(new NetworkException(Reason.REFUSED, "That is this very host."));
        }
        PeerConnection known = directory.best(peer);
        if (known != null) {
            return CompletableFuture.completedFuture(known.snapshot());
        }
        CompletableFuture<Connection> result = new CompletableFuture<>();
        List<Multiaddr> tried = List.copyOf(addresses);
        try {
            home.execute(() -> dial(peer, tried, within, result));
        } catch (RejectedExecutionException e) {
            result.completeExceptionally(hostClosed());
        }
        return result;
    }

    private void dial(PeerId peer, List<Multiaddr> addresses, Duration within, CompletableFuture<Connection> result) {
        PeerConnection known = directory.best(peer);
        if (known != null) {
            result.complete(known.snapshot());
            return;
        }
        if (closing) {
            result.completeExceptionally(hostClosed());
            return;
        }
        Dial joined = dials.get(peer);
        if (joined == null && dials.size() >= limits.dials()) {
            result.completeExceptionally(new NetworkException(
                    Reason.REFUSED, dials.size() + " peers are being dialled already, the most allowed."));
            return;
        }
        Dial dial = joined != null ? joined : new Dial(limits, home, sockets.worker(), peer, dialler());
        Future<?> timer = home.schedule(
                () -> result.completeExceptionally(
                        new NetworkException(Reason.TIMED_OUT, "Peer " + peer + " was not reached in time.")),
                within.toNanos(),
                TimeUnit.NANOSECONDS);
        dial.result().whenComplete((connection, failure) -> {
            timer.cancel(false);
            if (failure != null) {
                result.completeExceptionally(NetworkException.of(failure));
            } else {
                result.complete(connection.snapshot());
            }
        });
        if (joined != null) {
            dial.offer(addresses);
        } else {
            dials.put(peer, dial);
            dial.result().whenComplete((connection, failure) -> home.execute(() -> dials.remove(peer, dial)));
            dial.start(addresses, within);
        }
    }

    private Dial.Dialler dialler() {
        return new Dial.Dialler() {
            @Override
            public boolean dials(String way) {
                return sockets.dials(way);
            }

            @Override
            public Dial.Attempt attempt(Place place, PeerId peer) {
                return sockets.attempt(place, peer, TcpHost.this);
            }

            @Override
            public void take(PeerConnection connection) {
                TcpHost.this.take(connection);
            }

            @Override
            public void failed(Place place, NetworkException why) {
                handshakeFailed(place.multiaddr(), false, Reasons.text(why));
            }
        };
    }

    private void accepted(PeerConnection connection) {
        try {
            take(connection);
        } catch (NetworkException e) {
            connection.close(Reasons.text(e));
            handshakeFailed(connection.remote(), true, Reasons.text(e));
        }
    }

    @Override
    public void turnedAway(InetSocketAddress address, String why) {
        handshakeFailed(Multiaddr.tcp(address.getAddress(), address.getPort()), true, why);
    }

    private void handshakeFailed(Multiaddr address, boolean inbound, String why) {
        if (!closing) {
            directory.failed(address, inbound, why);
        }
    }

    /** In the connection's event loop, before it reads its first frame. */
    private void take(PeerConnection connection) {
        directory.add(connection);
        connection
                .open(List.of(Identify.ASK), null, IDENTIFY_WITHIN)
                .thenCompose(identify::ask)
                .exceptionally(failure -> {
                    LOG.log(Level.DEBUG, "{0} was not identified: {1}", connection.peer(), failure.getMessage());
                    return null;
                });
    }

    @Override
    public CompletionStage<Stream> open(PeerId peer, List<ProtocolId> protocols, Duration within) {
        if (protocols.isEmpty() || protocols.size() > MOST_PROTOCOLS) {
            throw new IllegalArgumentException(protocols.size() + " protocols, not 1 to " + MOST_PROTOCOLS);
        }
        PeerConnection connection = directory.best(peer);
        if (closing || connection == null) {
            return CompletableFuture.failedFuture(closing ? hostClosed() : notConnected(peer));
        }
        return connection.open(List.copyOf(protocols), spoken(peer, protocols), within);
    }

    /** The first of {@code protocols} that {@code peer} said it speaks, or null. */
    private @Nullable ProtocolId spoken(PeerId peer, List<ProtocolId> protocols) {
        PeerInfo info = directory.info(peer);
        if (info != null) {
            for (ProtocolId protocol : protocols) {
                if (info.protocols().contains(protocol)) {
                    return protocol;
                }
            }
        }
        return null;
    }

    @Override
    public CompletionStage<Duration> ping(PeerId peer, Duration within) {
        PeerConnection connection = directory.best(peer);
        if (closing || connection == null) {
            return CompletableFuture.failedFuture(closing ? hostClosed() : notConnected(peer));
        }
        List<ProtocolId> ping = List.of(Ping.PROTOCOL);
        return connection
                .open(ping, spoken(peer, ping), within)
                .thenCompose(stream -> Ping.once(stream, within))
                .whenComplete((took, failure) -> {
                    if (failure == null) {
                        connection.roundTrip(took);
                    }
                });
    }

    @Override
    public List<Connection> connections() {
        List<Connection> snapshots = new ArrayList<>();
        for (PeerConnection connection : directory.all()) {
            snapshots.add(connection.snapshot());
        }
        return snapshots;
    }

    @Override
    public List<PeerInfo> peers() {
        return directory.infos();
    }

    @Override
    public void disconnect(PeerId peer, String why) {
        for (PeerConnection connection : directory.of(peer)) {
            directory.remove(connection, why);
            connection.close(why);
        }
    }

    @Override
    public CompletionStage<Void> close(Duration grace) {
        synchronized (this) {
            if (closing) {
                return closed.copy();
            }
            closing = true;
        }
        sockets.stopListening();
        home.execute(() -> List.copyOf(dials.values()).forEach(dial -> dial.fail(hostClosed())));
        List<PeerConnection> open = directory.close();
        CompletableFuture<?>[] ends = new CompletableFuture<?>[open.size()];
        for (int i = 0; i < ends.length; i++) {
            ends[i] = open.get(i).closed();
            open.get(i).drain("this host goes");
        }
        Runnable abort = () -> open.forEach(connection -> connection.abort("this host goes"));
        if (grace.isZero()) {
            abort.run();
        } else {
            home.schedule(abort, grace.toNanos(), TimeUnit.NANOSECONDS);
        }
        CompletableFuture.allOf(ends).thenCompose(done -> sockets.close()).whenComplete((done, failure) -> {
            tls.close();
            closed.complete(null);
        });
        return closed.copy();
    }

    private static NetworkException hostClosed() {
        return new NetworkException(Reason.CLOSED, "This host was closed.");
    }

    private static NetworkException notConnected(PeerId peer) {
        return new NetworkException(Reason.NOT_CONNECTED, "There is no connection with peer " + peer + ".");
    }

    // ---- Identify

    private void handlersChanged() {
        if (!closing && pushPlanned.compareAndSet(false, true)) {
            sockets.home().schedule(this::push, PUSH_AFTER.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void push() {
        pushPlanned.set(false);
        List<ProtocolId> push = List.of(Identify.PUSH);
        for (PeerConnection connection : directory.all()) {
            if (!connection.isOpen()) {
                continue;
            }
            ProtocolId spoken = spoken(connection.peer(), push);
            if (spoken != null || directory.info(connection.peer()) == null) {
                connection
                        .open(push, spoken, IDENTIFY_WITHIN)
                        .thenAccept(identify::tell)
                        .exceptionally(failure -> {
                            LOG.log(Level.DEBUG, "{0} was not told: {1}", connection.peer(), failure.getMessage());
                            return null;
                        });
            }
        }
    }

    @Override
    public @Nullable PeerInfo before(Stream stream) {
        return directory.info(stream.peer());
    }

    @Override
    public void said(Stream stream, PeerInfo info, long seq) {
        directory.identified(info, seq);
    }

    // ---- for connections and handshakes

    @Override
    public Limits limits() {
        return limits;
    }

    @Override
    public NoiseKeys noise() {
        return noise;
    }

    @Override
    public TlsKeys tls() {
        return tls;
    }

    @Override
    public List<String> securities() {
        return securities;
    }

    @Override
    public Budget budget() {
        return budget;
    }

    @Override
    public Handlers handlers() {
        return handlers;
    }

    @Override
    public boolean isDuplicate(PeerConnection connection) {
        boolean older = true;
        for (PeerConnection other : directory.of(connection.peer())) {
            if (other == connection) {
                older = false;
            } else if (other.isOpen() && (rank(other) < rank(connection) || rank(other) == rank(connection) && older)) {
                return true;
            }
        }
        return false;
    }

    /** Both sides keep the connection that the peer with the lower id has dialled. */
    private int rank(PeerConnection connection) {
        return connection.isInbound() == (id.compareTo(connection.peer()) > 0) ? 0 : 1;
    }

    @Override
    public void gone(PeerConnection connection, String why) {
        directory.remove(connection, why);
    }

    @Override
    public boolean closing() {
        return closing;
    }
}
