package io.ggen.libp2p;

/** We dial js-libp2p, over noise. */
final class NoiseDialsJsTest extends JsInteropTest {
    NoiseDialsJsTest() {
        super("noise", false);
    }
}
