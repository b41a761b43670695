package io.ggen.itests.broken;

import io.ggen.api.resolver.KnownReleases;
import io.ggen.api.resolver.Question;
import io.ggen.api.resolver.Resolution;
import io.ggen.api.resolver.Resolver;

/** Throws in its constructor. */
public final class ThrowingResolver implements Resolver {
    /** As components are made. */
    public ThrowingResolver() {
        throw new IllegalStateException("this part is broken");
    }

    @Override
    public Resolution resolve(Question question, KnownReleases known) {
        throw new AssertionError("never made");
    }
}
