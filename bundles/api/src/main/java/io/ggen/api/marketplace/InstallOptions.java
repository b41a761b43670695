package io.ggen.api.marketplace;

import io.ggen.api.resolver.Question;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How to install.
 *
 * @param target the folder to install into
 * @param lock a lock file to read instead of the target's own, or null; it is not written
 * @param force whether to extract and link again what is there already
 * @param dryRun whether to stop before anything is fetched or written, and tell what would be done
 * @param universe a file to which a line is added with all that the resolver was asked and told, or null
 * @param choice how to choose versions
 * @param consent asked about publishers that this host knows from the network alone
 * @param refresh whether registries that remember what other machines have told ask them anew
 * @param fetch what {@linkplain io.ggen.api.registry.Source#copyTo sources} are told
 */
public record InstallOptions(
        Path target,
        @Nullable Path lock,
        boolean force,
        boolean dryRun,
        @Nullable Path universe,
        Question.Options choice,
        Consent consent,
        boolean refresh,
        Map<String, String> fetch) {
    /** Copies the map. */
    public InstallOptions {
        fetch = Map.copyOf(fetch);
    }

    /** The same where what is remembered will do, and sources are told nothing. */
    public InstallOptions(
            Path target,
            @Nullable Path lock,
            boolean force,
            boolean dryRun,
            @Nullable Path universe,
            Question.Options choice,
            Consent consent) {
        this(target, lock, force, dryRun, universe, choice, consent, false, Map.of());
    }

    /** The same for one who agrees to no publisher that only the network knows. */
    public InstallOptions(
            Path target,
            @Nullable Path lock,
            boolean force,
            boolean dryRun,
            @Nullable Path universe,
            Question.Options choice) {
        this(target, lock, force, dryRun, universe, choice, Consent.REFUSED);
    }

    /** The plain way into {@code target}. */
    public static InstallOptions into(Path target) {
        return new InstallOptions(target, null, false, false, null, Question.Options.DEFAULT);
    }

    /** The same, but with another {@code choice}. */
    public InstallOptions with(Question.Options others) {
        return new InstallOptions(target, lock, force, dryRun, universe, others, consent, refresh, fetch);
    }

    /** The same, but with another {@code consent}. */
    public InstallOptions with(Consent other) {
        return new InstallOptions(target, lock, force, dryRun, universe, choice, other, refresh, fetch);
    }

    /** The same, but with other machines asked anew, or not. */
    public InstallOptions withRefresh(boolean so) {
        return new InstallOptions(target, lock, force, dryRun, universe, choice, consent, so, fetch);
    }

    /** The same, but with other {@code options} for sources. */
    public InstallOptions withFetch(Map<String, String> options) {
        return new InstallOptions(target, lock, force, dryRun, universe, choice, consent, refresh, options);
    }
}
