package io.ggen.installer;

import io.ggen.api.Dependency;
import io.ggen.api.PackageName;
import io.ggen.api.lockfile.Lock;
import io.ggen.api.resolver.Plan;
import io.ggen.api.resolver.Question;
import io.ggen.installer.plan.HeldBack;
import io.ggen.installer.plan.Moves;
import io.ggen.installer.plan.Planner;
import io.ggen.installer.plan.Proposal;
import io.ggen.installer.plan.Raising;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/** Moves packages to the highest versions that the requests allow: all of them, or some while others stay. */
final class Update implements Change {
    private final Parts parts;
    private final Run run;
    private final SortedSet<PackageName> names;
    private final String reason;

    /** An update of {@code names}, which the lock must hold; of all if there are none. */
    Update(Parts parts, Run run, SortedSet<PackageName> names) {
        this.parts = parts;
        this.run = run;
        this.names = names;
        this.reason = names.isEmpty() ? "update" : "update " + Changes.words(names);
    }

    @Override
    public Planned plan(Base base) throws IOException, InterruptedException {
        Lock wanted = base.wanted();
        if (wanted.packages().isEmpty()) {
            return new Planned(Proposal.of(wanted, reason), parts.planner(base, List.of(), run, Map.of()));
        }
        SortedMap<PackageName, Dependency> requests = new TreeMap<>(wanted.requests());
        Planner planner = parts.planner(base, requests.values(), run, parts.overrides(run));
        Question question = planner.question(requests.values(), run.options().choice());
        return names.isEmpty() || !question.options().dependencies()
                ? whole(wanted, requests, planner, question)
                : some(requests, planner, question);
    }

    private Planned whole(Lock wanted, SortedMap<PackageName, Dependency> requests, Planner planner, Question question)
            throws IOException, InterruptedException {
        Set<PackageName> unlocked = names.isEmpty() ? wanted.packages().keySet() : names;
        Plan plan = planner.resolve(question.withUnlocked(unlocked), reason);
        Proposal proposal = question.options().dependencies()
                ? planner.propose(requests, plan, reason)
                : planner.proposeBeside(requests, plan, reason);
        Moves moves = planner.moves(question, plan);
        return new Planned(proposal, planner, moves.reasons(unlocked), moves.downgrades());
    }

    private Planned some(SortedMap<PackageName, Dependency> requests, Planner planner, Question question)
            throws IOException, InterruptedException {
        HeldBack heldBack = new HeldBack(planner, question);
        Raising.Answered answered = new Raising(planner, run.progress(), heldBack).raise(names, question);
        Plan plan = needed(requests.keySet(), planner.decided(answered.question(), answered.resolution(), reason));
        for (PackageName name : names) {
            String sentence = heldBack.sentence(name, plan);
            if (sentence != null) {
                run.progress().note(sentence);
            }
        }
        Moves moves = planner.moves(question, plan);
        return new Planned(planner.propose(requests, plan, reason), planner, moves.reasons(names), moves.downgrades());
    }

    /** {@code plan} without what {@code requests} do not need: a package that was tried out is not one of them for that. */
    private static Plan needed(Set<PackageName> requests, Plan plan) {
        Map<PackageName, Plan.Step> steps = new HashMap<>();
        for (Plan.Step step : plan.steps()) {
            steps.put(step.release().name(), step);
        }
        Set<PackageName> reached = new HashSet<>();
        Deque<PackageName> open = new ArrayDeque<>(requests);
        PackageName name;
        while ((name = open.poll()) != null) {
            Plan.Step step = steps.get(name);
            if (step != null && reached.add(name)) {
                open.addAll(step.dependencies().keySet());
            }
        }
        if (reached.size() == plan.steps().size()) {
            return plan;
        }
        List<Plan.Step> needed = new ArrayList<>(plan.steps());
        needed.removeIf(step -> !reached.contains(step.release().name()));
        return new Plan(needed);
    }
}
