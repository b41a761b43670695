package io.ggen.installer.plan;

import io.ggen.api.PackageName;
import io.ggen.api.Problem;
import io.ggen.api.Progress;
import io.ggen.api.PublisherId;
import io.ggen.api.Release;
import io.ggen.api.registry.Answer;
import io.ggen.api.registry.BrowsableRegistry;
import io.ggen.api.registry.Deadline;
import io.ggen.api.registry.Registry;
import io.ggen.api.resolver.KnownReleases;
import io.ggen.installer.supply.OnHand;
import io.ggen.roles.Roles;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What all registries together know, asked at most once for each name. The same release in several registries is one; two
 * registries that mean different things by one version are an error that names both. For one thread.
 */
public final class MergedReleases implements KnownReleases {
    private static final String OFFLINE = "offline";

    private final Roles roles;
    private final Map<PackageName, PublisherId> pins;
    private final Duration patience;
    private final OnHand onHand;
    private final boolean offline;
    private final String state;
    private final Progress progress;
    private final Map<PackageName, Answer> known = new HashMap<>();
    private final Set<String> silent = new HashSet<>();
    private final Set<String> warned = new HashSet<>();

    /**
     * For one run.
     *
     * @param pins whose package each of these names means
     */
    public MergedReleases(Conditions conditions, Map<PackageName, PublisherId> pins) {
        this.roles = conditions.roles();
        this.pins = Map.copyOf(pins);
        this.patience = conditions.patience();
        this.onHand = conditions.onHand();
        this.offline = conditions.offline();
        this.state = conditions.state();
        this.progress = conditions.progress();
    }

    /** Whether the bytes of {@code release} are on this machine. */
    @Override
    public boolean isHere(Release release) {
        return onHand.has(release);
    }

    /** All that has been asked so far, in the order of names. */
    public SortedMap<PackageName, Answer> all() {
        return new TreeMap<>(known);
    }

    @Override
    public Map<PackageName, Answer> of(Set<PackageName> names) throws InterruptedException {
        Set<PackageName> unknown = new HashSet<>();
        for (PackageName name : names) {
            if (!known.containsKey(name)) {
                unknown.add(name);
            }
        }
        if (!unknown.isEmpty()) {
            ask(Set.copyOf(unknown));
        }
        Map<PackageName, Answer> answers = new HashMap<>(names.size() * 2);
        for (PackageName name : names) {
            answers.put(name, known.getOrDefault(name, Answer.ABSENT));
        }
        return answers;
    }

    private void ask(Set<PackageName> names) throws InterruptedException {
        Roles.Step<Registry, Reply, InterruptedException> step = registry -> offline && registry.needsNetwork()
                ? new Reply(OFFLINE, Map.of(), true)
                : new Reply(label(registry), answers(registry, names), false);
        List<Reply> replies = roles.callAll(Registry.class, step);
        if (replies.isEmpty()) {
            // None at this moment: wait for one, or hear that none is installed.
            replies = List.of(roles.call(Registry.class, step));
        }
        for (PackageName name : names) {
            known.put(name, merge(name, replies));
        }
    }

    private static String label(Registry registry) {
        return registry instanceof BrowsableRegistry named
                ? named.id()
                : registry.getClass().getSimpleName();
    }

    /** Each registry has its own time, so that a slow one takes none from the others; once it is up, it is asked no more. */
    private Map<PackageName, Answer> answers(Registry registry, Set<PackageName> names) throws InterruptedException {
        String tooSlow = "no answer within " + patience.toSeconds() + " s";
        if (silent.contains(label(registry))) {
            return unavailable(names, tooSlow);
        }
        try {
            return registry.releases(names, Deadline.in(patience))
                    .toCompletableFuture()
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            silent.add(label(registry));
            return unavailable(names, tooSlow);
        } catch (ExecutionException e) {
            return unavailable(names, String.valueOf(e.getCause()));
        }
    }

    private static Map<PackageName, Answer> unavailable(Set<PackageName> names, String reason) {
        Map<PackageName, Answer> answers = new HashMap<>();
        for (PackageName name : names) {
            answers.put(name, new Answer.Unavailable(reason));
        }
        return answers;
    }

    private Answer merge(PackageName name, List<Reply> replies) {
        Map<String, Merged> releases = new LinkedHashMap<>();
        String unavailable = "";
        for (Reply reply : replies) {
            Answer answer = reply.answers.getOrDefault(name, Answer.ABSENT);
            if (reply.leftAlone) {
                unavailable = unavailable.isEmpty() ? OFFLINE : unavailable;
            } else if (answer instanceof Answer.Unavailable no) {
                unavailable = "registry " + reply.registry + ": " + no.reason();
                warn("The registry " + reply.registry + " could not be asked (" + no.reason()
                        + "); using what the others know.");
            } else if (answer instanceof Answer.Found found) {
                for (Release release : found.releases()) {
                    add(releases, release, reply.registry);
                }
            }
        }
        if (!releases.isEmpty()) {
            return pick(name, releases);
        }
        return unavailable.isEmpty() ? Answer.ABSENT : new Answer.Unavailable(unavailable);
    }

    private void warn(String sentence) {
        if (warned.add(sentence)) {
            progress.warning(sentence);
        }
    }

    private void add(Map<String, Merged> releases, Release release, String registry) {
        Merged first = releases.putIfAbsent(key(release), new Merged(release, registry));
        if (first == null || first.registry.equals(registry)) {
            return;
        }
        if (!first.release.archive().digest().equals(release.archive().digest())) {
            throw contradiction(
                    first,
                    release,
                    registry,
                    "different archives (" + first.release.archive().digest() + " and "
                            + release.archive().digest() + ")");
        }
        if (!Set.copyOf(first.release.dependencies()).equals(Set.copyOf(release.dependencies()))) {
            throw contradiction(first, release, registry, "different dependencies");
        }
    }

    private RuntimeException contradiction(Merged first, Release release, String registry, String what) {
        return Problem.of("The registries " + first.registry + " and " + registry + " have " + what + " for "
                        + release.id() + " by " + release.publisher() + "; " + state + ".")
                .asException();
    }

    /** Two builds of one version are one version. */
    private static String key(Release release) {
        String version = release.version().toString();
        int build = version.indexOf('+');
        return release.publisher() + " " + (build < 0 ? version : version.substring(0, build));
    }

    /** The releases of one publisher where it is known whose are meant, else those of file registries, else all. */
    private Answer pick(PackageName name, Map<String, Merged> releases) {
        List<Release> all = new ArrayList<>();
        Set<PublisherId> publishers = new HashSet<>();
        for (Merged merged : releases.values()) {
            all.add(merged.release);
            publishers.add(merged.release.publisher());
        }
        PublisherId wanted = pins.get(name);
        if (wanted == null && publishers.size() > 1 && publishers.contains(PublisherId.LOCAL)) {
            wanted = PublisherId.LOCAL;
        }
        if (wanted != null) {
            PublisherId only = wanted;
            all.removeIf(release -> !release.publisher().equals(only));
        }
        all.sort((a, b) -> b.version().compareTo(a.version()));
        return all.isEmpty() ? Answer.ABSENT : new Answer.Found(all);
    }

    private record Reply(String registry, Map<PackageName, Answer> answers, boolean leftAlone) {}

    private record Merged(Release release, String registry) {}
}
