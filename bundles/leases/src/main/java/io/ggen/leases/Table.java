package io.ggen.leases;

import io.ggen.roles.RoleNames;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Who is there, in which order, and who has just left. Guarded by the bell's lock. */
final class Table {
    private static final int MOST_ABSENTEES = 64;

    private final Map<Object, Candidate> byKey = new HashMap<>();
    private final List<Candidate> bestFirst = new ArrayList<>();
    private final List<Absentee> absentees = new ArrayList<>();
    private Map<String, String> selection = Map.of();
    private Map<String, Set<String>> admitted = Map.of();

    /** No lambda: this runs while the host starts, where the first lambda of a bundle costs milliseconds. */
    private final Comparator<Candidate> order = new Comparator<>() {
        @Override
        public int compare(Candidate one, Candidate other) {
            return isBefore(one, other) ? -1 : isBefore(other, one) ? 1 : 0;
        }
    };

    Map<String, String> selection() {
        return selection;
    }

    void select(Map<String, String> names) {
        selection = Map.copyOf(names);
        admitted = Admitted.of(names);
        sort();
    }

    @Nullable
    Candidate get(Object key) {
        return byKey.get(key);
    }

    void add(Object key, Candidate candidate) {
        byKey.put(key, candidate);
        bestFirst.add(candidate);
        sort();
        Facts facts = candidate.facts;
        for (int i = absentees.size() - 1; i >= 0; i--) {
            Facts gone = absentees.get(i).facts;
            if (gone.role().equals(facts.role())
                    && gone.name().equals(facts.name())
                    && facts.interfaces().containsAll(gone.interfaces())) {
                absentees.remove(i);
            }
        }
    }

    void changed(Candidate candidate, Facts facts) {
        candidate.facts = facts;
        candidate.failure = null;
        sort();
    }

    /** Takes {@code key} off. If it was one of those to use, its calls wait a moment for a successor. */
    Absentee remove(Object key, Candidate candidate, long now) {
        byKey.remove(key);
        bestFirst.remove(candidate);
        absentees.removeIf(gone -> gone.isForgotten(now));
        Absentee absentee = new Absentee(candidate.facts);
        if (isEligible(candidate) && absentees.size() < MOST_ABSENTEES) {
            absentees.add(absentee);
        }
        return absentee;
    }

    List<Candidate> all() {
        return bestFirst;
    }

    /** Whether {@code candidate} may be used at all: not from a package, or chosen by a name that is not somebody else's. */
    boolean isEligible(Candidate candidate) {
        Facts facts = candidate.facts;
        return facts.origin() != Facts.Origin.PACKAGE || ((isSelected(facts) || isAdmitted(facts)) && !isTaken(facts));
    }

    boolean isAdmitted(Facts facts) {
        return admitted.getOrDefault(facts.role(), Set.of()).contains(facts.name());
    }

    /** Whether the distribution or the operator has a provider of that name. */
    boolean isTaken(Facts facts) {
        for (Candidate other : bestFirst) {
            if (other.facts.origin() != Facts.Origin.PACKAGE
                    && other.facts.role().equals(facts.role())
                    && other.facts.name().equals(facts.name())) {
                return true;
            }
        }
        return false;
    }

    /** Whether {@code candidate} is the one in use for its role, or one of the many. */
    boolean isInUse(Candidate candidate) {
        String role = candidate.facts.role();
        return isMany(role) ? isThere(candidate) && isEligible(candidate) : chosen(role) == candidate;
    }

    private boolean isThere(Candidate candidate) {
        return bestFirst.contains(candidate);
    }

    /** The one provider to use: the best that starts, or else the best. */
    private @Nullable Candidate chosen(String role) {
        Candidate best = null;
        for (Candidate candidate : bestFirst) {
            if (candidate.facts.role().equals(role) && isEligible(candidate)) {
                if (candidate.failure == null) {
                    return candidate;
                }
                best = best == null ? candidate : best;
            }
        }
        return best;
    }

    boolean isMany(String role) {
        if (RoleNames.isForMany(role)) {
            return true;
        }
        for (Candidate candidate : bestFirst) {
            if (candidate.facts.many() && candidate.facts.role().equals(role)) {
                return true;
            }
        }
        return false;
    }

    List<Candidate> inUse() {
        List<Candidate> inUse = new ArrayList<>();
        for (Candidate candidate : bestFirst) {
            if (isInUse(candidate)) {
                inUse.add(candidate);
            }
        }
        return inUse;
    }

    /** Those who can be leased as {@code type}, best first; those that could not be started just now come last. */
    List<Candidate> usable(String type, long now) {
        List<Candidate> usable = new ArrayList<>(4);
        List<Candidate> failing = List.of();
        for (Candidate candidate : bestFirst) {
            if (candidate.facts.interfaces().contains(type) && isEligible(candidate)) {
                if (!candidate.failedJustNow(now)) {
                    usable.add(candidate);
                } else {
                    failing = failing.isEmpty() ? new ArrayList<>() : failing;
                    failing.add(candidate);
                }
            }
        }
        usable.addAll(failing);
        return usable;
    }

    /** Everybody, by role. */
    TreeMap<String, List<Candidate>> byRole() {
        TreeMap<String, List<Candidate>> roles = new TreeMap<>();
        for (Candidate candidate : bestFirst) {
            roles.computeIfAbsent(candidate.facts.role(), role -> new ArrayList<>())
                    .add(candidate);
        }
        return roles;
    }

    /** For how long a successor for {@code type} may still come, of the given name if there is one; 0 if none will. */
    long successorWithin(String type, @Nullable String name, long now) {
        long longest = 0;
        for (Absentee gone : absentees) {
            if (gone.facts.interfaces().contains(type)
                    && (name == null || gone.facts.name().equals(name))) {
                longest = Math.max(longest, gone.left(now));
            }
        }
        return longest;
    }

    private boolean isSelected(Facts facts) {
        return facts.name().equals(selection.get(facts.role()));
    }

    private boolean isBefore(Candidate one, Candidate other) {
        boolean selected = isSelected(one.facts);
        return selected != isSelected(other.facts) ? selected : one.facts.isBetterThan(other.facts);
    }

    private void sort() {
        bestFirst.sort(order);
    }

    /** One who was in use and left: for a moment its calls wait for a successor. */
    static final class Absentee {
        private final Facts facts;
        private boolean gone;
        private long expectedUntil;

        private Absentee(Facts facts) {
            this.facts = facts;
        }

        /** Its last leases are over: from now on a successor can come. */
        void isGone(long until) {
            gone = true;
            expectedUntil = until;
        }

        private long left(long now) {
            return gone ? Math.max(0, expectedUntil - now) : Long.MAX_VALUE;
        }

        private boolean isForgotten(long now) {
            return left(now) == 0;
        }
    }
}
