package io.ggen.itests.broken;

import io.ggen.api.resolver.KnownReleases;
import io.ggen.api.resolver.Question;
import io.ggen.api.resolver.Resolution;
import io.ggen.api.resolver.Resolver;

/** Does not come up before the system property {@code ggen.test.unblock} is there. */
public final class BlockedResolver implements Resolver {
    /** As components are made. */
    public BlockedResolver() throws InterruptedException {
        while (System.getProperty("ggen.test.unblock") == null) {
            Thread.sleep(20);
        }
    }

    @Override
    public Resolution resolve(Question question, KnownReleases known) {
        return new Resolution.Undecided("this part came up late.");
    }
}
