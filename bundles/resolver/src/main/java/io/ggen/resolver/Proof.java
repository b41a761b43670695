package io.ggen.resolver;

import io.ggen.api.PackageName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Why there is no solution: the facts, what follows from two of them, and so on, up to what contradicts the user's demands.
 * Made from the search's notes; a proof with too many steps to read is kept as its facts alone.
 */
final class Proof {
    private static final int MOST_STEPS = 400;

    private final Pool pool;
    private final List<Wanted> asked = new ArrayList<>();
    private final Set<Incompat> facts = new LinkedHashSet<>();
    private final Map<Incompat, ProofStep> made = new HashMap<>();
    private final @Nullable ProofStep last;

    Proof(Incompat contradiction, Pool pool) {
        this.pool = pool;
        int steps = collect(contradiction);
        last = steps <= MOST_STEPS ? build(contradiction) : null;
        if (last != null) {
            count(last);
        }
    }

    /** The demands of the user that the proof rests on. */
    List<Wanted> asked() {
        return asked;
    }

    /** What else the proof rests on: what packages need, and what lock and options rule out. */
    List<Incompat> facts() {
        return new ArrayList<>(facts);
    }

    /** Those of {@link #facts} that say what packages need. */
    List<Reason.Needs> needs() {
        List<Reason.Needs> needs = new ArrayList<>();
        for (Incompat fact : facts) {
            if (fact.reason instanceof Reason.Needs need) {
                needs.add(need);
            }
        }
        return needs;
    }

    /** The packages of which {@code bar} rules out something that matters here, by name. */
    SortedSet<PackageName> barred(Bar bar) {
        SortedSet<PackageName> names = new TreeSet<>();
        for (Incompat fact : facts) {
            if (fact.reason instanceof Reason.Barred barred && barred.bar == bar) {
                names.add(barred.of.name());
            }
        }
        return names;
    }

    /** Every package that the proof speaks of. */
    Set<PackageName> names() {
        Set<PackageName> names = new HashSet<>();
        for (Wanted wanted : asked) {
            names.add(wanted.target.name());
        }
        for (Incompat fact : facts) {
            names.add(((Reason.Fact) fact.reason).by().name());
            if (fact.reason instanceof Reason.Needs needs) {
                names.add(needs.wanted.target.name());
            }
        }
        return names;
    }

    /** What contradicts {@link #asked}; null if they contradict each other, or if the proof is not {@link #isReadable}. */
    @Nullable
    ProofStep last() {
        return last;
    }

    /** Whether the proof is short enough to be told step by step. */
    boolean isReadable() {
        return last != null || facts.isEmpty();
    }

    private int collect(Incompat contradiction) {
        Set<Incompat> seen = new HashSet<>();
        Deque<Incompat> left = new ArrayDeque<>();
        left.add(contradiction);
        int steps = 0;
        while (!left.isEmpty()) {
            Incompat next = left.removeLast();
            if (!seen.add(next)) {
                continue;
            }
            if (next.reason instanceof Reason.Asked demand) {
                asked.add(demand.wanted);
            } else if (next.reason instanceof Reason.Derived derived) {
                steps = (int) Math.min(Integer.MAX_VALUE, (long) steps + derived.causes.length);
                left.add(derived.conflict);
                for (Incompat cause : derived.causes) {
                    left.add(cause);
                }
            } else {
                facts.add(next);
            }
        }
        asked.sort((a, b) -> pool.place(a.dependency) - pool.place(b.dependency));
        return steps;
    }

    private @Nullable ProofStep build(Incompat contradiction) {
        Deque<Incompat> left = new ArrayDeque<>();
        left.add(contradiction);
        while (!left.isEmpty()) {
            Incompat next = left.getLast();
            if (made.containsKey(next) || next.reason instanceof Reason.Asked) {
                left.removeLast();
            } else if (next.reason instanceof Reason.Derived derived) {
                int before = left.size();
                want(derived.conflict, left);
                for (Incompat cause : derived.causes) {
                    want(cause, left);
                }
                if (left.size() == before) {
                    left.removeLast();
                    ProofStep step = replay(derived);
                    if (step != null) {
                        made.put(next, step);
                    } else if (next == contradiction) {
                        return null;
                    }
                }
            } else {
                left.removeLast();
                made.put(next, new ProofStep(next));
            }
        }
        return made.get(contradiction);
    }

    private void want(Incompat needed, Deque<Incompat> left) {
        if (!made.containsKey(needed) && !(needed.reason instanceof Reason.Asked)) {
            left.add(needed);
        }
    }

    /** Does what {@link Analysis} did, one step for each cause; what the user asked for is left for the end. */
    private @Nullable ProofStep replay(Reason.Derived derived) {
        ProofStep step = made.get(derived.conflict);
        for (int i = 0; i < derived.causes.length; i++) {
            ProofStep cause = made.get(derived.causes[i]);
            if (cause != null) {
                int pivot = derived.pivots[i];
                step = step == null ? cause : step.with(cause, pivot, pool.get(pivot));
            }
        }
        return step;
    }

    private static void count(ProofStep last) {
        Deque<ProofStep> left = new ArrayDeque<>();
        left.add(last);
        while (!left.isEmpty()) {
            ProofStep step = left.removeLast();
            if (++step.uses == 1 && !step.isFact()) {
                left.add(step.first());
                left.add(step.second());
            }
        }
    }
}
