package io.ggen.libp2p;

/** We dial js-libp2p, over tls. */
final class TlsDialsJsTest extends JsInteropTest {
    TlsDialsJsTest() {
        super("tls", false);
    }
}
