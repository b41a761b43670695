package io.ggen.fetch;

import io.ggen.api.ProblemException;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.Timers;
import io.ggen.p2p.api.reputation.Outcome;
import io.ggen.p2p.api.reputation.ReputationPolicy;
import io.ggen.roles.Roles;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** What the reputation policy in use thinks of peers; without one, everybody is unknown. A swap may block, so never on the lane. */
final class Standing {
    static final double UNKNOWN = 0.5;

    private final Roles roles;
    private final Timers lane;
    private final Executor slow;

    Standing(Roles roles, Timers lane, Executor slow) {
        this.roles = roles;
        this.lane = lane;
        this.slow = slow;
    }

    /** The score of {@code peer}; completes on the lane. */
    CompletionStage<Double> score(PeerId peer) {
        CompletableFuture<Double> result = new CompletableFuture<>();
        slow.execute(() -> {
            double score = ask(policy -> policy.score(peer)).orElse(UNKNOWN);
            lane.execute(() -> result.complete(Double.isNaN(score) ? UNKNOWN : score));
        });
        return result;
    }

    void record(PeerId peer, Outcome outcome) {
        slow.execute(() -> ask(policy -> {
            policy.record(peer, outcome);
            return outcome;
        }));
    }

    private <T> Optional<T> ask(Roles.Step<ReputationPolicy, T, RuntimeException> question) {
        try {
            return Optional.of(roles.<ReputationPolicy, T, RuntimeException>call(ReputationPolicy.class, question));
        } catch (ProblemException e) {
            return Optional.empty();
        } catch (RuntimeException | LinkageError e) {
            System.getLogger(Standing.class.getName())
                    .log(System.Logger.Level.DEBUG, "The reputation policy failed.", e);
            return Optional.empty();
        }
    }
}
