package io.ggen.lockfile;

import io.ggen.api.embedding.Kit;
import io.ggen.api.embedding.Workbench;

/** The lock files of a host without a framework. */
public final class LockfileKit implements Kit {
    @Override
    public void fill(Workbench bench) {
        bench.fill("json", 0, new JsonLockfile());
    }
}
