package io.ggen.resolver;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A fact, or what follows from two earlier steps: statements, by package, that do not hold together. */
final class ProofStep {
    /** How many later steps rest on this one. */
    int uses;

    /** The number of the line that says this, or 0. */
    int line;

    private final Map<Integer, long[]> statements;
    private final @Nullable Incompat fact;
    private final @Nullable ProofStep first;
    private final @Nullable ProofStep second;

    ProofStep(Incompat fact) {
        this(new TreeMap<>(), fact, null, null);
        for (int i = 0; i < fact.size(); i++) {
            statements.put(fact.packages[i], fact.sets[i]);
        }
    }

    private ProofStep(
            Map<Integer, long[]> statements,
            @Nullable Incompat fact,
            @Nullable ProofStep first,
            @Nullable ProofStep second) {
        this.statements = statements;
        this.fact = fact;
        this.first = first;
        this.second = second;
    }

    /** What follows from this and {@code other}, whatever {@code pivot} is. */
    ProofStep with(ProofStep other, int pivot, Candidates candidates) {
        Map<Integer, long[]> both = new TreeMap<>(statements);
        for (Map.Entry<Integer, long[]> entry : other.statements.entrySet()) {
            long[] own = statements.get(entry.getKey());
            if (own == null) {
                both.put(entry.getKey(), entry.getValue());
            } else if (entry.getKey() != pivot) {
                both.put(entry.getKey(), Bits.and(own, entry.getValue()));
            } else {
                long[] joined = Bits.or(own, entry.getValue());
                both.put(pivot, joined);
                if (Bits.count(joined) == candidates.size()) {
                    both.remove(pivot);
                }
            }
        }
        return new ProofStep(both, null, this, other);
    }

    Map<Integer, long[]> statements() {
        return statements;
    }

    boolean isFact() {
        return fact != null;
    }

    Incompat fact() {
        if (fact == null) {
            throw new IllegalStateException("not a fact");
        }
        return fact;
    }

    ProofStep first() {
        if (first == null) {
            throw new IllegalStateException("a fact");
        }
        return first;
    }

    ProofStep second() {
        if (second == null) {
            throw new IllegalStateException("a fact");
        }
        return second;
    }
}
