package io.ggen.node;

import io.ggen.p2p.api.Connection;
import io.ggen.p2p.api.Host;
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
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The host of one run of the node, whichever transport has it at the moment. */
final class LastingHost implements Host {
    private final PeerId id;
    private final Supplier<CompletionStage<Void>> stop;
    private final Guests guests = new Guests();
    private volatile @Nullable Host current;

    LastingHost(PeerId id, Supplier<CompletionStage<Void>> stop) {
        this.id = id;
        this.stop = stop;
    }

    /** From now on {@code next} does the work; guests are where they were. */
    void actsAs(@Nullable Host next) {
        current = next;
    }

    /** All handlers and listeners go there. */
    void guestsMoveTo(@Nullable Host next) {
        guests.moveTo(next);
    }

    @Override
    public PeerId id() {
        return id;
    }

    @Override
    public List<Multiaddr> addresses() {
        Host host = current;
        return host == null ? List.of() : host.addresses();
    }

    @Override
    public Registration handle(ProtocolHandler handler) {
        return guests.add(host -> host.handle(handler));
    }

    @Override
    public Registration listen(PeerListener listener) {
        return guests.add(host -> host.listen(listener));
    }

    @Override
    public CompletionStage<Connection> connect(PeerId peer, List<Multiaddr> addresses, Duration within) {
        return ask(host -> host.connect(peer, addresses, within));
    }

    @Override
    public CompletionStage<Stream> open(PeerId peer, List<ProtocolId> protocols, Duration within) {
        return ask(host -> host.open(peer, protocols, within));
    }

    @Override
    public CompletionStage<Duration> ping(PeerId peer, Duration within) {
        return ask(host -> host.ping(peer, within));
    }

    private <T> CompletionStage<T> ask(Function<Host, CompletionStage<T>> question) {
        Host host = current;
        return host == null
                ? CompletableFuture.failedFuture(
                        new NetworkException(Reason.CLOSED, "This host has no transport at the moment."))
                : question.apply(host);
    }

    @Override
    public List<Connection> connections() {
        Host host = current;
        return host == null ? List.of() : host.connections();
    }

    @Override
    public List<PeerInfo> peers() {
        Host host = current;
        return host == null ? List.of() : host.peers();
    }

    @Override
    public void disconnect(PeerId peer, String why) {
        Host host = current;
        if (host != null) {
            host.disconnect(peer, why);
        }
    }

    @Override
    public CompletionStage<Void> close(Duration grace) {
        return stop.get();
    }
}
