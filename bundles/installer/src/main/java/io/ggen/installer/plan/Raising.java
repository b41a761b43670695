package io.ggen.installer.plan;

import io.ggen.api.Dependency;
import io.ggen.api.PackageName;
import io.ggen.api.Progress;
import io.ggen.api.Range;
import io.ggen.api.Release;
import io.ggen.api.Version;
import io.ggen.api.registry.Answer;
import io.ggen.api.resolver.Plan;
import io.ggen.api.resolver.Question;
import io.ggen.api.resolver.Resolution;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Moves packages of a lock up while all others stay, as far as that goes. Each package to raise is tried at its highest
 * version first. Where a version does not fit, exactly those others are let go that the resolver names in its proof, until
 * it fits or the proof names nobody new; then the next lower version has its turn. So what can stay stays, and the
 * highest version wins. Versions that the request or a dependent as it is locked does not allow are not tried: what
 * depends on a package does not move only to let it rise.
 */
public final class Raising {
    /** How many questions may be asked for one package. */
    static final int MOST_QUESTIONS = 40;

    private final Asker asker;
    private final Progress progress;
    private final HeldBack heldBack;
    private final Set<PackageName> wishes = new HashSet<>();
    private final Set<PackageName> done = new HashSet<>();
    private int left;

    /** Asks {@code asker}; tells {@code progress} what was left untried, and {@code heldBack} what was refused. */
    public Raising(Asker asker, Progress progress, HeldBack heldBack) {
        this.asker = asker;
        this.progress = progress;
        this.heldBack = heldBack;
    }

    /**
     * The last question and its answer.
     *
     * @param question with what was kept
     * @param resolution what the resolver said
     */
    public record Answered(Question question, Resolution resolution) {
        @Nullable
        Plan plan() {
            return resolution instanceof Resolution.Solved solved ? solved.plan() : null;
        }
    }

    /** Raises {@code names}, one after the other and then together. {@code question} tells roots, lock and options. */
    public Answered raise(SortedSet<PackageName> names, Question question) throws InterruptedException {
        Map<PackageName, Version> locked = question.locked();
        wishes.addAll(names);
        Answered answered = null;
        for (PackageName name : names) {
            answered = raise(name, question.withLocked(locked));
            Plan plan = answered.plan();
            if (plan == null) {
                return answered;
            }
            locked = versions(plan);
            done.add(name);
        }
        if (answered == null) {
            throw new IllegalArgumentException("no names");
        }
        return names.size() < 2 ? answered : together(names, question.withLocked(locked), answered);
    }

    private Answered raise(PackageName name, Question question) throws InterruptedException {
        left = MOST_QUESTIONS;
        Set<PackageName> others = new HashSet<>(question.locked().keySet());
        others.remove(name);
        Question usual = question.withUnlocked(Set.of(name)).withKept(others);
        Answered best = widened(usual, done, true);
        Plan plan = best.plan();
        Version reached = plan == null ? null : versions(plan).get(name);
        if (plan == null || reached == null) {
            return best;
        }
        for (Version version : candidates(name, usual, plan, reached)) {
            if (left <= 0) {
                progress.note("Higher versions of " + name + " were left untried after " + MOST_QUESTIONS
                        + " questions to the resolver.");
                break;
            }
            Answered higher = withoutFall(pinned(usual, name, version));
            if (higher.plan() != null) {
                return tightened(higher, name);
            }
            if (higher.resolution() instanceof Resolution.Unsatisfiable no) {
                heldBack.refused(name, version, no.message());
            } else if (higher.resolution() instanceof Resolution.Undecided) {
                progress.warning("Whether " + name + " " + version + " fits could not be found out; a lower version is"
                        + " tried.");
            }
        }
        return best;
    }

    /** An answer in which none of those that the user wants updated goes down. */
    private Answered withoutFall(Question question) throws InterruptedException {
        Set<PackageName> firm = new HashSet<>(done);
        while (true) {
            Answered answered = widened(question, firm, false);
            if (!firm.addAll(fallen(answered))) {
                return answered;
            }
        }
    }

    private Set<PackageName> fallen(Answered answered) {
        Set<PackageName> fallen = new HashSet<>();
        Plan plan = answered.plan();
        for (Plan.Step step : plan == null ? List.<Plan.Step>of() : plan.steps()) {
            Version old = answered.question().locked().get(step.release().name());
            boolean isLower = old != null && step.release().version().compareTo(old) < 0;
            if (isLower && wishes.contains(step.release().name())) {
                fallen.add(step.release().name());
            }
        }
        return fallen;
    }

    /**
     * Lets go of those kept that the proof names, but for {@code firm}, until there is a plan; with {@code wholly}, of all
     * others in the end.
     */
    private Answered widened(Question question, Set<PackageName> firm, boolean wholly) throws InterruptedException {
        Question asked = question;
        while (true) {
            Resolution resolution = ask(asked);
            if (!(resolution instanceof Resolution.Unsatisfiable no)) {
                return new Answered(asked, resolution);
            }
            Set<PackageName> kept = new HashSet<>(asked.kept());
            boolean changed = false;
            // a resolver that names nobody may mean anybody
            for (PackageName named : no.conflict().isEmpty() ? asked.kept() : no.conflict()) {
                changed |= !firm.contains(named) && kept.remove(named);
            }
            if ((!changed || left <= 0) && wholly && kept.retainAll(firm)) {
                changed = true;
            } else if (left <= 0) {
                changed = false;
            }
            if (!changed) {
                return new Answered(asked, resolution);
            }
            asked = asked.withKept(kept);
        }
    }

