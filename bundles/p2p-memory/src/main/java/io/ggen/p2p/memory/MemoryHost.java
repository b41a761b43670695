package io.ggen.p2p.memory;

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
import io.ggen.p2p.api.Timers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A host in a {@link MemoryNetwork}, which can also die as real ones do. */
public final class MemoryHost implements Host {
    private static final int SAID_IN_IDENTIFY = 300;

    private final MemoryNetwork network;
    private final int number;
    private final PeerId id;
    private final List<Multiaddr> listening;
    private final HostSettings settings;
    private final Handlers handlers = new Handlers();
    private final Dials dials;
    private final Listeners listeners;
    private final Map<PeerId, Neighbour> neighbours = new LinkedHashMap<>(4);
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private State state = State.OPEN;
    private boolean telling;
    int group;

    private enum State {
        OPEN,
        CLOSING,
        CLOSED,
        DEAD
    }

    /** A peer with at least one connection. */
    private static final class Neighbour {
        private final List<End> ends = new ArrayList<>(1);
        private @Nullable PeerInfo info;
    }

    MemoryHost(MemoryNetwork network, int number, PeerId id, List<Multiaddr> listening, HostSettings settings) {
        this.network = network;
        this.number = number;
        this.id = id;
        this.listening = List.copyOf(listening);
        this.settings = settings;
        this.dials = new Dials(this);
        this.listeners = new Listeners(network.time(), () -> state != State.DEAD);
    }

    MemoryNetwork network() {
        return network;
    }

    int number() {
        return number;
    }

    boolean isAccepting() {
        return state == State.OPEN;
    }

    boolean isAlive() {
        return state == State.OPEN || state == State.CLOSING;
    }

    @Override
    public PeerId id() {
        return id;
    }

    @Override
    public List<Multiaddr> addresses() {
        return settings.announce().isEmpty() ? listening : settings.announce();
    }

    void handshakeFailed(Multiaddr address, String why) {
        listeners.tell(listener -> listener.handshakeFailed(address, false, why));
    }

    /** Time for what lives on this host: its tasks do not run once the host has died, though they do when it is closed. */
    public Timers timers() {
        return new MortalTimers(network.time(), () -> state != State.DEAD);
    }

    @Override
    public Registration handle(ProtocolHandler handler) {
        Registration registration = handlers.add(handler);
        tellProtocols();
        return () -> {
            registration.close();
            tellProtocols();
        };
    }

    /** Tells all peers what is spoken here now, once for all changes of a moment. */
    private void tellProtocols() {
        if (!telling && !neighbours.isEmpty()) {
            telling = true;
            network.time().execute(() -> {
                telling = false;
                for (Neighbour neighbour : neighbours.values()) {
                    identify(neighbour.ends.get(0));
                }
            });
        }
    }

    private void identify(End end) {
        List<ProtocolId> protocols = handlers.protocols();
        List<Multiaddr> addresses = addresses();
        end.send(
                End.IDENTIFY,
                SAID_IN_IDENTIFY,
                protocols.hashCode(),
                () -> end.far()
                        .host
                        .heard(
                                end.far(),
                                new PeerInfo(
                                        id,
                                        protocols,
                                        addresses,
                                        settings.agent(),
                                        Optional.of(end.far().remote()))));
    }

    private void heard(End end, PeerInfo info) {
        Neighbour neighbour = neighbours.get(info.peer());
        if (neighbour != null && neighbour.ends.contains(end)) {
            neighbour.info = info;
            listeners.tell(listener -> listener.identified(info));
        }
    }

    @Override
    public Registration listen(PeerListener listener) {
        List<PeerInfo> known = peers();
        List<PeerId> connected = List.copyOf(neighbours.keySet());
        return listeners.add(listener, first -> {
            connected.forEach(first::connected);
            known.forEach(first::identified);
        });
    }

    @Override
    public CompletionStage<Connection> connect(PeerId peer, List<Multiaddr> addresses, Duration within) {
        if (state != State.OPEN) {
            return failed(Reason.CLOSED, "This host is closed.");
        }
        if (peer.equals(id)) {
            return failed(Reason.REFUSED, "A host does not connect to itself.");
        }
        Neighbour neighbour = neighbours.get(peer);
        End end = neighbour == null ? null : usable(neighbour);
        return end != null ? CompletableFuture.completedFuture(end.snapshot()) : dials.connect(peer, addresses, within);
    }

    /** A connection is ready at this end. */
    void arrived(End end) {
        PeerId peer = end.farHost.id();
        Neighbour neighbour = neighbours.computeIfAbsent(peer, any -> new Neighbour());
        neighbour.ends.add(end);
        if (neighbour.ends.size() == 1) {
            listeners.tell(listener -> listener.connected(peer));
        }
        dials.connected(peer, end);
        identify(end);
    }

    /** A connection is over at this end. */
    void left(End end, String why) {
        PeerId peer = end.farHost.id();
        Neighbour neighbour = neighbours.get(peer);
        if (neighbour != null && neighbour.ends.remove(end) && neighbour.ends.isEmpty()) {
            neighbours.remove(peer);
            listeners.tell(listener -> listener.disconnected(peer, why));
        }
    }

    @Override
    public CompletionStage<Stream> open(PeerId peer, List<ProtocolId> protocols, Duration within) {
        if (protocols.isEmpty() || protocols.size() > 16) {
            return CompletableFuture.failedFuture(new IllegalArgumentException("1 to 16 protocols"));
        }
        if (state != State.OPEN) {
            return failed(Reason.CLOSED, "This host is closed.");
        }
        Neighbour neighbour = neighbours.get(peer);
        End end = neighbour == null ? null : usable(neighbour);
        if (neighbour == null || end == null) {
            return failed(Reason.NOT_CONNECTED, "There is no connection to " + peer + ".");
        }
        ProtocolId known = neighbour.info == null ? null : firstOf(protocols, neighbour.info.protocols());
        return new Opening(this, end, List.copyOf(protocols), known).start(within);
    }

