package io.ggen.trust;

import io.ggen.api.embedding.Kit;
import io.ggen.api.embedding.Workbench;
import io.ggen.api.trust.Trust;

/** Whom the user of a host without a framework trusts. */
public final class TrustKit implements Kit {
    @Override
    public void offer(Workbench bench) {
        bench.offer(Trust.class, () -> new HomeTrust(bench.home()));
    }
}
