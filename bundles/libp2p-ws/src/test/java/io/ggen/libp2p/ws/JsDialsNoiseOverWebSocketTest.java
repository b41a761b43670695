package io.ggen.libp2p.ws;

/** js-libp2p dials us, over Noise and WebSocket. */
final class JsDialsNoiseOverWebSocketTest extends WsInteropTest {
    JsDialsNoiseOverWebSocketTest() {
        super("noise", true);
    }
}
