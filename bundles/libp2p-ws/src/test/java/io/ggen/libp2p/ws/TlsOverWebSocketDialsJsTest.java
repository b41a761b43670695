package io.ggen.libp2p.ws;

/** We dial js-libp2p, over TLS and WebSocket. */
final class TlsOverWebSocketDialsJsTest extends WsInteropTest {
    TlsOverWebSocketDialsJsTest() {
        super("tls", false);
    }
}
