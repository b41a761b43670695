package io.ggen.api.marketplace;

import io.ggen.api.PackageName;
import io.ggen.api.Progress;
import io.ggen.api.Release;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Installs, updates and undoes packages in targets. Every operation blocks until it is done, either changes the target in
 * one atomic step or not at all, and fails with a {@link io.ggen.api.ProblemException}. Interrupt the calling thread to
 * cancel. Safe for use by many threads and processes at once.
 */
@ProviderType
public interface Marketplace {
    /**
     * Installs what {@code request} asks for beside what is there; without specs, what the lock says. Each package that gets
     * another version although nobody asked for that has its reason in the outcome; one that goes down is a warning, too.
     */
    Outcome install(InstallRequest request, Progress progress);

    /** Removes {@code names} and what only they needed. Refused if a package that stays needs one of them. */
    Outcome uninstall(Set<PackageName> names, InstallOptions options, Progress progress);

    /**
     * Moves {@code names} (none: all) to the highest versions that the requests allow; others move only if they must, each
     * with its reason in the outcome, and none of them to let a package rise beyond what its dependents allow.
     */
    Outcome update(Set<PackageName> names, InstallOptions options, Progress progress);

    /** What {@code target} holds now; nothing if it is empty or not there. Reads the lock, visits no package. */
    Installed installed(Path target);

    /** Every target that was ever installed into and is still there, in the order of paths. */
    default List<Path> targets() {
        return List.of();
    }

    /** The packages of {@code target} for which registries know something newer. */
    List<Outdated> outdated(Path target);

    /**
     * Each way from a request to {@code name}, shortest first, at most 20; each a list of names from the request to
     * {@code name}. Fails if {@code name} is not installed.
     */
    List<List<PackageName>> why(PackageName name, Path target);

    /**
     * Compares every file of {@code target}'s packages with what was extracted, and every signed record that was kept with
     * the lock. Changes nothing.
     */
    Verification verify(Path target, Progress progress);

    /** Who stands behind {@code release}, which a registry has: what is signed, and whether it holds. May ask registries. */
    Provenance provenance(Release release);

    /** The generations of {@code target}, newest first. */
    List<Generation> history(Path target);

    /** Makes a new generation with the content of {@code generation}, or of the one before the current if it is 0. */
    Outcome rollback(int generation, Path target, Progress progress);

    /**
     * Deletes what no generation kept by any known target uses. Keeps the {@code keep} newest generations of each target
     * and the current one.
     */
    Collected gc(int keep, Progress progress);
}
