package io.ggen.itests.broken;

import io.ggen.api.resolver.KnownReleases;
import io.ggen.api.resolver.Plan;
import io.ggen.api.resolver.Question;
import io.ggen.api.resolver.Resolution;
import io.ggen.api.resolver.Resolver;
import java.util.List;

/** Says that nothing at all is what was asked for. */
public final class NonsenseResolver implements Resolver {
    @Override
    public Resolution resolve(Question question, KnownReleases known) {
        return new Resolution.Solved(new Plan(List.of()));
    }
}
