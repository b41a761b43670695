package io.ggen.installer;

import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import io.ggen.api.resolver.Question;
import io.ggen.api.resolver.Resolution;
import io.ggen.installer.plan.Planner;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Refuses whatever would change a lock that is frozen. */
final class Frozen {
    static final String NO_LOCK = "there is none";

    private final Run run;
    private final Planner planner;
    private final Question question;
    private final String thawed;

    /**
     * Refuses for {@code run}.
     *
     * @param question what the resolver would be asked
     * @param thawed the command that would change the lock
     */
    Frozen(Run run, Planner planner, Question question, String thawed) {
        this.run = run;
        this.thawed = thawed;
        this.planner = planner;
        this.question = question;
    }

    /** Nothing if {@code drift} is null; else fails, with what the resolver says about it. */
    void refuseDrift(Base base, @Nullable String drift) throws InterruptedException {
        if (drift != null) {
            String message =
                    "The lock would have to change (" + drift + ") and --frozen forbids that; " + run.state() + ".";
            List<String> why = drift.equals(NO_LOCK) || base.wanted().packages().isEmpty() ? List.of() : explanation();
            throw new Refusal(message, why, List.of(thawed)).asException();
        }
    }

    private List<String> explanation() throws InterruptedException {
        try {
            return planner.ask(question) instanceof Resolution.Unsatisfiable no ? no.explanation() : List.of();
        } catch (ProblemException e) {
            if (e.problem().kind() == Problem.Kind.CANCELLED) {
                throw e;
            }
            return List.of(); // the sentence says what is the matter; registries that fail are not
        }
    }

    private record Refusal(String message, List<String> explanation, List<String> next) implements Problem {}
}
