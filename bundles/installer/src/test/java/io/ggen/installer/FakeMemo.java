package io.ggen.installer;

import io.ggen.api.Digest;
import io.ggen.api.identity.SignatureMemo;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A memo in memory; counts what it knew. */
final class FakeMemo implements SignatureMemo {
    final Set<Digest> known = ConcurrentHashMap.newKeySet();
    final AtomicInteger hits = new AtomicInteger();

    @Override
    public boolean isKnown(Digest envelope) {
        boolean isKnown = known.contains(envelope);
        if (isKnown) {
            hits.incrementAndGet();
        }
        return isKnown;
    }

    @Override
    public void remember(Digest envelope) {
        known.add(envelope);
    }
}
