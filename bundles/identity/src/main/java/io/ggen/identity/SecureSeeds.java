package io.ggen.identity;

import io.ggen.api.identity.PublicKey;
import java.security.SecureRandom;

/** Seeds of the JDK's generator, which is loaded when the first one is asked for. */
final class SecureSeeds implements Seeds {
    @Override
    public byte[] next() {
        byte[] seed = new byte[PublicKey.LENGTH];
        new SecureRandom().nextBytes(seed);
        return seed;
    }
}
