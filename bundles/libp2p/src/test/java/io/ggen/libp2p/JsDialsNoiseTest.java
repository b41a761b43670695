package io.ggen.libp2p;

/** js-libp2p dials us, over noise. */
final class JsDialsNoiseTest extends JsInteropTest {
    JsDialsNoiseTest() {
        super("noise", true);
    }
}
