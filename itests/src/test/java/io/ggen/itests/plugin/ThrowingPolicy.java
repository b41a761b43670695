package io.ggen.itests.plugin;

import io.ggen.api.resolver.KnownReleases;
import io.ggen.api.resolver.Question;
import io.ggen.api.resolver.Resolution;
import io.ggen.api.resolver.Resolver;

/** A resolver that cannot be made. */
public final class ThrowingPolicy implements Resolver {
    public ThrowingPolicy() {
        throw new IllegalArgumentException("no rules");
    }

    @Override
    public Resolution resolve(Question question, KnownReleases releases) {
        throw new AssertionError("it was never made");
    }
}
