package io.ggen.libp2p;

import io.ggen.libp2p.tls.TlsHandshake;

/** The contract of transports, over TLS. */
final class TlsTransportTest extends TcpTransportTest {
    TlsTransportTest() {
        super(TlsHandshake.PROTOCOL);
    }
}
