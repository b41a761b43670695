package io.ggen.fetch;

import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.reputation.Outcome;
import io.ggen.p2p.api.reputation.ReputationPolicy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Scores as set, and what was recorded. */
final class FakePolicy implements ReputationPolicy {
    final Map<PeerId, Double> scores = new HashMap<>();
    private final Map<PeerId, List<Outcome>> outcomes = new HashMap<>();

    @Override
    public double score(PeerId peer) {
        return scores.getOrDefault(peer, 0.5);
    }

    @Override
    public void record(PeerId peer, Outcome outcome) {
        outcomes.computeIfAbsent(peer, key -> new ArrayList<>()).add(outcome);
    }

    @Override
    public String explain(PeerId peer) {
        return "as it was set";
    }

    List<Outcome> of(PeerId peer) {
        return outcomes.getOrDefault(peer, List.of());
    }
}
