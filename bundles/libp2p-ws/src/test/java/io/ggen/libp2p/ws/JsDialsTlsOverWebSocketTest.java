package io.ggen.libp2p.ws;

/** js-libp2p dials us, over TLS and WebSocket. */
final class JsDialsTlsOverWebSocketTest extends WsInteropTest {
    JsDialsTlsOverWebSocketTest() {
        super("tls", true);
    }
}
