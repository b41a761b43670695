package io.ggen.resolver.backtracking;

import io.ggen.api.Dependency;
import io.ggen.api.PackageName;
import io.ggen.api.Release;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One package in a search: what is demanded of it now, what that leaves, what is chosen, and what was tried in vain. */
final class Slot {
    private static final int NONE = -1;
    private static final int MOST_REMEMBERED = 300;

    private final PackageName name;
    private final int number;
    private final List<Demand> demands = new ArrayList<>();
    private final List<Slot> reached = new ArrayList<>();
    private final List<Conflict> rejections = new ArrayList<>();
    private final Map<Integer, List<Nogood>> nogoods = new HashMap<>();
    private @Nullable Candidates candidates;
    private BitSet left = new BitSet();
    private int position = NONE;
    private int chosen = NONE;
    private int next;

    /** {@code number} tells it from the other slots of a search. */
    Slot(PackageName name, int number) {
        this.name = name;
        this.number = number;
    }

    PackageName name() {
        return name;
    }

    int number() {
        return number;
    }

    boolean isLoaded() {
        return candidates != null;
    }

    Candidates candidates() {
        if (candidates == null) {
            throw new IllegalStateException(name + " is not loaded");
        }
        return candidates;
    }

    /** Learns what there is, and what the demands made so far leave of it. */
    void load(Candidates found) {
        candidates = found;
        left = found.all();
        for (Demand demand : demands) {
            demand.before = left;
            left = narrowed(left, found.allowed(demand.dependency()));
        }
    }

    List<Demand> demands() {
        return demands;
    }

    /** Adds a demand. */
    void push(Demand demand) {
        demand.before = left;
        demands.add(demand);
        if (candidates != null) {
            left = narrowed(left, candidates.allowed(demand.dependency()));
        }
    }

    /** Takes the last demand back. */
    void pop() {
        left = demands.remove(demands.size() - 1).before;
    }

    /** Whether the demands leave nothing; false as long as it is not known what there is. */
    boolean isHopeless() {
        return candidates != null && left.isEmpty();
    }

    boolean allows(int candidate, Dependency dependency) {
        return candidates().allowed(dependency).get(candidate);
    }

    /** Where in the order of decisions this package is, if anything is demanded of it. */
    int position() {
        return position;
    }

    void moveTo(int newPosition) {
        position = newPosition;
    }

    void leave() {
        position = NONE;
    }

    int chosen() {
        return chosen;
    }

    boolean fits() {
        return left.get(chosen);
    }

    Release release() {
        return candidates().get(chosen);
    }

    void choose(int candidate) {
        chosen = candidate;
    }

    void unchoose() {
        chosen = NONE;
    }

    /** The packages on which the choice made demands, in that order. */
    List<Slot> reached() {
        return reached;
    }

    /** Starts over with the first candidate. */
    void begin() {
        next = 0;
        rejections.clear();
    }

    /** The next candidate to try, or -1 if there is none. */
    int nextCandidate() {
        int candidate = left.nextSetBit(next);
        next = candidate + 1;
        return candidate;
    }

    void reject(Conflict conflict) {
        rejections.add(conflict);
    }

    List<Conflict> rejections() {
        return rejections;
    }

    void remember(int candidate, Nogood nogood) {
        List<Nogood> known = nogoods.computeIfAbsent(candidate, unused -> new ArrayList<>(1));
        if (known.size() < MOST_REMEMBERED) {
            known.add(nogood);
        }
    }

    /** What forbids {@code candidate} beside the other choices of now, or null. */
    @Nullable
    Conflict forbidden(int candidate) {
        for (Nogood nogood : nogoods.getOrDefault(candidate, List.of())) {
            if (nogood.holdsWith(this)) {
                return nogood.now();
            }
        }
        return null;
    }

    /** The first demand, and each other that took a candidate away. */
    List<Demand> narrowing() {
        List<Demand> found = new ArrayList<>();
        BitSet rest = candidates().all();
        for (Demand demand : demands) {
            BitSet narrowed = narrowed(rest, candidates().allowed(demand.dependency()));
            if (found.isEmpty() || narrowed != rest) {
                found.add(demand);
            }
            rest = narrowed;
            if (rest.isEmpty()) {
                break;
            }
        }
        return found;
    }

    /** Of demands that leave nothing together, some that do so already and of which none can be spared. */
    List<Demand> fewestContradicting() {
        List<Demand> found = narrowing();
        for (int i = found.size() - 1; i >= 0 && found.size() > 1; i--) {
            Demand spared = found.remove(i);
            BitSet rest = candidates().all();
            for (Demand demand : found) {
                rest = narrowed(rest, candidates().allowed(demand.dependency()));
            }
            if (!rest.isEmpty()) {
                found.add(i, spared);
            }
        }
        return found;
    }

    private static BitSet narrowed(BitSet set, BitSet allowed) {
        BitSet both = (BitSet) set.clone();
        both.and(allowed);
        return both.equals(set) ? set : both;
    }
}
