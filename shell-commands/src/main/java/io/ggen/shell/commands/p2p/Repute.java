package io.ggen.shell.commands.p2p;

import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import io.ggen.api.Texts;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.reputation.ReputationPolicy;
import io.ggen.roles.Lease;
import io.ggen.shell.commands.task.Call;
import java.util.Optional;

/** What the policy in office thinks of a peer: from 0 to 1, and why in one line. */
record Repute(double score, String why) {
    private static final int LONGEST_VALUE = 40;

    /** Of {@code peer}; empty if no policy is installed. */
    static Optional<Repute> of(PeerId peer, Call call) {
        try (Lease<ReputationPolicy> policy = call.services().roles().lease(ReputationPolicy.class)) {
            return Optional.of(new Repute(policy.get().score(peer), policy.get().explain(peer)));
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }

    /** Fails, with the reason, if no policy is installed. */
    static void mustBeThere(Call call) {
        call.services().roles().lease(ReputationPolicy.class).close();
    }

    /** The least reputation that a user asked for. */
    static double parse(String option, String value) {
        try {
            double least = Double.parseDouble(value);
            if (least >= 0 && least <= 1) {
                return least;
            }
        } catch (NumberFormatException e) {
            // told below, as for a number that is out of range
        }
        throw Problem.usage(option + " must be a number from 0 to 1, not '" + Texts.shown(value, LONGEST_VALUE)
                        + "'; nothing was done")
                .asException();
    }

    String shown() {
        return String.format(java.util.Locale.ROOT, "%.2f", score);
    }
}
