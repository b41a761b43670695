package io.ggen.libp2p;

/** js-libp2p dials us, over tls. */
final class JsDialsTlsTest extends JsInteropTest {
    JsDialsTlsTest() {
        super("tls", true);
    }
}
