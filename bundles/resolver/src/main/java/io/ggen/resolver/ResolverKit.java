package io.ggen.resolver;

import io.ggen.api.embedding.Kit;
import io.ggen.api.embedding.Workbench;

/** The resolver of a host without a framework, with the settings of its home. */
public final class ResolverKit implements Kit {
    @Override
    public void fill(Workbench bench) {
        Object steps = bench.settings(PubGrubResolver.PID).get("steps");
        bench.fill(
                "pubgrub",
                10,
                new PubGrubResolver(
                        steps instanceof Number number ? number.longValue() : PubGrubResolver.DEFAULT_STEPS));
    }
}
