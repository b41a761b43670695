package io.ggen.resolver;

import io.ggen.api.Release;
import io.ggen.api.resolver.KnownReleases;
import io.ggen.api.resolver.Question;
import io.ggen.api.resolver.Resolution;
import io.ggen.api.resolver.Resolver;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Resolves by {@link Search}, puts the solution in order and refuses circles, or tells why there is no solution. */
@Component(
        configurationPid = PubGrubResolver.PID,
        property = {"ggen.role=resolver", "ggen.name=pubgrub", "service.ranking:Integer=10"})
@Designate(ocd = PubGrubResolver.Settings.class)
public final class PubGrubResolver implements Resolver {
    static final String PID = "io.ggen.resolver";
    static final long DEFAULT_STEPS = 5_000_000;

    private static final long STEPS_OF_SUGGESTIONS = 100_000;

    private final long steps;

    /** The settings of {@code etc/io.ggen.resolver.json}. */
    @ObjectClassDefinition(name = "ggen resolver")
    public @interface Settings {
        /** How many steps a search may take before it is given up. */
        @AttributeDefinition(description = "How many steps a search may take before it is given up")
        long steps() default DEFAULT_STEPS;
    }

    /** A resolver as configured. */
    @Activate
    public PubGrubResolver(Settings settings) {
        this(settings.steps());
    }

    /** A resolver that gives up, undecided, after {@code steps} steps. */
    public PubGrubResolver(long steps) {
        this.steps = steps;
    }

    @Override
    public Resolution resolve(Question question, KnownReleases known) throws InterruptedException {
        Answers answers = new Answers(known);
        Pool pool = new Pool(question, answers, false);
        Search.End end = new Search(question, pool, new Budget(steps)).run();
        if (!(end instanceof Search.Failed failed)) {
            return end instanceof Search.Found found ? ordered(question, found.chosen()) : givenUp();
        }
        Proof proof = new Proof(failed.proof(), pool);
        Refusal refusal = new Refusal(proof, pool);
        Resolution.Undecided silence = refusal.silence();
        if (silence != null) {
            // there may be another reason, for which no registry has to be waited for
            pool = new Pool(question, answers, true);
            end = new Search(question, pool, new Budget(steps)).run();
            if (!(end instanceof Search.Failed certain)) {
                return silence;
            }
            proof = new Proof(certain.proof(), pool);
            refusal = new Refusal(proof, pool);
        }
        Budget rest = new Budget(Math.min(steps, STEPS_OF_SUGGESTIONS));
        List<String> next = new Suggestions(question, proof, other -> again(other, answers, rest)).next();
        return refusal.with(next);
    }

    private Resolution again(Question question, Answers answers, Budget budget) throws InterruptedException {
        Pool pool = new Pool(question, answers, false);
        Search.End end = new Search(question, pool, budget).run();
        return end instanceof Search.Found found ? ordered(question, found.chosen()) : givenUp();
    }

    private static Resolution ordered(Question question, List<Release> chosen) {
        InstallOrder order = new InstallOrder(question, chosen);
        if (!question.options().allowCycles()) {
            List<Release> circle = order.circle();
            if (!circle.isEmpty()) {
                String command = Commands.install(
                        Commands.typed(question), question.options().withCycles(true));
                return Refusal.circle(circle, Commands.isShort(command) ? List.of(command) : List.of());
            }
        }
        return new Resolution.Solved(order.plan());
    }

    private Resolution givenUp() {
        return new Resolution.Undecided("No answer was found in " + steps + " steps; nothing was changed; narrow the"
                + " ranges asked for, or raise 'steps' in etc/" + PID + ".json.");
    }
}
