package io.ggen.installer.plan;

import io.ggen.api.Dependency;
import io.ggen.api.Digest;
import io.ggen.api.PackageName;
import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import io.ggen.api.PublisherId;
import io.ggen.api.Release;
import io.ggen.api.Texts;
import io.ggen.api.Version;
import io.ggen.api.lockfile.Lock;
import io.ggen.api.marketplace.Consent;
import io.ggen.api.registry.Answer;
import io.ggen.api.resolver.Plan;
import io.ggen.api.resolver.Question;
import io.ggen.api.resolver.Resolution;
import io.ggen.api.resolver.Resolver;
import io.ggen.api.trust.Revocation;
import io.ggen.installer.supply.Need;
import io.ggen.installer.supply.Supply;
import io.ggen.installer.vouch.Standing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Turns requests into a lock, with the help of a resolver and all registries. For one run. */
public final class Planner implements Supply.Finder, Asker {
    private static final int MOST_ROUNDS = 3;
    private static final int MOST_ASKED_ANEW = 64;

    private final Conditions conditions;
    private final Lock locked;
    private final Iterable<Dependency> requests;
    private final @Nullable Path universe;
    private @Nullable MergedReleases known;

    /**
     * For one run.
     *
     * @param locked the lock to start from: its versions are preferred, and its digests must hold
     * @param requests what is asked for now; decides with the lock whose package a name means
     * @param universe where to write down all that the resolver is asked and told, or null
     */
    public Planner(Conditions conditions, Lock locked, Iterable<Dependency> requests, @Nullable Path universe) {
        this.conditions = conditions;
        this.locked = locked;
        this.requests = requests;
        this.universe = universe;
    }

    /** Made when first needed: most runs ask no registry. */
    private MergedReleases known() {
        MergedReleases made = known;
        if (made == null) {
            made = new MergedReleases(
                    conditions, new Ownership(conditions.standing(), locked, requests, conditions.state()));
            known = made;
        }
        return made;
    }

    /** Whether all that the resolver is asked and told is to be written down. */
    public boolean isRecording() {
        return universe != null;
    }

    /** What to choose for {@code roots} beside the lock, under the overrides of this run. */
    public Question question(Iterable<Dependency> roots, Question.Options options) {
        Map<PackageName, Version> versions = new HashMap<>();
        for (Lock.Entry entry : locked.packages().values()) {
            versions.put(entry.name(), entry.version());
        }
        List<Dependency> asked = new ArrayList<>();
        roots.forEach(asked::add);
        return new Question(asked, versions, Set.of(), Set.of(), conditions.overrides(), options);
    }

