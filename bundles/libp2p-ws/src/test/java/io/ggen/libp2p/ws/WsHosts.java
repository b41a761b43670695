package io.ggen.libp2p.ws;

import io.ggen.libp2p.Limits;
import io.ggen.libp2p.TcpTransport;
import io.ggen.libp2p.TestHosts;
import io.ggen.p2p.api.Host;
import io.ggen.p2p.api.HostSettings;
import io.ggen.p2p.api.Multiaddr;
import io.ggen.p2p.memory.kit.TestSigner;
import java.util.List;

/** Hosts of this transport on the loopback address. */
final class WsHosts {
    static final String ONLY_WEB = "/ip4/127.0.0.1/tcp/0/ws";
    static final String BOTH = "/ip4/127.0.0.1/tcp/0";

    private WsHosts() {}

    /** A host with the key of {@code number} that listens on {@code address}. */
    static Host open(long number, Limits limits, String address, String... securities) {
        List<String> secured = securities.length == 0 ? TcpTransport.BOTH : List.of(securities);
        HostSettings settings = HostSettings.listeningOn("test", Multiaddr.parse(address));
        return TestHosts.await(new WsTransport(limits, secured).open(TestSigner.of(number), settings));
    }
}
