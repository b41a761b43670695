package io.ggen.libp2p.ws;

/** We dial js-libp2p, over Noise and WebSocket. */
final class NoiseOverWebSocketDialsJsTest extends WsInteropTest {
    NoiseOverWebSocketDialsJsTest() {
        super("noise", false);
    }
}
