package io.ggen.installer.supply;

import io.ggen.api.Digest;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** The digests of bytes as they go by, and what they must be. */
record Digests(MessageDigest sha256, @Nullable MessageDigest md5, Expected expected) {
    void update(byte[] bytes, int offset, int length) {
        sha256.update(bytes, offset, length);
        if (md5 != null) {
            md5.update(bytes, offset, length);
        }
    }

    /** Throws if what went by is not what was expected. */
    void check() throws Mismatch {
        Digest found = Digest.of(Digest.Algorithm.SHA256, sha256);
        if (!found.equals(expected.archive().digest())) {
            throw new Mismatch(
                    "the digest " + found, expected.archive().digest().toString());
        }
        if (md5 != null && expected.md5() != null) {
            Digest old = Digest.of(Digest.Algorithm.MD5, md5);
            if (!old.equals(expected.md5())) {
                throw new Mismatch("the digest " + old, expected.md5() + " (from the lock)");
            }
        }
    }
}