    private Resolution ask(Question question) throws InterruptedException {
        left--;
        return asker.ask(question);
    }

    /** The versions above {@code reached} that request, override and dependents allow, highest first. */
    private List<Version> candidates(PackageName name, Question question, Plan plan, Version reached)
            throws InterruptedException {
        if (!(asker.known(Set.of(name)).get(name) instanceof Answer.Found found)) {
            return List.of();
        }
        List<Dependency> demands = demands(name, question, plan);
        boolean prereleases = question.options().prereleases();
        Set<Version> versions = new HashSet<>();
        for (Release release : found.releases()) {
            boolean counts = release.version().compareTo(reached) > 0
                    && !release.yanked()
                    && allow(demands, release, prereleases)
                    && (!question.options().offline() || asker.isHere(release));
            if (counts) {
                versions.add(release.version());
            }
        }
        List<Version> highestFirst = new ArrayList<>(versions);
        Collections.sort(highestFirst, Collections.reverseOrder());
        return highestFirst;
    }

    private static boolean allow(List<Dependency> demands, Release release, boolean prereleases) {
        for (Dependency demand : demands) {
            boolean holds = demand.range().allows(release.version(), prereleases)
                    && (demand.publisher() == null || demand.publisher().equals(release.publisher()));
            if (!holds) {
                return false;
            }
        }
        // without any demand, nobody speaks for prereleases
        return !demands.isEmpty() || prereleases || !release.version().isPrerelease();
    }

    private static List<Dependency> demands(PackageName name, Question question, Plan plan) {
        Range override = question.overrides().get(name);
        if (override != null) {
            return List.of(new Dependency(name, override));
        }
        List<Dependency> demands = new ArrayList<>();
        for (Dependency root : question.roots()) {
            if (root.name().equals(name)) {
                demands.add(root);
            }
        }
        for (Plan.Step step : plan.steps()) {
            if (step.dependencies().containsKey(name)) {
                for (Dependency dependency : step.release().dependencies()) {
                    if (dependency.name().equals(name)) {
                        demands.add(dependency);
                    }
                }
            }
        }
        return demands;
    }

    /** The same question, in which nothing but {@code version} of {@code name} will do. */
    private static Question pinned(Question question, PackageName name, Version version) {
        Range exactly = Range.exactly(version);
        if (question.overrides().containsKey(name)) {
            Map<PackageName, Range> overrides = new HashMap<>(question.overrides());
            overrides.put(name, exactly);
            return question.withOverrides(overrides);
        }
        List<Dependency> roots = new ArrayList<>();
        boolean isRoot = false;
        for (Dependency root : question.roots()) {
            boolean same = root.name().equals(name);
            roots.add(same ? new Dependency(name, root.publisher(), exactly) : root);
            isRoot |= same;
        }
        if (!isRoot) {
            roots.add(new Dependency(name, exactly));
        }
        return question.withRoots(roots);
    }

    /** Takes back, one by one, moves that others than {@code name} made without need. */
    private Answered tightened(Answered answered, PackageName name) throws InterruptedException {
        Answered tight = answered;
        SortedSet<PackageName> moved = moved(tight, name);
        for (PackageName each : moved.size() < 2 ? Set.<PackageName>of() : new TreeSet<>(moved)) {
            if (left > 0 && moved.contains(each)) {
                Set<PackageName> kept = new HashSet<>(tight.question().locked().keySet());
                kept.removeAll(moved);
                kept.remove(name);
                kept.add(each);
                Question stricter = tight.question().withKept(kept);
                Answered tighter = new Answered(stricter, ask(stricter));
                if (tighter.plan() != null && fallen(tighter).isEmpty()) {
                    tight = tighter;
                    moved = moved(tight, name);
                }
            }
        }
        return tight;
    }

    private static SortedSet<PackageName> moved(Answered answered, PackageName but) {
        SortedSet<PackageName> moved = new TreeSet<>();
        Plan plan = answered.plan();
        for (Plan.Step step : plan == null ? List.<Plan.Step>of() : plan.steps()) {
            Version old = answered.question().locked().get(step.release().name());
            boolean differs = old != null && !old.equals(step.release().version());
            if (differs && !step.release().name().equals(but)) {
                moved.add(step.release().name());
            }
        }
        return moved;
    }

    /** What all of {@code names} reach at once, if none of them falls behind for that. */
    private Answered together(SortedSet<PackageName> names, Question question, Answered oneByOne)
            throws InterruptedException {
        Set<PackageName> others = new HashSet<>(question.locked().keySet());
        others.removeAll(names);
        Question all = question.withUnlocked(names).withKept(others);
        Answered answered = new Answered(all, asker.ask(all));
        Plan plan = answered.plan();
        if (plan == null) {
            return oneByOne;
        }
        Map<PackageName, Version> reached = versions(plan);
        boolean isHigher = false;
        for (PackageName name : names) {
            Version before = question.locked().get(name);
            Version now = reached.get(name);
            int order = before == null || now == null ? 0 : now.compareTo(before);
            if (order < 0) {
                return oneByOne;
            }
            isHigher |= order > 0;
        }
        return isHigher ? answered : oneByOne;
    }

    private static Map<PackageName, Version> versions(Plan plan) {
        Map<PackageName, Version> versions = new HashMap<>();
        for (Plan.Step step : plan.steps()) {
            versions.put(step.release().name(), step.release().version());
        }
        return versions;
    }
}
