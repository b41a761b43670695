package io.ggen.resolver.backtracking;

import io.ggen.api.embedding.Kit;
import io.ggen.api.embedding.Workbench;

/** The alternative resolver of a host without a framework, with the settings of its home. */
public final class BacktrackingKit implements Kit {
    @Override
    public void fill(Workbench bench) {
        Object steps = bench.settings(BacktrackingResolver.PID).get("steps");
        bench.fill(
                "backtracking",
                0,
                new BacktrackingResolver(
                        steps instanceof Number number ? number.longValue() : BacktrackingResolver.DEFAULT_STEPS));
    }
}
