package io.ggen.itests.broken;

import io.ggen.api.lockfile.Lock;
import io.ggen.api.lockfile.Lockfile;

/** Writes locks that nobody can read. */
public final class SilentLockfile implements Lockfile {
    @Override
    public Lock read(byte[] text, String label) {
        throw new UnsupportedOperationException("not read");
    }

    @Override
    public byte[] write(Lock lock) {
        return new byte[0];
    }
}
