package io.ggen.installer.plan;

import io.ggen.api.PackageName;
import io.ggen.api.Progress;
import io.ggen.api.PublisherId;
import io.ggen.api.Release;
import io.ggen.api.registry.Answer;
import io.ggen.api.registry.Deadline;
import io.ggen.api.registry.Registry;
import io.ggen.api.resolver.KnownReleases;
import io.ggen.installer.supply.OnHand;
import io.ggen.installer.vouch.Standing;
import io.ggen.installer.vouch.Vouching;
import io.ggen.roles.Roles;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * What all registries together know, asked at most once for each name. The same release in several registries is one. Of a
 * name whose publisher is decided there are only that one's releases; else those of all, and {@link #meant} tells whose come
 * first. For one thread.
 */
public final class MergedReleases implements KnownReleases {
    private static final String OFFLINE = "offline";

    private final Roles roles;
    private final Ownership owners;
    private final Standing standing;
    private final Vouching vouching;
    private final Duration patience;
    private final OnHand onHand;
    private final boolean offline;
    private final Progress progress;
    private final Map<PackageName, KnownName> known = new HashMap<>();
    private final Set<String> silent = new HashSet<>();
    private final Set<String> warned = new HashSet<>();

    /** For one run; {@code owners} knows whose package a name means by what the user has said. */
    MergedReleases(Conditions conditions, Ownership owners) {
        this.roles = conditions.roles();
        this.owners = owners;
        this.standing = conditions.standing();
        this.vouching = conditions.vouching();
        this.patience = conditions.patience();
        this.onHand = conditions.onHand();
        this.offline = conditions.offline();
        this.progress = conditions.progress();
    }

    /** Whether the bytes of {@code release} are on this machine. */
    @Override
    public boolean isHere(Release release) {
        return onHand.has(release);
    }

    /** All that has been asked so far, in the order of names. */
    public SortedMap<PackageName, Answer> all() {
        SortedMap<PackageName, Answer> all = new TreeMap<>();
        known.forEach((name, what) -> all.put(name, what.answer()));
        return all;
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
            answers.put(name, about(name).answer());
        }
        return answers;
    }

    /** What is known of {@code name}, which was asked for before. */
    KnownName about(PackageName name) {
        return known.getOrDefault(name, KnownName.ABSENT);
    }

    @Override
    public @Nullable PublisherId meant(PackageName name) {
        return about(name).meant();
    }

    private void ask(Set<PackageName> names) throws InterruptedException {
        Roles.Step<Registry, Reply, InterruptedException> step = registry -> offline && registry.needsNetwork()
                ? new Reply(OFFLINE, Map.of(), true, true)
                : new Reply(Vouching.label(registry), answers(registry, names), false, registry.needsNetwork());
        List<Reply> replies = roles.callAll(Registry.class, step);
        if (replies.isEmpty()) {
            // None at this moment: wait for one, or hear that none is installed.
            replies = List.of(roles.call(Registry.class, step));
        }
        for (PackageName name : names) {
            known.put(name, merge(name, replies));
        }
    }

    /** Each registry has its own time, so that a slow one takes none from the others; once it is up, it is asked no more. */
    private Map<PackageName, Answer> answers(Registry registry, Set<PackageName> names) throws InterruptedException {
        String tooSlow = "no answer within " + patience.toSeconds() + " s";
        if (silent.contains(Vouching.label(registry))) {
            return unavailable(names, tooSlow);
        }
        try {
            return registry.releases(names, Deadline.in(patience))
                    .toCompletableFuture()
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            silent.add(Vouching.label(registry));
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

    private KnownName merge(PackageName name, List<Reply> replies) {
        Offers offers = new Offers(name, owners, standing, vouching, this::warn);
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
                    offers.add(release, reply.registry, reply.far);
                }
            }
        }
        return offers.known(unavailable);
    }

    private void warn(String sentence) {
        if (warned.add(sentence)) {
            progress.warning(sentence);
        }
    }

    private record Reply(String registry, Map<PackageName, Answer> answers, boolean leftAlone, boolean far) {}
}
