package io.ggen.reputation.ratio;

import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.reputation.Outcome;
import io.ggen.p2p.api.reputation.OutcomeBook;
import io.ggen.p2p.api.reputation.Outcomes;
import io.ggen.p2p.api.reputation.ReputationPolicy;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Successes among all attempts, however old; 0.5 for a peer never asked. Nought means banned, so one that only failed, and never
 * forged, gets a little more.
 */
@Component(property = {"ggen.role=reputation", "ggen.name=ratio"})
public final class RatioReputation implements ReputationPolicy {
    private static final double LEAST = 0.01;

    private final OutcomeBook book;

    /** A policy over what {@code book} remembers. */
    @Activate
    public RatioReputation(@Reference OutcomeBook book) {
        this.book = book;
    }

    @Override
    public double score(PeerId peer) {
        return score(book.of(peer));
    }

    private static double score(Outcomes outcomes) {
        long all = all(outcomes);
        double ratio = all == 0 ? 0.5 : (double) outcomes.served() / all;
        return outcomes.forged() > 0 ? ratio : Math.max(LEAST, ratio);
    }

    private static long all(Outcomes outcomes) {
        return outcomes.served() + outcomes.failed() + outcomes.forged();
    }

    @Override
    public void record(PeerId peer, Outcome outcome) {
        book.note(peer, outcome);
    }

    @Override
    public String explain(PeerId peer) {
        Outcomes outcomes = book.of(peer);
        if (all(outcomes) == 0) {
            return "nothing is known of it";
        }
        return "served " + outcomes.served() + " of " + all(outcomes) + " times";
    }
}
