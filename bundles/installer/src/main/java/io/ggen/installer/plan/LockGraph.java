package io.ggen.installer.plan;

import io.ggen.api.Dependency;
import io.ggen.api.PackageName;
import io.ggen.api.Range;
import io.ggen.api.Version;
import io.ggen.api.lockfile.Lock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A lock as a graph: who needs whom. */
public final class LockGraph {
    private final Lock lock;

    /** The graph of {@code lock}. */
    public LockGraph(Lock lock) {
        this.lock = lock;
    }

    /** The packages that {@code roots} need, directly or not, themselves included. */
    public Set<PackageName> reachable(Iterable<PackageName> roots) {
        Set<PackageName> seen = new HashSet<>();
        Deque<PackageName> open = new ArrayDeque<>();
        for (PackageName root : roots) {
            if (seen.add(root)) {
                open.add(root);
            }
        }
        PackageName name;
        while ((name = open.poll()) != null) {
            Lock.Entry entry = lock.packages().get(name);
            if (entry != null) {
                for (PackageName dependency : entry.dependencies().keySet()) {
                    if (seen.add(dependency)) {
                        open.add(dependency);
                    }
                }
            }
        }
        return seen;
    }

    /** Who depends on each package. */
    public Map<PackageName, List<PackageName>> dependents() {
        Map<PackageName, List<PackageName>> dependents = new HashMap<>();
        for (Lock.Entry entry : lock.packages().values()) {
            for (PackageName dependency : entry.dependencies().keySet()) {
                dependents
                        .computeIfAbsent(dependency, name -> new ArrayList<>())
                        .add(entry.name());
            }
        }
        return dependents;
    }

    /** The packages in the order of installing: dependencies before dependents, ties by name, circles broken by name. */
    public List<Lock.Entry> order() {
        Map<PackageName, List<PackageName>> dependents = dependents();
        Map<PackageName, Integer> waitsFor = new TreeMap<>();
        PriorityQueue<PackageName> ready = new PriorityQueue<>();
        for (Lock.Entry entry : lock.packages().values()) {
            int count = 0;
            for (PackageName dependency : entry.dependencies().keySet()) {
                if (lock.packages().containsKey(dependency)) {
                    count++;
                }
            }
            if (count == 0) {
                ready.add(entry.name());
            } else {
                waitsFor.put(entry.name(), count);
            }
        }
        List<Lock.Entry> order = new ArrayList<>(lock.packages().size());
        while (!ready.isEmpty() || !waitsFor.isEmpty()) {
            PackageName next = ready.poll();
            if (next == null) {
                next = inCircle(waitsFor.keySet());
                waitsFor.remove(next);
            }
            Lock.Entry entry = lock.packages().get(next);
            if (entry != null) {
                order.add(entry);
            }
            for (PackageName dependent : dependents.getOrDefault(next, List.of())) {
                Integer left = waitsFor.get(dependent);
                if (left != null && left == 1) {
                    waitsFor.remove(dependent);
                    ready.add(dependent);
                } else if (left != null) {
                    waitsFor.put(dependent, left - 1);
                }
            }
        }
        return order;
    }

    /** The first by name of one circle among {@code waiting}, each of which waits for another of them. */
    private PackageName inCircle(Set<PackageName> waiting) {
        List<PackageName> path = new ArrayList<>();
        PackageName name = waiting.iterator().next();
        while (!path.contains(name)) {
            path.add(name);
            Lock.Entry entry = lock.packages().get(name);
            for (PackageName dependency :
                    entry == null ? Set.<PackageName>of() : entry.dependencies().keySet()) {
                if (waiting.contains(dependency)) {
                    name = dependency;
                    break;
                }
            }
        }
        return Collections.min(path.subList(path.indexOf(name), path.size()));
    }

    /** The same lock with only the packages that its requests need. */
    public Lock withoutOrphans() {
        Set<PackageName> kept = reachable(lock.requests().keySet());
        SortedMap<PackageName, Lock.Entry> packages = new TreeMap<>();
        for (Map.Entry<PackageName, Lock.Entry> one : lock.packages().entrySet()) {
            if (kept.contains(one.getKey())) {
                packages.put(one.getKey(), one.getValue());
            }
        }
        return new Lock(lock.requests(), packages);
    }

    /**
     * The same lock with a request for each package that is there for no other reason (locks of the original tool name no
     * requests).
     */
    public Lock withRequestsForAll() {
        Set<PackageName> reached = reachable(lock.requests().keySet());
        if (reached.containsAll(lock.packages().keySet())) {
            return lock;
        }
        Map<PackageName, List<PackageName>> dependents = dependents();
        SortedMap<PackageName, Dependency> requests = new TreeMap<>(lock.requests());
        for (boolean onlyTops : new boolean[] {true, false}) {
            for (PackageName name : lock.packages().keySet()) {
                if (!reached.contains(name) && (!onlyTops || !dependents.containsKey(name))) {
                    requests.put(name, new Dependency(name, Range.LATEST));
                    reached.addAll(reachable(List.of(name)));
                }
            }
        }
        return new Lock(requests, lock.packages());
    }

    /**
     * What keeps the lock from being installed as it stands, as half a sentence; null if nothing does.
     *
     * @param overrides ranges that stand in place of all others
     */
    public @Nullable String flaw(boolean prereleases, Map<PackageName, Range> overrides) {
        for (Dependency request : lock.requests().values()) {
            Lock.Entry entry = lock.packages().get(request.name());
            if (entry == null) {
                return "it asks for " + request.name() + " but does not hold it";
            }
            if (!satisfies(entry, overridden(request, overrides), prereleases)) {
                return overrides.containsKey(request.name())
                        ? contradiction(entry, overrides)
                        : "it asks for " + request + " but holds " + entry.id();
            }
        }
        for (PackageName name : overrides.keySet()) {
            Lock.Entry entry = lock.packages().get(name);
            if (entry != null
                    && !satisfies(entry, overridden(new Dependency(name, Range.LATEST), overrides), prereleases)) {
                return contradiction(entry, overrides);
            }
        }
        for (Lock.Entry entry : lock.packages().values()) {
            for (Map.Entry<PackageName, Version> needed : entry.dependencies().entrySet()) {
                Lock.Entry there = lock.packages().get(needed.getKey());
                if (there == null || !there.version().equals(needed.getValue())) {
                    return entry.id() + " needs " + needed.getKey() + "@" + needed.getValue()
                            + ", which it does not hold";
                }
            }
        }
        return null;
    }

    private static String contradiction(Lock.Entry entry, Map<PackageName, Range> overrides) {
        return Overrides.words(entry.name(), overrides.getOrDefault(entry.name(), Range.LATEST)) + " but it holds "
                + entry.id();
    }

    /** {@code request} with the range that stands in its place, if one does. */
    public static Dependency overridden(Dependency request, Map<PackageName, Range> overrides) {
        Range range = overrides.get(request.name());
        return range == null ? request : new Dependency(request.name(), request.publisher(), range);
    }

    /** Whether {@code entry} is what {@code request} asks for. A prerelease that is locked satisfies {@code latest}. */
    public static boolean satisfies(Lock.Entry entry, Dependency request, boolean prereleases) {
        if (request.publisher() != null && !request.publisher().equals(entry.publisher())) {
            return false;
        }
        return request.range().allows(entry.version(), prereleases)
                || (entry.version().isPrerelease() && request.range().allows(entry.version(), true));
    }
}
