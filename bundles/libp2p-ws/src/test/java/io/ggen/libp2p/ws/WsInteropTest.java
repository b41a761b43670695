package io.ggen.libp2p.ws;

import io.ggen.libp2p.JsInteropTest;
import io.ggen.libp2p.TestHosts;
import io.ggen.p2p.api.Host;

/** Talks with js-libp2p over WebSocket: subclasses say how connections are secured and who dials. */
abstract class WsInteropTest extends JsInteropTest {
    WsInteropTest(String security, boolean jsDials) {
        super(security, jsDials);
    }

    @Override
    protected String carrier() {
        return "ws";
    }

    @Override
    protected Host open(String protocol) {
        return WsHosts.open(1, TestHosts.LIMITS, WsHosts.ONLY_WEB, protocol);
    }
}
