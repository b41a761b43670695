package io.ggen.itests.broken;

import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.reputation.Outcome;
import io.ggen.p2p.api.reputation.ReputationPolicy;

/** Scores that are none, and no memory. */
public final class MadReputation implements ReputationPolicy {
    @Override
    public double score(PeerId peer) {
        return Double.NaN;
    }

    @Override
    public void record(PeerId peer, Outcome outcome) {
        throw new UnsupportedOperationException("no memory");
    }

    @Override
    public String explain(PeerId peer) {
        throw new UnsupportedOperationException("no reason");
    }
}
