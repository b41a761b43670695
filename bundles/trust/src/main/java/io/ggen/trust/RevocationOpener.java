package io.ggen.trust;

import io.ggen.api.trust.Revocation;

/** Checks signed revocation records. */
@FunctionalInterface
interface RevocationOpener {
    /** What {@code envelope} says, if its form and its signature are right. */
    Revocation open(byte[] envelope) throws NotARevocation;
}
