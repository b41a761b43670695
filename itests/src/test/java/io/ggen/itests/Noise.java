package io.ggen.itests;

import java.util.SplittableRandom;

/** Contents that compress badly and can be told from one another. */
final class Noise {
    private Noise() {}

    /** {@code size} bytes that are always the same for {@code name}. */
    static byte[] of(String name, int size) {
        byte[] bytes = new byte[size];
        new SplittableRandom(name.hashCode()).nextBytes(bytes);
        return bytes;
    }
}
