package io.ggen.installer;

import io.ggen.api.Dependency;
import io.ggen.api.PackageName;
import io.ggen.api.Problem;
import io.ggen.api.Range;
import io.ggen.api.Spec;
import io.ggen.api.Texts;
import io.ggen.api.lockfile.Lock;
import io.ggen.api.marketplace.InstallOptions;
import io.ggen.api.resolver.Plan;
import io.ggen.api.resolver.Question;
import io.ggen.installer.plan.LockGraph;
import io.ggen.installer.plan.Moves;
import io.ggen.installer.plan.Planner;
import io.ggen.installer.plan.Proposal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The changes that users ask for. Each asks registries only if the lock does not answer it. */
final class Changes {
    private final Parts parts;
    private final Run run;

    Changes(Parts parts, Run run) {
        this.parts = parts;
        this.run = run;
    }

    /** {@code specs} beside what is there; without specs, what the lock says. */
    Change install(List<Spec> specs) {
        InstallOptions options = run.options();
        boolean prereleases = options.choice().prereleases();
        String reason = specs.isEmpty() ? "install" : "install " + words(specs);
        return base -> {
            Lock wanted = base.wanted();
            SortedMap<PackageName, Dependency> requests = requests(wanted, specs);
            Map<PackageName, Range> overrides = parts.overrides(run);
            Planner planner = parts.planner(base, requests.values(), run, overrides);
            boolean alone = !options.choice().dependencies() && !specs.isEmpty();
            Question question = planner.question(alone ? asked(specs) : requests.values(), options.choice());
            @Nullable String flaw = new LockGraph(wanted).flaw(prereleases, overrides);
            if (options.choice().frozen()) {
                String drift = drift(base, specs, flaw, overrides);
                new Frozen(run, planner, question, thawed(specs, drift)).refuseDrift(base, drift);
                return new Change.Planned(answeredByLock(planner, question, wanted, reason), planner);
            }
            if (specs.isEmpty()
                    && wanted.packages().isEmpty()
                    && wanted.requests().isEmpty()) {
                refuseNothing(base);
            }
            if (flaw == null && areSatisfied(wanted, specs, overrides)) {
                Lock lock = areRecorded(wanted, specs) ? wanted : new Lock(requests, wanted.packages());
                return new Change.Planned(answeredByLock(planner, question, lock, reason), planner);
            }
            tellChangedRequests(wanted, specs);
            Plan plan = planner.resolve(question, reason);
            Proposal proposal =
                    alone ? planner.proposeBeside(requests, plan, reason) : planner.propose(requests, plan, reason);
            Moves moves = planner.moves(question, plan);
            return new Change.Planned(proposal, planner, moves.reasons(Set.of()), moves.downgrades());
        };
    }

    /** No resolver is needed; it is asked all the same where the user wants to see what it is asked and told. */
    private static Proposal answeredByLock(Planner planner, Question question, Lock lock, String reason)
            throws IOException, InterruptedException {
        if (planner.isRecording()) {
            planner.ask(question);
            planner.record(question, reason);
        }
        return Proposal.of(lock, reason);
    }

    private static List<Dependency> asked(List<Spec> specs) {
        List<Dependency> asked = new ArrayList<>();
        for (Spec spec : specs) {
            asked.add(spec.asDependency());
        }
        return asked;
    }

    private static SortedMap<PackageName, Dependency> requests(Lock wanted, List<Spec> specs) {
        SortedMap<PackageName, Dependency> requests = new TreeMap<>(wanted.requests());
        SortedMap<PackageName, Spec> asked = new TreeMap<>();
        for (Spec spec : specs) {
            Spec other = asked.put(spec.name(), spec);
            if (other != null && !other.equals(spec)) {
                throw Problem.usage("'" + other + "' and '" + spec + "' ask for two things of one package.")
                        .asException();
            }
            requests.put(spec.name(), spec.asDependency());
        }
        return requests;
    }

    private void tellChangedRequests(Lock wanted, List<Spec> specs) {
        for (Spec spec : specs) {
            Dependency before = wanted.requests().get(spec.name());
            if (before != null
                    && !before.range().equals(spec.range())
                    && !before.range().equals(Range.LATEST)) {
                run.progress()
                        .note(spec.name() + " was asked for as '" + before.range() + "' and is now asked for as '"
                                + spec.range() + "'.");
            }
        }
    }

    private boolean areSatisfied(Lock wanted, List<Spec> specs, Map<PackageName, Range> overrides) {
        for (Spec spec : specs) {
            if (!isSatisfied(wanted, spec, overrides)) {
                return false;
            }
        }
        return true;
    }

    /** Whether each of {@code specs} is already what the lock asks for. */
    private static boolean areRecorded(Lock wanted, List<Spec> specs) {
        for (Spec spec : specs) {
            Dependency request = wanted.requests().get(spec.name());
            if (request == null
                    || !request.range().equals(spec.range())
                    || !Objects.equals(request.publisher(), spec.publisher())) {
                return false;
            }
        }
        return true;
    }

    private boolean isSatisfied(Lock wanted, Spec spec, Map<PackageName, Range> overrides) {
        Lock.Entry entry = wanted.packages().get(spec.name());
        boolean prereleases = run.options().choice().prereleases();
        return entry != null
                && LockGraph.satisfies(entry, LockGraph.overridden(spec.asDependency(), overrides), prereleases);
    }

