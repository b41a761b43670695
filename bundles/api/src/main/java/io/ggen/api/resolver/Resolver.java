package io.ggen.api.resolver;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Chooses one version of each package so that every range holds. A role: implementations register it as a service with
 * {@code ggen.role=resolver} and {@code ggen.name=NAME}.
 *
 * <p>Complete: finds a solution if there is one, and says {@link Resolution.Unsatisfiable} only if there is none.
 * Deterministic: the same question and the same releases give the same plan, whatever order the releases come in.
 * Preference: the locked version if it is allowed, then the highest stable one. Yanked versions only if locked.
 * Prereleases only where a range names one of the same tuple, or with {@link Question.Options#prereleases}. One publisher's
 * package of a name; who names none gets that of {@link KnownReleases#meant}.
 */
@ConsumerType
public interface Resolver {
    /** The role's name in {@code host:services} and {@code host:use}. */
    String ROLE = "resolver";

    /**
     * Answers {@code question} from what {@code known} says. Runs in the calling thread, asks {@code known} for as many
     * names at once as it can, and ends early with {@link InterruptedException} when the thread is interrupted.
     */
    Resolution resolve(Question question, KnownReleases known) throws InterruptedException;
}
