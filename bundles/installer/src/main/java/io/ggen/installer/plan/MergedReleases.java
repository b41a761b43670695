package io.ggen.installer.plan;

import io.ggen.api.Dependency;
import io.ggen.api.PackageName;
import io.ggen.api.PublisherId;
import io.ggen.api.Release;
import io.ggen.api.registry.Answer;
import io.ggen.api.registry.Registry;
import io.ggen.api.resolver.KnownReleases;
import io.ggen.installer.supply.OnHand;
import io.ggen.installer.vouch.Standing;
import io.ggen.installer.vouch.Vouching;
import io.ggen.roles.Roles;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What all registries together know, asked at most once for each name: those on this machine, and what others remember; other
 * machines only for names of which that knows nothing, or that are to be {@linkplain #askAnew asked anew}. The same release in
 * several registries is one. Of a name whose publisher is decided there are only that one's releases; else those of all, and
 * {@link #meant} tells whose come first. For one thread.
 */
public final class MergedReleases implements KnownReleases {
    private static final String OFFLINE = "offline";
    private static final int MOST_PUBLISHERS = 16;

    private final Ownership owners;
    private final Standing standing;
    private final Vouching vouching;
    private final OnHand onHand;
    private final Inquiries inquiries;
    private final Conditions conditions;
    private final Map<PackageName, KnownName> known = new HashMap<>();
    private final Map<PackageName, List<Inquiries.Reply>> replies = new HashMap<>();
    private final Map<PackageName, Set<PublisherId>> named = new HashMap<>();
    private final Set<PackageName> askedAnew = new HashSet<>();
    private final Set<String> warned = new HashSet<>();

    /** For one run; {@code owners} knows whose package a name means by what the user has said. */
    MergedReleases(Conditions conditions, Ownership owners) {
        this.owners = owners;
        this.standing = conditions.standing();
        this.vouching = conditions.vouching();
        this.onHand = conditions.onHand();
        this.conditions = conditions;
        this.inquiries = new Inquiries(conditions.roles(), conditions.patience(), this::warn);
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
            ask(unknown);
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
        take(names, inquiries.near(wanted(names)));
        Set<PackageName> open = new HashSet<>();
        for (PackageName name : names) {
            if (conditions.refresh() || !(about(name).answer() instanceof Answer.Found)) {
                open.add(name);
            }
        }
        askAnew(open);
    }

    /**
     * Asks registries that remember what other machines have told to ask them about those of {@code names} that they have not
     * been asked about in this run. Whether anything new came of it; the answers of {@link #of} may be others from then on.
     */
    boolean askAnew(Collection<PackageName> names) throws InterruptedException {
        Set<PackageName> open = new HashSet<>(names);
        open.removeAll(askedAnew);
        if (open.isEmpty() || conditions.offline()) {
            return false;
        }
        askedAnew.addAll(open);
        List<Inquiries.Reply> fresh = inquiries.far(wanted(open));
        if (fresh.isEmpty()) {
            return false;
        }
        Map<PackageName, Answer> before = new HashMap<>();
        open.forEach(name -> before.put(name, about(name).answer()));
        take(open, fresh);
        boolean changed = false;
        for (PackageName name : open) {
            Answer now = about(name).answer();
            changed |= now instanceof Answer.Found && !now.equals(before.get(name));
        }
        return changed;
    }

    /** The publishers that each of {@code names} may well mean: the one that is decided, else those that dependents name. */
    private Map<PackageName, Set<PublisherId>> wanted(Set<PackageName> names) {
        Map<PackageName, Set<PublisherId>> wanted = new HashMap<>();
        for (PackageName name : names) {
            PublisherId fixed = owners.fixed(name);
            wanted.put(name, fixed == null ? Set.copyOf(named.getOrDefault(name, Set.of())) : Set.of(fixed));
        }
        return wanted;
    }

    private void take(Set<PackageName> names, List<Inquiries.Reply> news) {
        for (PackageName name : names) {
            List<Inquiries.Reply> all = replies.computeIfAbsent(name, unused -> new ArrayList<>());
            for (Inquiries.Reply reply : news) {
                Answer answer = reply.answers().get(name);
                if (answer != null && !(answer instanceof Answer.Unavailable)) {
                    all.removeIf(earlier -> earlier.registry().equals(reply.registry()) && earlier.far());
                }
                if (answer != null) {
                    all.add(reply);
                }
            }
            KnownName merged = merge(name, all);
            known.put(name, merged);
            remember(merged.answer());
        }
    }

    /** What the user should know before relying on {@code release}. */
    Set<String> cautions(Release release) {
        Set<String> cautions = new TreeSet<>();
        Roles.Step<Registry, Boolean, RuntimeException> step = registry -> cautions.addAll(registry.cautions(release));
        conditions.roles().callAll(Registry.class, step);
        return cautions;
    }

    /** Whom the dependents found so far name. */
    private void remember(Answer answer) {
        if (answer instanceof Answer.Found found) {
            for (Release release : found.releases()) {
                for (Dependency each : release.dependencies()) {
                    if (each.publisher() != null && !each.publisher().isLocal()) {
                        Set<PublisherId> some = named.computeIfAbsent(each.name(), unused -> new HashSet<>());
                        if (some.size() < MOST_PUBLISHERS) {
                            some.add(each.publisher());
                        }
                    }
                }
            }
        }
    }

    private KnownName merge(PackageName name, List<Inquiries.Reply> replies) {
        Offers offers = new Offers(name, owners, standing, vouching, this::warn);
        String unavailable = "";
        for (Inquiries.Reply reply : replies) {
            Answer answer = reply.answers().getOrDefault(name, Answer.ABSENT);
            if (answer instanceof Answer.Unavailable no) {
                unavailable = "registry " + reply.registry() + ": " + no.reason();
            } else if (answer instanceof Answer.Found found) {
                for (Release release : found.releases()) {
                    offers.add(release, reply.registry(), reply.far());
                }
                for (Answer.Withheld each : found.withheld()) {
                    offers.addWithheld(each, reply.registry(), reply.far());
                }
            } else if (reply.far() && conditions.offline()) {
                unavailable = unavailable.isEmpty() ? OFFLINE : unavailable;
            }
        }
        return offers.known(unavailable);
    }

    private void warn(String sentence) {
        if (warned.add(sentence)) {
            conditions.progress().warning(sentence);
        }
    }
}