    /** Why the lock cannot be installed as it stands, as half a sentence; null if it can. */
    private @Nullable String drift(
            Base base, List<Spec> specs, @Nullable String flaw, Map<PackageName, Range> overrides) {
        Lock wanted = base.wanted();
        String drift = flaw;
        for (Spec spec : specs) {
            if (drift == null && !isSatisfied(wanted, spec, overrides)) {
                Lock.Entry entry = wanted.packages().get(spec.name());
                drift = "it holds " + (entry == null ? "no " + spec.name() : entry.id()) + " and '" + spec
                        + "' is asked for";
            }
        }
        return drift == null && wanted.packages().isEmpty() && hasNoLock(base) ? Frozen.NO_LOCK : drift;
    }

    /** The same command without {@code --frozen}. */
    private String thawed(List<Spec> specs, @Nullable String drift) {
        StringBuilder command = new StringBuilder("ggen install");
        for (Spec spec : specs) {
            command.append(' ').append(Texts.quoted(spec.toString()));
        }
        if (specs.isEmpty() && Frozen.NO_LOCK.equals(drift)) {
            command.append(" NAME");
        }
        Path lock = run.options().lock();
        if (lock != null) {
            command.append(" --lock ").append(Texts.quoted(lock.toString()));
        }
        return parts.command(command.toString(), run.target());
    }

    private void refuseNothing(Base base) {
        if (!hasNoLock(base)) {
            return;
        }
        String shown = Texts.shown(run.target().folder().toString(), 400);
        if (Files.exists(run.target().lockFile(), LinkOption.NOFOLLOW_LINKS)) {
            throw Problem.of(
                            shown + "/ggen.lock is a link that leads nowhere (a lock is kept in version control as a"
                                    + " copy, not as the link); " + run.state() + ".",
                            "ggen install NAME")
                    .asException();
        }
        throw Problem.usage(
                        "No package is named and " + shown + " has no ggen.lock; " + run.state() + ".",
                        "ggen install NAME")
                .asException();
    }

    private boolean hasNoLock(Base base) {
        return base.generation() == 0
                && run.options().lock() == null
                && base.usersLock().isEmpty();
    }

    /** Everything but {@code names} and what only they needed. */
    Change uninstall(Set<PackageName> names) {
        return base -> {
            Lock wanted = base.wanted();
            refuseUnknown(wanted, names);
            SortedMap<PackageName, Dependency> requests = new TreeMap<>(wanted.requests());
            requests.keySet().removeAll(names);
            Lock left = new LockGraph(new Lock(requests, wanted.packages())).withoutOrphans();
            for (PackageName name : new TreeSet<>(names)) {
                if (left.packages().containsKey(name)) {
                    throw stillNeeded(left, name);
                }
            }
            Planner planner = parts.planner(base, requests.values(), run, Map.of());
            return new Change.Planned(Proposal.of(left, "uninstall " + words(new TreeSet<>(names))), planner);
        };
    }

    private RuntimeException stillNeeded(Lock left, PackageName name) {
        List<String> by = new ArrayList<>();
        for (PackageName dependent : new LockGraph(left).dependents().getOrDefault(name, List.of())) {
            Lock.Entry entry = left.packages().get(dependent);
            if (entry != null) {
                by.add(entry.id());
            }
        }
        return Problem.of(
                        "'" + name + "' is still needed by " + words(by) + "; " + run.state() + ".", "ggen why " + name)
                .asException();
    }

    private void refuseUnknown(Lock wanted, Set<PackageName> names) {
        for (PackageName name : new TreeSet<>(names)) {
            if (!wanted.packages().containsKey(name)) {
                throw Inspection.notInstalled(name, run.target().folder(), run.state());
            }
        }
    }

    /** {@code names}, or all, in the highest versions that the requests allow; others move only if they must. */
    Change update(Set<PackageName> names) {
        Change update = new Update(parts, run, new TreeSet<>(names));
        return base -> {
            refuseUnknown(base.wanted(), names);
            return update.plan(base);
        };
    }

    /** What generation {@code number} held, or the one before the current if it is 0. */
    Change rollback(int number) {
        return base -> {
            int chosen = chosen(number, base.generation());
            Lock old = Base.lockOf(parts, run.target(), chosen);
            Base there = new Base(base.generation(), base.current(), old, base.usersLock());
            Planner planner = parts.planner(there, List.of(), run, Map.of());
            return new Change.Planned(Proposal.of(old, "rollback to " + chosen), planner);
        };
    }

    private int chosen(int number, int current) throws IOException {
        List<Integer> numbers = run.target().numbers();
        String shown = Texts.shown(run.target().folder().toString(), 400);
        if (number == 0) {
            for (int one : numbers) {
                if (one < current) {
                    return one;
                }
            }
            throw Problem.of(shown + " has no generation before "
                            + (current == 0 ? "the first" : "generation " + current) + "; " + run.state() + ".")
                    .asException();
        }
        if (!numbers.contains(number)) {
            String there = numbers.isEmpty()
                    ? "it has none"
                    : "it has " + words(numbers.subList(0, Math.min(numbers.size(), 20)));
            throw Problem.of(
                            shown + " has no generation " + number + " (" + there + "); " + run.state() + ".",
                            "ggen history")
                    .asException();
        }
        return number;
    }

    /** {@code things} with spaces between, cut where that gets long. */
    static String words(Collection<?> things) {
        StringBuilder words = new StringBuilder();
        for (Object thing : things) {
            if (words.length() > 200) {
                return words.append(" …").toString();
            }
            words.append(words.isEmpty() ? "" : " ").append(thing);
        }
        return words.toString();
    }
}
