package io.ggen.libp2p;

import io.ggen.libp2p.noise.NoiseHandshake;

/** The contract of transports, over Noise. */
final class NoiseTransportTest extends TcpTransportTest {
    NoiseTransportTest() {
        super(NoiseHandshake.PROTOCOL);
    }
}
