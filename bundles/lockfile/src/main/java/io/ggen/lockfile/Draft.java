package io.ggen.lockfile;

import io.ggen.api.Dependency;
import io.ggen.api.Digest;
import io.ggen.api.PackageName;
import io.ggen.api.PublisherId;
import io.ggen.api.Range;
import io.ggen.api.Version;
import io.ggen.api.lockfile.Lock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A lock as far as it has been read: its packages still refer to each other by texts. */
final class Draft {
    private final SortedMap<PackageName, Dependency> requests = new TreeMap<>();
    private final SortedMap<PackageName, Package> packages = new TreeMap<>();
    private boolean hasRequests;

    /** One package. In an old lock its dependencies may be ranges, and the version meant is the one that is there. */
    record Package(
            PackageName name,
            Version version,
            PublisherId publisher,
            Digest integrity,
            Map<PackageName, Needed> dependencies) {}

    /** What a dependency is written as: a version, or a range (format 1.0). */
    record Needed(@Nullable Version version, Range range) {}

    /** Says that requests are written down, be it none. */
    void startRequests() {
        hasRequests = true;
    }

    boolean hasRequests() {
        return hasRequests;
    }

    /** Adds a request; null, or what contradicts it. */
    @Nullable
    String add(Dependency request) {
        return requests.put(request.name(), request) == null
                ? null
                : "'" + request.name() + "' is requested from two publishers";
    }

    /** Adds a package; null, or what contradicts it. */
    @Nullable
    String add(Package one) {
        Package other = packages.put(one.name(), one);
        return other == null
                ? null
                : "it holds two versions of '" + one.name() + "', " + other.version() + " and " + one.version();
    }

    /** The lock. Throws a problem that begins with {@code label} if it contradicts itself. */
    Lock finish(String label) {
        SortedMap<PackageName, Lock.Entry> entries = new TreeMap<>();
        for (Package one : packages.values()) {
            SortedMap<PackageName, Version> dependencies = new TreeMap<>();
            for (Map.Entry<PackageName, Needed> dependency : one.dependencies().entrySet()) {
                dependencies.put(dependency.getKey(), chosen(one, dependency, label));
            }
            entries.put(
                    one.name(),
                    new Lock.Entry(one.name(), one.version(), one.publisher(), one.integrity(), dependencies));
        }
        Lock lock = new Lock(hasRequests ? requests : guessedRequests(entries), entries);
        Contradictions.refuse(lock, label);
        return lock;
    }

    private Version chosen(Package dependent, Map.Entry<PackageName, Needed> dependency, String label) {
        Needed needed = dependency.getValue();
        if (needed.version() != null) {
            return needed.version();
        }
        Package there = packages.get(dependency.getKey());
        if (there != null && needed.range().allows(there.version(), true)) {
            return there.version();
        }
        throw Refusal.contradiction(
                        label,
                        dependent.name() + "@" + dependent.version() + " depends on " + dependency.getKey() + "@"
                                + needed.range() + ", which is not among its packages")
                .asException();
    }

    /** Whatever nobody depends on was asked for; so was the first of those who depend on each other in a circle. */
    private static SortedMap<PackageName, Dependency> guessedRequests(SortedMap<PackageName, Lock.Entry> entries) {
        Set<PackageName> needed = new HashSet<>();
        for (Lock.Entry entry : entries.values()) {
            needed.addAll(entry.dependencies().keySet());
        }
        List<Lock.Entry> candidates = new ArrayList<>();
        for (Lock.Entry entry : entries.values()) {
            if (!needed.contains(entry.name())) {
                candidates.add(entry);
            }
        }
        candidates.addAll(entries.values());
        SortedMap<PackageName, Dependency> guessed = new TreeMap<>();
        Set<PackageName> reached = new HashSet<>();
        for (Lock.Entry entry : candidates) {
            if (reach(entry.name(), entries, reached)) {
                guessed.put(entry.name(), new Dependency(entry.name(), Range.exactly(entry.version())));
            }
        }
        return guessed;
    }

    private static boolean reach(
            PackageName from, SortedMap<PackageName, Lock.Entry> entries, Set<PackageName> reached) {
        if (!reached.add(from)) {
            return false;
        }
        Deque<PackageName> left = new ArrayDeque<>(List.of(from));
        while (!left.isEmpty()) {
            Lock.Entry entry = entries.get(left.pop());
            if (entry != null) {
                for (PackageName dependency : entry.dependencies().keySet()) {
                    if (reached.add(dependency)) {
                        left.push(dependency);
                    }
                }
            }
        }
        return true;
    }
}
