package io.ggen.installer.supply;

import java.io.IOException;

/** Bytes that are not the ones that were promised. */
final class Mismatch extends IOException {
    private static final long serialVersionUID = 1;

    /** What there is, as half a sentence: "12 bytes", "the digest …". */
    final String found;

    /** What there should be, likewise. */
    final String expected;

    Mismatch(String found, String expected) {
        super(found + " instead of " + expected);
        this.found = found;
        this.expected = expected;
    }
}
