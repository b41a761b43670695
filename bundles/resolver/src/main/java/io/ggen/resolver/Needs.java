package io.ggen.resolver;

import io.ggen.api.Dependency;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Turns the dependencies of a candidate into statements, when it is first looked at. Adjacent versions that need the same
 * share one.
 */
final class Needs {
    private static final Incompat[] NONE = {};

    private final Pool pool;
    private Incompat[][][] made = new Incompat[0][][];

    Needs(Pool pool) {
        this.pool = pool;
    }

    /** The statements about one candidate, in the order of its dependencies, all of whose packages must be loaded. */
    Incompat[] of(int index, int number, Watches watches) {
        if (index >= made.length) {
            made = Arrays.copyOf(made, Math.max(pool.size(), made.length * 2));
        }
        Candidates by = pool.get(index);
        if (made[index] == null) {
            made[index] = new Incompat[by.size()][];
        }
        List<Dependency> dependencies = by.dependencies(number);
        Incompat[] all = statements(by, number);
        for (int i = 0; i < all.length; i++) {
            int place = place(by, number, dependencies.get(i));
            if (all[place] == null) {
                Incompat fresh = share(by, number, dependencies.get(i));
                if (!Bits.isEmpty(fresh.sets[0])) {
                    watches.attach(fresh);
                }
            }
            all[i] = all[place];
        }
        return all;
    }

    private Incompat[] statements(Candidates by, int number) {
        Incompat[][] ofPackage = made[by.index()];
        if (ofPackage[number] == null) {
            int count = by.dependencies(number).size();
            ofPackage[number] = count == 0 ? NONE : new Incompat[count];
        }
        return ofPackage[number];
    }

    private Incompat share(Candidates by, int number, Dependency dependency) {
        int from = number;
        while (from > 1 && place(by, from - 1, dependency) >= 0) {
            from--;
        }
        int to = number;
        while (to + 1 < by.size() && place(by, to + 1, dependency) >= 0) {
            to++;
        }
        long[] dependents = Bits.none(by.size());
        for (int i = from; i <= to; i++) {
            Bits.add(dependents, i);
        }
        Incompat shared = Incompat.needs(by, dependents, pool.wanted(dependency));
        for (int i = from; i <= to; i++) {
            statements(by, i)[place(by, i, dependency)] = shared;
        }
        return shared;
    }

    private static int place(Candidates by, int number, Dependency dependency) {
        List<Dependency> dependencies = by.dependencies(number);
        for (int i = 0; i < dependencies.size(); i++) {
            Dependency other = dependencies.get(i);
            if (other.name().equals(dependency.name())
                    && other.range().equals(dependency.range())
                    && Objects.equals(other.publisher(), dependency.publisher())) {
                return i;
            }
        }
        return -1;
    }
}
