package io.ggen.reputation;

import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.reputation.Outcome;
import io.ggen.p2p.api.reputation.OutcomeBook;
import io.ggen.p2p.api.reputation.ReputationPolicy;
import java.time.Clock;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@link FadingReputation} as the role {@code reputation}, ranked before others. */
@Component(property = {"ggen.role=reputation", "ggen.name=fading", "service.ranking:Integer=10"})
public final class FadingComponent implements ReputationPolicy {
    private final FadingReputation policy;

    /** A policy over the book of this home. */
    @Activate
    public FadingComponent(@Reference OutcomeBook book) {
        policy = new FadingReputation(book, Clock.systemUTC());
    }

    @Override
    public double score(PeerId peer) {
        return policy.score(peer);
    }

    @Override
    public void record(PeerId peer, Outcome outcome) {
        policy.record(peer, outcome);
    }

    @Override
    public String explain(PeerId peer) {
        return policy.explain(peer);
    }
}
