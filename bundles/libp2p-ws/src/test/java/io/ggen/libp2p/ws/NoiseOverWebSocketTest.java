package io.ggen.libp2p.ws;

import io.ggen.libp2p.noise.NoiseHandshake;

/** The contract of transports, over Noise and WebSocket. */
final class NoiseOverWebSocketTest extends WsTransportTest {
    NoiseOverWebSocketTest() {
        super(NoiseHandshake.PROTOCOL, WsHosts.ONLY_WEB);
    }
}
