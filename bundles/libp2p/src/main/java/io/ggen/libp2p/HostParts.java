package io.ggen.libp2p;

import io.ggen.libp2p.noise.NoiseKeys;
import io.ggen.libp2p.tls.TlsKeys;
import io.ggen.libp2p.yamux.Budget;
import io.ggen.p2p.api.PeerId;
import java.net.InetSocketAddress;
import java.util.List;

/** What connections and handshakes need of their host. */
interface HostParts {
    PeerId id();

    Limits limits();

    NoiseKeys noise();

    TlsKeys tls();

    /** The protocols of {@link io.ggen.libp2p.noise.NoiseHandshake} and {@link io.ggen.libp2p.tls.TlsHandshake}, best first. */
    List<String> securities();

    /** Bytes of all connections that wait to be read. */
    Budget budget();

    Handlers handlers();

    /** Whether another connection with the same peer is to be kept rather than this one. */
    boolean isDuplicate(PeerConnection connection);

    /** The connection has ended. */
    void gone(PeerConnection connection, String why);

    /** Whoever dialled from {@code address} did not become a peer; any thread. */
    void turnedAway(InetSocketAddress address, String why);

    /** Whether the host is being closed. */
    boolean closing();
}
