package io.ggen.resolver.backtracking;

import io.ggen.api.Dependency;
import io.ggen.api.PackageName;
import io.ggen.api.Release;
import io.ggen.api.registry.Answer;
import io.ggen.api.resolver.KnownReleases;
import io.ggen.api.resolver.Question;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Looks for one release of every package demanded. Packages are decided in the order in which they are first demanded,
 * the user's first, so that level after level can be asked of the registries at once. Each choice narrows what other
 * packages have left. When nothing is left for one, the search goes back to the latest choice that is to blame, and the
 * choices to blame are remembered as a {@link Nogood}.
 *
 * <p>Invariant: {@code queue} holds every package with a demand, in the order of positions; those before {@code depth} are
 * chosen. Demands are made and taken back like a stack, so a package without demands is always the last in the queue.
 */
final class Search {
    private final Question question;
    private final KnownReleases known;
    private final Map<PackageName, Slot> slots = new HashMap<>();
    private final List<Slot> queue = new ArrayList<>();
    private long stepsLeft;
    private int depth;

    /** How a search ends. */
    sealed interface End {}

    /** With the preferred solution. */
    record Found(List<Release> chosen) implements End {}

    /**
     * With the proof that there is none; {@code rejections} are the reasons against each candidate of the first choice,
     * {@code slots} are the packages that the proof speaks of, by name.
     */
    record Failed(Conflict conflict, List<Conflict> rejections, List<Slot> slots) implements End {}

    /** Without an answer. */
    record GivenUp() implements End {}

    Search(Question question, KnownReleases known, long steps) {
        this.question = question;
        this.known = known;
        this.stepsLeft = steps;
    }

    End run() throws InterruptedException {
        for (Dependency root : rootsInOrder()) {
            demand(slot(root.name()), Demand.ofUser(root, question));
        }
        boolean fresh = true;
        while (depth < queue.size()) {
            Slot slot = queue.get(depth);
            Conflict conflict = null;
            if (fresh) {
                conflict = slot.isLoaded() ? null : load();
                slot.begin();
            }
            conflict = conflict == null ? choose(slot) : conflict;
            if (stepsLeft < 0) {
                return new GivenUp();
            }
            fresh = conflict == null;
            if (conflict == null) {
                depth++;
            } else if (conflict.positions().isEmpty()) {
                return new Failed(conflict, slot.rejections(), blamed(conflict));
            } else {
                goBack(conflict);
            }
        }
        return new Found(chosen());
    }

    /** Names to be updated choose first, then what is there stays if it can, then what is new; each by name. */
    private List<Dependency> rootsInOrder() {
        List<Dependency> roots = new ArrayList<>(question.roots());
        roots.sort((a, b) -> {
            int order = Integer.compare(turn(a.name()), turn(b.name()));
            order = order != 0 ? order : a.name().compareTo(b.name());
            return order != 0 ? order : a.toString().compareTo(b.toString());
        });
        return roots;
    }

    private int turn(PackageName name) {
        return question.unlocked().contains(name) ? 0 : question.locked().containsKey(name) ? 1 : 2;
    }

    /** Asks for every package in the queue that is not known yet; a conflict, if one of them turns out hopeless. */
    private @Nullable Conflict load() throws InterruptedException {
        Set<PackageName> frontier = new LinkedHashSet<>();
        for (Slot slot : queue.subList(depth, queue.size())) {
            if (!slot.isLoaded()) {
                frontier.add(slot.name());
            }
        }
        Map<PackageName, Answer> answers = known.of(frontier);
        Slot hopeless = null;
        for (PackageName name : frontier) {
            Slot slot = slot(name);
            slot.load(new Candidates(name, answers.get(name), question, known));
            hopeless = hopeless == null && slot.isHopeless() ? slot : hopeless;
        }
        return hopeless == null ? null : Conflict.nothingLeft(hopeless);
    }

    /** Chooses the next candidate that works; a conflict, if there is none. */
    private @Nullable Conflict choose(Slot slot) throws InterruptedException {
        for (int candidate = slot.nextCandidate(); candidate >= 0; candidate = slot.nextCandidate()) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (--stepsLeft < 0) {
                return null;
            }
            Conflict conflict = slot.forbidden(candidate);
            if (conflict == null) {
                conflict = attempt(slot, candidate);
            }
            if (conflict == null) {
                return null;
            }
            slot.reject(conflict);
        }
        return Conflict.exhausted(slot, slot.rejections());
    }

    private @Nullable Conflict attempt(Slot slot, int candidate) {
        slot.choose(candidate);
        if (!question.options().dependencies()) {
            return null;
        }
        Release release = slot.release();
        for (Dependency dependency : release.dependencies()) {
            Slot target = slot(dependency.name());
            Demand demand = Demand.of(slot, release, dependency, question);
            Conflict conflict = null;
            if (target == slot) {
                conflict = slot.allows(candidate, dependency) ? null : Conflict.misfit(demand, slot);
            } else {
                slot.reached().add(target);
                demand(target, demand);
                if (target.isHopeless()) {
                    conflict = Conflict.nothingLeft(target);
                } else if (target.position() < depth && !target.fits()) {
                    conflict = Conflict.misfit(demand, target);
                }
            }
            if (conflict != null) {
                undo(slot);
                return conflict;
            }
        }
        return null;
    }

    private void demand(Slot target, Demand demand) {
        if (target.demands().isEmpty()) {
            target.moveTo(queue.size());
            queue.add(target);
        }
        target.push(demand);
    }

    private void undo(Slot slot) {
        for (int i = slot.reached().size() - 1; i >= 0; i--) {
            Slot target = slot.reached().get(i);
            target.pop();
            if (target.demands().isEmpty()) {
                queue.remove(queue.size() - 1);
                target.leave();
            }
        }
        slot.reached().clear();
        slot.unchoose();
    }

    private void goBack(Conflict conflict) {
        Nogood.learn(conflict, queue);
        int target = conflict.positions().length() - 1;
        while (depth > target) {
            depth--;
            undo(queue.get(depth));
        }
        queue.get(depth).reject(conflict);
    }

    private Slot slot(PackageName name) {
        Slot known = slots.get(name);
        if (known == null) {
            known = new Slot(name, slots.size());
            slots.put(name, known);
        }
        return known;
    }

    private List<Slot> blamed(Conflict conflict) {
        List<Slot> blamed = new ArrayList<>();
        for (Slot slot : new TreeMap<>(slots).values()) {
            if (conflict.slots().get(slot.number())) {
                blamed.add(slot);
            }
        }
        return blamed;
    }

    private List<Release> chosen() {
        List<Release> chosen = new ArrayList<>(queue.size());
        for (Slot slot : queue) {
            chosen.add(slot.release());
        }
        return chosen;
    }
}
