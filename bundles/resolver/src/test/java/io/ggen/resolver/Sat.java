package io.ggen.resolver;

import io.ggen.api.Dependency;
import io.ggen.api.PackageName;
import io.ggen.api.Release;
import io.ggen.api.resolver.Question;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sat4j.core.VecInt;
import org.sat4j.minisat.SolverFactory;
import org.sat4j.specs.ContradictionException;
import org.sat4j.specs.ISolver;
import org.sat4j.specs.TimeoutException;

/** Says by another way than ours whether a question has an answer: as one formula, given to a SAT solver. */
final class Sat {
    private Sat() {}

    static boolean isSolvable(Question question, Universe universe) {
        Set<PackageName> names = new HashSet<>(universe.names());
        for (PackageName name : universe.names()) {
            for (Release release : universe.releasesOf(name)) {
                release.dependencies().forEach(dependency -> names.add(dependency.name()));
            }
        }
        question.roots().forEach(root -> names.add(root.name()));
        return isSolvable(question, universe, names);
    }

    /** Whether there is an answer if only {@code names} matter. */
    static boolean isSolvable(Question question, Universe universe, Set<PackageName> names) {
        Map<PackageName, List<Release>> eligible = new HashMap<>();
        Map<Release, Integer> variables = new HashMap<>();
        for (PackageName name : names) {
            for (Release release : universe.releasesOf(name)) {
                if (Checker.isOpen(release, question, universe)) {
                    eligible.computeIfAbsent(name, unused -> new ArrayList<>()).add(release);
                    variables.put(release, variables.size() + 1);
                }
            }
        }
        ISolver solver = SolverFactory.newDefault();
        solver.setTimeout(60);
        solver.newVar(variables.size());
        try {
            for (List<Release> releases : eligible.values()) {
                for (int i = 0; i < releases.size(); i++) {
                    for (int j = 0; j < i; j++) {
                        solver.addClause(new VecInt(new int[] {
                            -variables.getOrDefault(releases.get(i), 0), -variables.getOrDefault(releases.get(j), 0)
                        }));
                    }
                    if (question.options().dependencies()) {
                        for (Dependency dependency : releases.get(i).dependencies()) {
                            if (!names.contains(dependency.name())) {
                                continue;
                            }
                            VecInt clause = oneOf(dependency, question, eligible, variables);
                            clause.push(-variables.getOrDefault(releases.get(i), 0));
                            solver.addClause(clause);
                        }
                    }
                }
            }
            for (Dependency root : question.roots()) {
                if (!names.contains(root.name())) {
                    continue;
                }
                solver.addClause(oneOf(root, question, eligible, variables));
            }
            return solver.isSatisfiable();
        } catch (ContradictionException e) {
            return false;
        } catch (TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    private static VecInt oneOf(
            Dependency dependency,
            Question question,
            Map<PackageName, List<Release>> eligible,
            Map<Release, Integer> variables) {
        VecInt clause = new VecInt();
        for (Release release : eligible.getOrDefault(dependency.name(), List.of())) {
            if (Checker.satisfies(release, dependency, question)) {
                clause.push(variables.getOrDefault(release, 0));
            }
        }
        return clause;
    }
}
