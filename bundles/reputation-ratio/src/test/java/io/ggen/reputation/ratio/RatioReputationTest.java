package io.ggen.reputation.ratio;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.reputation.Outcome;
import io.ggen.p2p.api.reputation.OutcomeBook;
import io.ggen.p2p.api.reputation.Outcomes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RatioReputationTest {
    private static final PeerId PEER = PeerId.fromBytes(id());

    private Outcomes outcomes = Outcomes.NONE;
    private final List<Outcome> noted = new ArrayList<>();
    private final RatioReputation policy = new RatioReputation(new OutcomeBook() {
        @Override
        public Outcomes of(PeerId peer) {
            return outcomes;
        }

        @Override
        public void note(PeerId peer, Outcome outcome) {
            noted.add(outcome);
        }
    });

    private static byte[] id() {
        byte[] id = new byte[34];
        id[0] = 0x12;
        id[1] = 0x20;
        return id;
    }

    private void outcomes(long served, long failed, long forged) {
        outcomes = new Outcomes(served, failed, forged, Optional.empty(), List.of());
    }

    @Test
    void aStrangerIsInTheMiddle() {
        assertThat(policy.score(PEER)).isEqualTo(0.5);
        assertThat(policy.explain(PEER)).isEqualTo("nothing is known of it");
    }

    @Test
    void theScoreIsSuccessesAmongAllAttempts() {
        outcomes(3, 1, 0);
        assertThat(policy.score(PEER)).isEqualTo(0.75);
        outcomes(3, 1, 2);
        assertThat(policy.score(PEER)).isEqualTo(0.5);
        assertThat(policy.explain(PEER)).isEqualTo("served 3 of 6 times");
        outcomes(0, 4, 0);
        assertThat(policy.score(PEER)).isEqualTo(0.01);
        outcomes(0, 4, 1);
        assertThat(policy.score(PEER)).isZero();
        outcomes(4, 0, 0);
        assertThat(policy.score(PEER)).isEqualTo(1);
    }

    @Test
    void outcomesGoIntoTheBookThatPoliciesShare() {
        policy.record(PEER, Outcome.FORGED);
        assertThat(noted).containsExactly(Outcome.FORGED);
    }
}
