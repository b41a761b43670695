package io.ggen.api.identity;

import io.ggen.api.Digest;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Remembers which signed bytes this home has verified, so that the same bytes need not be verified again. It speaks of
 * signatures alone: what the bytes say, of whom and when, is for others to check every time.
 *
 * <p>Disposable: it may forget anything at any time. Usable by many threads; never throws, and may read or write a file.
 */
@ProviderType
public interface SignatureMemo {
    /** Remembers nothing. */
    SignatureMemo NONE = new SignatureMemo() {
        @Override
        public boolean isKnown(Digest envelope) {
            return false;
        }

        @Override
        public void remember(Digest envelope) {
            // nothing
        }
    };

    /** Whether a signed envelope with this SHA-256, signature and key included, was verified before and found good. */
    boolean isKnown(Digest envelope);

    /** Notes the SHA-256 of a whole envelope whose signature was verified and is good. */
    void remember(Digest envelope);
}
