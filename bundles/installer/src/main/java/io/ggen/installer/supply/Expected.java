package io.ggen.installer.supply;

import io.ggen.api.Archive;
import io.ggen.api.Digest;
import org.jspecify.annotations.Nullable;

/** What the bytes of an archive must add up to; {@code md5} is null where no old lock speaks of it. */
record Expected(Archive archive, @Nullable Digest md5) {
    /** A computation for each digest that counts. */
    Digests start() {
        return new Digests(Digest.Algorithm.SHA256.start(), md5 == null ? null : Digest.Algorithm.MD5.start(), this);
    }
}
