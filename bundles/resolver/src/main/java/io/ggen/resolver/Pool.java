package io.ggen.resolver;

import io.ggen.api.Dependency;
import io.ggen.api.PackageName;
import io.ggen.api.resolver.Question;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The packages that one search knows of, numbered from 0 in the order in which they were first needed. */
final class Pool {
    private final Question question;
    private final Answers answers;
    private final boolean imagine;
    private final Map<PackageName, Candidates> byName = new HashMap<>();
    private final List<Candidates> byIndex = new ArrayList<>();

    /** See {@link Candidates} for {@code imagine}. */
    Pool(Question question, Answers answers, boolean imagine) {
        this.question = question;
        this.answers = answers;
        this.imagine = imagine;
    }

    int size() {
        return byIndex.size();
    }

    Candidates get(int index) {
        return byIndex.get(index);
    }

    /** Where in the question the user asks for {@code root}. */
    int place(Dependency root) {
        return question.roots().indexOf(root);
    }

    /** What {@code dependency} allows; its package must be loaded. */
    Wanted wanted(Dependency dependency) {
        Candidates target = byName.get(dependency.name());
        if (target == null) {
            throw new IllegalStateException(dependency.name() + " is not loaded");
        }
        return target.wanted(dependency);
    }

    /**
     * Loads what {@code dependencies} name, and then, level by level, what the candidates that will be tried first need:
     * most of a solution is asked for in as many calls as it is deep.
     */
    void load(List<Dependency> dependencies) throws InterruptedException {
        List<Dependency> level = dependencies;
        while (true) {
            Set<PackageName> missing = new LinkedHashSet<>();
            for (Dependency dependency : level) {
                if (!byName.containsKey(dependency.name())) {
                    missing.add(dependency.name());
                }
            }
            if (missing.isEmpty()) {
                return;
            }
            int first = byIndex.size();
            answers.fetch(missing);
            for (PackageName name : missing) {
                Candidates loaded = new Candidates(byIndex.size(), name, answers.of(name), question, answers, imagine);
                byName.put(name, loaded);
                byIndex.add(loaded);
            }
            level = needsOfPreferred(first, level);
        }
    }

    private List<Dependency> needsOfPreferred(int first, List<Dependency> level) {
        long[][] left = new long[byIndex.size() - first][];
        for (Dependency dependency : level) {
            Wanted wanted = wanted(dependency);
            int at = wanted.target.index() - first;
            if (at >= 0) {
                long[] narrowed = left[at] == null ? wanted.good : Bits.and(left[at], wanted.good);
                left[at] = Bits.isEmpty(narrowed) && left[at] != null ? left[at] : narrowed;
            }
        }
        List<Dependency> needs = new ArrayList<>();
        for (int i = 0; i < left.length; i++) {
            Candidates loaded = byIndex.get(first + i);
            int preferred = loaded.preferred(Bits.and(left[i], loaded.open()));
            if (preferred != Candidates.ABSENT) {
                needs.addAll(loaded.dependencies(preferred));
            }
        }
        return needs;
    }
}
