package io.ggen.resolver.backtracking;

import io.ggen.api.resolver.KnownReleases;
import io.ggen.api.resolver.Question;
import io.ggen.api.resolver.Resolution;
import io.ggen.api.resolver.Resolver;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Finds the preferred solution by {@link Search}, puts it in order, and refuses circles unless they are allowed. */
@Component(
        configurationPid = BacktrackingResolver.PID,
        property = {"ggen.role=resolver", "ggen.name=backtracking"})
@Designate(ocd = BacktrackingResolver.Settings.class)
public final class BacktrackingResolver implements Resolver {
    static final String PID = "io.ggen.resolver.backtracking";
    static final long DEFAULT_STEPS = 1_000_000;

    private final long steps;

    /** The settings of {@code etc/io.ggen.resolver.backtracking.json}. */
    @ObjectClassDefinition(name = "ggen backtracking resolver")
    public @interface Settings {
        /** How many releases to try, in all, before giving up. */
        @AttributeDefinition(description = "How many releases to try, in all, before giving up")
        long steps() default DEFAULT_STEPS;
    }

    /** A resolver as configured. */
    @Activate
    public BacktrackingResolver(Settings settings) {
        this(settings.steps());
    }

    /** A resolver that gives up, undecided, after trying {@code steps} releases. */
    public BacktrackingResolver(long steps) {
        this.steps = steps;
    }

    @Override
    public Resolution resolve(Question question, KnownReleases known) throws InterruptedException {
        Search search = new Search(question, known, steps);
        Search.End end = search.run();
        Explanation explanation = new Explanation(question);
        if (end instanceof Search.Failed failed) {
            return explanation.of(failed);
        }
        if (end instanceof Search.GivenUp) {
            return new Resolution.Undecided(
                    "No answer was found in " + steps + " steps; nothing was changed; narrow the"
                            + " ranges asked for, or raise 'steps' in etc/" + PID + ".json.");
        }
        PlanOrder order = new PlanOrder(question, ((Search.Found) end).chosen());
        if (!question.options().allowCycles()) {
            var circle = order.circle();
            if (!circle.isEmpty()) {
                return explanation.ofCircle(circle);
            }
        }
        return new Resolution.Solved(order.plan());
    }
}
