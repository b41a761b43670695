package io.ggen.libp2p.ws;

import io.ggen.libp2p.noise.NoiseHandshake;

/** The contract of transports, over TCP, on a port that takes WebSocket too. */
final class BesideWebSocketTest extends WsTransportTest {
    BesideWebSocketTest() {
        super(NoiseHandshake.PROTOCOL, WsHosts.BOTH);
    }
}
