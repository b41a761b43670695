package io.ggen.node;

import io.ggen.p2p.api.Connection;
import io.ggen.p2p.api.Host;
import io.ggen.p2p.api.Multiaddr;
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

/** A host that never closes, and takes no guests. */
record Stubborn(Host real) implements Host {
    @Override
    public PeerId id() {
        return real.id();
    }

    @Override
    public List<Multiaddr> addresses() {
        return List.of();
    }

    @Override
    public Registration handle(ProtocolHandler handler) {
        throw new IllegalStateException("no guests");
    }

    @Override
    public Registration listen(PeerListener listener) {
        return real.listen(listener);
    }

    @Override
    public CompletionStage<Connection> connect(PeerId peer, List<Multiaddr> addresses, Duration within) {
        throw new IllegalStateException("no connections");
    }

    @Override
    public CompletionStage<Stream> open(PeerId peer, List<ProtocolId> protocols, Duration within) {
        return real.open(peer, protocols, within);
    }

    @Override
    public CompletionStage<Duration> ping(PeerId peer, Duration within) {
        return real.ping(peer, within);
    }

    @Override
    public List<Connection> connections() {
        return List.of();
    }

    @Override
    public List<PeerInfo> peers() {
        return List.of();
    }

    @Override
    public void disconnect(PeerId peer, String why) {}

    @Override
    public CompletionStage<Void> close(Duration grace) {
        real.close(Duration.ZERO);
        return new CompletableFuture<>();
    }
}
