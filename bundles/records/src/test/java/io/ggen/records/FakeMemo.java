package io.ggen.records;

import io.ggen.api.Digest;
import io.ggen.api.identity.SignatureMemo;
import java.util.HashSet;
import java.util.Set;

/** A memo that tests look into. */
final class FakeMemo implements SignatureMemo {
    final Set<Digest> known = new HashSet<>();

    @Override
    public boolean isKnown(Digest envelope) {
        return known.contains(envelope);
    }

    @Override
    public void remember(Digest envelope) {
        known.add(envelope);
    }
}
