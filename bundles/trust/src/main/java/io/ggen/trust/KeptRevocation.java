package io.ggen.trust;

import io.ggen.api.trust.Revocation;
import org.jspecify.annotations.Nullable;

/** A revocation record as its file holds it. What it says is not believed before its signature was checked here and now. */
final class KeptRevocation {
    private final byte[] envelope;
    private volatile @Nullable Revocation verified;

    KeptRevocation(byte[] envelope) {
        this.envelope = envelope.clone();
    }

    byte[] envelope() {
        return envelope.clone();
    }

    /** What it says, checked once. */
    Revocation open(RevocationOpener opener) throws NotARevocation {
        Revocation known = verified;
        if (known == null) {
            known = opener.open(envelope);
            verified = known;
        }
        return known;
    }
}
