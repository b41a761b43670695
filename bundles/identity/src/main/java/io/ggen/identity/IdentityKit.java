package io.ggen.identity;

import io.ggen.api.embedding.Kit;
import io.ggen.api.embedding.Workbench;
import io.ggen.api.identity.Identity;
import io.ggen.api.identity.SignatureMemo;

/** The keys of a host without a framework, and what it remembers of signatures. */
public final class IdentityKit implements Kit {
    @Override
    public void offer(Workbench bench) {
        bench.offer(Identity.class, () -> new HomeIdentity(bench.home()));
        bench.offer(SignatureMemo.class, () -> {
            HomeSignatureMemo memo = new HomeSignatureMemo(bench.home());
            bench.atEnd(memo::close);
            return memo;
        });
    }
}