    @Override
    public Resolution ask(Question question) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        MergedReleases releases = known();
        conditions.progress().at("resolving", 0, 0);
        Resolution resolution = conditions
                .roles()
                .<Resolver, Resolution, InterruptedException>call(
                        Resolver.class, resolver -> resolver.resolve(question, releases));
        return PlanCheck.answer(question, resolution, conditions.state());
    }

    /**
     * What goes together. Where nothing does, other machines are asked about the packages of the refusal, and the resolver once
     * more. Fails with the resolver's own explanation if nothing does even so.
     */
    public Plan resolve(Question question, String reason) throws IOException, InterruptedException {
        Resolution resolution = ask(question);
        for (int round = 0; round < MOST_ROUNDS && mayAskAnew(question, resolution); round++) {
            resolution = ask(question);
        }
        return decided(question, resolution, reason);
    }

    /** Whether {@code resolution} is a refusal, and other machines know more than was known of what it is about. */
    private boolean mayAskAnew(Question question, Resolution resolution) throws InterruptedException {
        if (!(resolution instanceof Resolution.Unsatisfiable no)
                || question.options().frozen()) {
            return false;
        }
        List<PackageName> names = new ArrayList<>(new TreeSet<>(no.conflict()));
        return known().askAnew(names.subList(0, Math.min(names.size(), MOST_ASKED_ANEW)));
    }

    /**
     * The plan that {@code resolution}, the last answer to {@code question}, is. What the resolver was asked and told is
     * written down first, if the user wants that.
     */
    public Plan decided(Question question, Resolution resolution, String reason) throws IOException {
        record(question, reason);
        if (resolution instanceof Resolution.Solved solved) {
            String used = Overrides.used(conditions.overrides(), solved.plan());
            if (used != null) {
                conditions.progress().note(used);
            }
            return solved.plan();
        }
        if (resolution instanceof Resolution.Unsatisfiable no) {
            throw new ProblemException(publishers().explained(no, question));
        }
        if (resolution instanceof Problem problem) {
            throw new ProblemException(problem);
        }
        throw new IllegalStateException("the resolver answered " + resolution);
    }

    private Publishers publishers() {
        return new Publishers(known(), conditions.standing(), conditions.state());
    }

    /** One sentence for each package of {@code lock} that was signed with a key that has ended since. */
    public List<String> endedKeys(Lock lock) {
        List<String> sentences = new ArrayList<>();
        for (Lock.Entry entry : lock.packages().values()) {
            Revocation end = conditions.standing().revoked(entry.publisher());
            if (end != null) {
                sentences.add("The key of " + Standing.shown(entry.publisher()) + ", which has signed " + entry.id()
                        + ", was revoked on " + end.revokedAt() + "; it stays because it is locked.");
            }
        }
        return sentences;
    }

    /** Writes down what the resolver was asked and told, if the user wants that. */
    public void record(Question question, String reason) throws IOException {
        if (universe != null) {
            int silent = new UniverseLine(question, known(), reason).appendTo(universe, conditions.state());
            if (silent > 0) {
                conditions
                        .progress()
                        .warning(silent + (silent == 1 ? " package" : " packages")
                                + " could not be looked up, and the universe in "
                                + Texts.shown(universe.toString(), 400) + " does not have "
                                + (silent == 1 ? "it." : "them."));
            }
        }
    }

    /** Why packages of the lock get other versions by {@code plan}, the answer to {@code question}. */
    public Moves moves(Question question, Plan plan) throws InterruptedException {
        Set<PackageName> moved = Moves.moved(locked, plan);
        return new Moves(locked, moved, plan, question, moved.isEmpty() ? Map.of() : known(moved));
    }

    /** The lock that {@code plan} makes of {@code requests}. */
    public Proposal propose(SortedMap<PackageName, Dependency> requests, Plan plan, String reason) {
        SortedMap<PackageName, Lock.Entry> packages = new TreeMap<>();
        List<Need> needs = new ArrayList<>();
        for (Plan.Step step : plan.steps()) {
            packages.put(step.release().name(), entry(step));
            needs.add(need(step.release()));
        }
        List<Consent.Newcomer> newcomers = publishers().newcomers(plan, requests.values());
        return new Proposal(new Lock(requests, packages), needs, newcomers, reason);
    }

    /** Like {@link #propose}, but what {@code locked} holds stays, and dependencies are nobody's business. */
    public Proposal proposeBeside(SortedMap<PackageName, Dependency> requests, Plan plan, String reason) {
        SortedMap<PackageName, Lock.Entry> packages = new TreeMap<>(locked.packages());
        Map<PackageName, Need> resolved = new HashMap<>();
        for (Plan.Step step : plan.steps()) {
            Lock.Entry before = packages.get(step.release().name());
            boolean same =
                    before != null && before.version().equals(step.release().version());
            packages.put(step.release().name(), same ? before : entry(step));
            resolved.put(step.release().name(), need(step.release()));
        }
        Lock lock = new Lock(requests, agreed(packages));
        List<Need> needs = new ArrayList<>();
        for (Lock.Entry entry : new LockGraph(lock).order()) {
            Need need = resolved.get(entry.name());
            needs.add(need == null ? Need.of(entry) : need);
        }
        return new Proposal(lock, needs, publishers().newcomers(plan, requests.values()), reason);
    }

    /** The same packages, each depending on the versions that are there now. */
    private static SortedMap<PackageName, Lock.Entry> agreed(SortedMap<PackageName, Lock.Entry> packages) {
        SortedMap<PackageName, Lock.Entry> agreed = new TreeMap<>();
        for (Lock.Entry entry : packages.values()) {
            SortedMap<PackageName, Version> dependencies = new TreeMap<>();
            for (PackageName name : entry.dependencies().keySet()) {
                Lock.Entry there = packages.get(name);
                if (there != null) {
                    dependencies.put(name, there.version());
                }
            }
            agreed.put(
                    entry.name(),
                    new Lock.Entry(entry.name(), entry.version(), entry.publisher(), entry.integrity(), dependencies));
        }
        return agreed;
    }

    private static Lock.Entry entry(Plan.Step step) {
        Release release = step.release();
        return Lock.Entry.of(
                release.name(),
                release.version(),
                release.publisher(),
                release.archive().digest(),
                step.dependencies());
    }

    private Need need(Release release) {
        Lock.Entry before = locked.packages().get(release.name());
        if (before != null
                && before.version().equals(release.version())
                && before.publisher().equals(release.publisher())) {
            return Need.of(release, md5(before, release), needsSame(before, release));
        }
        if (release.deprecated() != null) {
            conditions.progress().warning(release.name() + " is deprecated: " + Texts.shown(release.deprecated()));
        }
        for (String caution : known().cautions(release)) {
            conditions.progress().warning(caution);
        }
        return Need.of(release, null, false);
    }

    private static boolean needsSame(Lock.Entry entry, Release release) {
        boolean same = entry.dependencies().size() == release.dependencies().size();
        for (Dependency dependency : release.dependencies()) {
            same &= entry.dependencies().containsKey(dependency.name());
        }
        return same;
    }

    private @Nullable Digest md5(Lock.Entry entry, Release release) {
        if (entry.integrity().algorithm() == Digest.Algorithm.MD5) {
            return entry.integrity();
        }
        if (!entry.integrity().equals(release.archive().digest())) {
            throw Problem.of("The lock says that the archive of " + entry.id() + " has the digest "
                            + entry.integrity() + ", but the registry says "
                            + release.archive().digest() + "; " + conditions.state() + ".")
                    .asException();
        }
        return null;
    }

    @Override
    public Map<PackageName, Release> find(List<Need> needs) throws InterruptedException {
        Set<PackageName> names = new HashSet<>();
        for (Need need : needs) {
            names.add(need.name());
        }
        Map<PackageName, Answer> answers = known().of(names);
        Map<PackageName, Release> found = new HashMap<>();
        for (Need need : needs) {
            found.put(need.name(), find(need, answers.getOrDefault(need.name(), Answer.ABSENT)));
        }
        return found;
    }

    private Release find(Need need, Answer answer) {
        if (answer instanceof Answer.Unavailable no) {
            throw Problem.of(need.id()
                            + " is in the lock, but nothing here vouches for it, and it could not be looked up ("
                            + no.reason() + "); " + conditions.state() + ".")
                    .asException();
        }
        if (answer instanceof Answer.Found found) {
            for (Release release : found.releases()) {
                if (release.version().equals(need.version())
                        && release.publisher().equals(need.publisher())) {
                    Lock.Entry entry = locked.packages().get(need.name());
                    if (entry != null && entry.version().equals(need.version())) {
                        md5(entry, release);
                    }
                    return release;
                }
            }
        }
        PublisherId other = publishers().other(need.name(), need.version());
        if (other != null && !other.equals(need.publisher())) {
            throw Problem.of("The lock says that " + need.id() + " is by " + Standing.shown(need.publisher())
                            + ", but the registry has it by " + Standing.shown(other) + "; " + conditions.state() + ".")
                    .asException();
        }
        throw Problem.of(
                        need.id() + " is in the lock, but no registry has it; " + conditions.state() + ".",
                        conditions.ways().apply(need.name()).toArray(new String[0]))
                .asException();
    }

    @Override
    public Map<PackageName, Answer> known(Set<PackageName> names) throws InterruptedException {
        return known().of(names);
    }

    @Override
    public boolean isHere(Release release) {
        return known().isHere(release);
    }
}
