package io.ggen.libp2p.ws;

import io.ggen.libp2p.tls.TlsHandshake;

/** The contract of transports, over TLS and WebSocket. */
final class TlsOverWebSocketTest extends WsTransportTest {
    TlsOverWebSocketTest() {
        super(TlsHandshake.PROTOCOL, WsHosts.ONLY_WEB);
    }
}