    private static @Nullable End usable(Neighbour neighbour) {
        for (End end : neighbour.ends) {
            if (!end.goingAway) {
                return end;
            }
        }
        return null;
    }

    static @Nullable ProtocolId firstOf(List<ProtocolId> wanted, List<ProtocolId> spoken) {
        for (ProtocolId protocol : wanted) {
            if (spoken.contains(protocol)) {
                return protocol;
            }
        }
        return null;
    }

    /** How many streams of {@code peer} are open at {@code handler}. */
    int streamsOf(PeerId peer, ProtocolHandler handler) {
        int open = 0;
        Neighbour neighbour = neighbours.get(peer);
        if (neighbour != null) {
            for (End end : neighbour.ends) {
                for (MemoryStream stream : end.streams()) {
                    open += stream.isOf(handler) ? 1 : 0;
                }
            }
        }
        return open;
    }

    Handlers handlers() {
        return handlers;
    }

    @Override
    public CompletionStage<Duration> ping(PeerId peer, Duration within) {
        Neighbour neighbour = neighbours.get(peer);
        if (neighbour == null) {
            return failed(Reason.NOT_CONNECTED, "There is no connection to " + peer + ".");
        }
        CompletableFuture<Duration> result = new CompletableFuture<>();
        Timers.Timer limit = failLater(result, within);
        result.whenComplete((time, failure) -> limit.cancel());
        neighbour.ends.get(0).ping(result);
        return result;
    }

    Timers.Timer failLater(CompletableFuture<?> result, Duration within) {
        return network.time()
                .schedule(
                        within,
                        () -> result.completeExceptionally(
                                new NetworkException(Reason.TIMED_OUT, "There was no answer within " + within + ".")));
    }

    @Override
    public List<Connection> connections() {
        List<Connection> all = new ArrayList<>(neighbours.size());
        for (Neighbour neighbour : neighbours.values()) {
            for (End end : neighbour.ends) {
                all.add(end.snapshot());
            }
        }
        return all;
    }

    @Override
    public List<PeerInfo> peers() {
        List<PeerInfo> all = new ArrayList<>(neighbours.size());
        for (Neighbour neighbour : neighbours.values()) {
            if (neighbour.info != null) {
                all.add(neighbour.info);
            }
        }
        return all;
    }

    @Override
    public void disconnect(PeerId peer, String why) {
        Neighbour neighbour = neighbours.get(peer);
        if (neighbour != null) {
            for (End end : List.copyOf(neighbour.ends)) {
                end.close(Reason.DISCONNECTED, why, "The peer closed the connection.");
            }
        }
    }

    @Override
    public CompletionStage<Void> close(Duration grace) {
        if (state == State.OPEN) {
            state = State.CLOSING;
            dials.close();
            for (End end : ends()) {
                end.goingAway = true;
                end.send(End.GO_AWAY, () -> end.far().goingAway = true);
            }
            network.time().schedule(grace, this::finishClosing);
            network.time().execute(this::streamEnded);
        }
        return closed;
    }

    /** While closing: ends when the last stream has. */
    void streamEnded() {
        if (state == State.CLOSING) {
            for (End end : ends()) {
                if (!end.streams().isEmpty()) {
                    return;
                }
            }
            network.time().execute(this::finishClosing);
        }
    }

    private void finishClosing() {
        if (state == State.CLOSING) {
            state = State.CLOSED;
            for (End end : ends()) {
                end.close(Reason.CLOSED, "This host is closed.", "The peer closed its host.");
            }
            network.time().execute(() -> closed.complete(null));
        }
    }

    /** As by kill -9: says no goodbye, but its machine lives on, so that peers and dials learn of it after one latency. */
    public void crash() {
        die();
        for (End end : ends()) {
            end.send(End.CLOSE, () -> end.far().shut(Reason.DISCONNECTED, "The connection was reset."));
            end.die();
        }
        neighbours.clear();
    }

    /** As by a power cut: nothing comes from it any more. Peers give up after 20 s; dials hang. */
    public void vanish() {
        die();
        network.gone(this, listening);
        for (End end : ends()) {
            End far = end.far();
            network.time()
                    .schedule(MemoryNetwork.deadAfter(), () -> far.shut(Reason.DISCONNECTED, "The peer is dead."));
            end.die();
        }
        neighbours.clear();
    }

    private void die() {
        state = State.DEAD;
        dials.forget();
    }

    List<End> ends() {
        List<End> all = new ArrayList<>(neighbours.size());
        for (Neighbour neighbour : neighbours.values()) {
            all.addAll(neighbour.ends);
        }
        return all;
    }

    void resume() {
        for (End end : ends()) {
            end.out.resume();
        }
    }

    /** Gives up connections that let nothing through, in either direction, and still do not then. */
    void breakStalledAfter(Duration delay) {
        for (End end : ends()) {
            if (isStalled(end)) {
                network.time().schedule(delay, () -> {
                    if (isStalled(end)) {
                        end.shut(Reason.DISCONNECTED, "The peer did not answer any more.");
                    }
                });
            }
        }
    }

    private static boolean isStalled(End end) {
        return end.out.isBlocked() || end.far().out.isBlocked();
    }

    static <T> CompletableFuture<T> failed(Reason reason, String message) {
        return CompletableFuture.failedFuture(new NetworkException(reason, message));
    }

    @Override
    public String toString() {
        return "host " + number;
    }
}
