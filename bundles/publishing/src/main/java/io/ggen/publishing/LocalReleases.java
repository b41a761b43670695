package io.ggen.publishing;

import io.ggen.api.Dependency;
import io.ggen.api.Manifest;
import io.ggen.api.PackageName;
import io.ggen.api.Problem;
import io.ggen.api.PublisherId;
import io.ggen.api.Release;
import io.ggen.api.registry.Answer;
import io.ggen.api.registry.BrowsableRegistry;
import io.ggen.api.registry.Deadline;
import io.ggen.api.registry.Registry;
import io.ggen.api.registry.WritableRegistry;
import io.ggen.roles.Roles;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * What registries on this machine hold, asked once for many names. The network is never asked: what becomes a dependency
 * must not depend on who is reachable.
 */
final class LocalReleases {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Map<PackageName, List<Release>> found = new HashMap<>();
    private final Map<PackageName, List<Release>> own = new HashMap<>();
    private final Map<PackageName, String> unavailable = new HashMap<>();

    private LocalReleases() {}

    /** What decides the open questions of {@code readings}. */
    static LocalReleases forDependencies(Roles roles, List<Reading> readings) {
        return forDependencies(roles, readings, false);
    }

    private static LocalReleases forDependencies(Roles roles, List<Reading> readings, boolean all) {
        LocalReleases local = new LocalReleases();
        Set<PackageName> names = new HashSet<>();
        for (Reading reading : readings) {
            if (!reading.maybe().isEmpty()) {
                names.add(reading.said().name());
                names.addAll(reading.asked());
            }
            for (Dependency dependency : reading.said().dependencies()) {
                if (all && dependency.publisher() == null) {
                    names.add(dependency.name());
                }
            }
        }
        if (!names.isEmpty()) {
            for (Map<PackageName, Answer> answers : roles.callAll(
                    BrowsableRegistry.class,
                    registry -> registry.needsNetwork() ? Map.<PackageName, Answer>of() : ask(registry, names))) {
                local.take(answers, local.found);
            }
        }
        return local;
    }

    /** Like {@link #forDependencies}, with what the registry of this home has of each package, and whose all dependencies are. */
    static LocalReleases forPublishing(Roles roles, List<Reading> readings) {
        LocalReleases local = forDependencies(roles, readings, true);
        Set<PackageName> names = new HashSet<>();
        for (Reading reading : readings) {
            names.add(reading.said().name());
        }
        local.take(roles.call(WritableRegistry.class, registry -> ask(registry, names)), local.own);
        return local;
    }

    private void take(Map<PackageName, Answer> answers, Map<PackageName, List<Release>> into) {
        for (Map.Entry<PackageName, Answer> entry : answers.entrySet()) {
            if (entry.getValue() instanceof Answer.Found answer) {
                into.computeIfAbsent(entry.getKey(), name -> new ArrayList<>()).addAll(answer.releases());
            } else if (entry.getValue() instanceof Answer.Unavailable answer) {
                unavailable.put(entry.getKey(), answer.reason());
            }
        }
    }

    static Map<PackageName, Answer> ask(Registry registry, Set<PackageName> names) {
        try {
            return registry.releases(names, Deadline.in(PATIENCE))
                    .toCompletableFuture()
                    .get(PATIENCE.toMillis() * 2, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Reasons.stopped();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e);
        } catch (TimeoutException e) {
            throw Problem.of("A registry on this machine does not answer; nothing was published.")
                    .asException(e);
        }
    }

    /**
     * The whole manifest of {@code reading}. A version that is published already keeps the decision made then, so that
     * the same folder stays the same release. Refused if a registry could not say whether a name is a package.
     *
     * @param beside names of packages that are published together with it
     */
    Manifest manifest(Reading reading, Set<PackageName> beside) {
        Set<PackageName> known = known(reading, beside);
        boolean decided = before(reading.said()) != null;
        for (PackageName name : reading.asked()) {
            String reason = decided || known.contains(name) ? null : unavailable.get(name);
            if (reason != null) {
                throw Problem.of("Whether '" + name + "' in the dependencies of "
                                + reading.said().name()
                                + " is a package is not known, because a registry could not be read (" + reason
                                + "); nothing was published.")
                        .asException();
            }
        }
        return reading.manifest(known);
    }

    /** How many entries of {@code reading} are no dependencies. */
    int ignored(Reading reading, Set<PackageName> beside) {
        return reading.ignored(known(reading, beside));
    }

    private Set<PackageName> known(Reading reading, Set<PackageName> beside) {
        Set<PackageName> known = new HashSet<>();
        Release before = before(reading.said());
        if (before != null) {
            for (Dependency dependency : before.dependencies()) {
                known.add(dependency.name());
            }
            return known;
        }
        for (PackageName name : reading.asked()) {
            if (beside.contains(name) || found.containsKey(name)) {
                known.add(name);
            }
        }
        return known;
    }

    /** This version of this package as it was published before, or null. */
    @Nullable
    Release before(Manifest manifest) {
        Release before = published(manifest);
        return before == null ? sameVersion(manifest, found, true) : before;
    }

    /** This version of this package in the registry of this home, or null. */
    @Nullable
    Release published(Manifest manifest) {
        return sameVersion(manifest, own, false);
    }

    /** Who has releases of {@code name} on this machine. */
    Set<PublisherId> publishers(PackageName name) {
        Set<PublisherId> publishers = new TreeSet<>();
        for (Release release : found.getOrDefault(name, List.of())) {
            publishers.add(release.publisher());
        }
        return publishers;
    }

    /** Why a registry could not say whether it has {@code name}, or null if all could. */
    @Nullable
    String unavailable(PackageName name) {
        return unavailable.get(name);
    }

    private static @Nullable Release sameVersion(
            Manifest manifest, Map<PackageName, List<Release>> among, boolean unsigned) {
        for (Release release : among.getOrDefault(manifest.name(), List.of())) {
            if ((!unsigned || release.publisher().isLocal())
                    && release.version().equals(manifest.version())) {
                return release;
            }
        }
        return null;
    }
}
