package io.ggen.lockfile;

import io.ggen.api.Dependency;
import io.ggen.api.PackageName;
import io.ggen.api.Version;
import io.ggen.api.lockfile.Lock;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a lock as a whole must not say. */
final class Contradictions {
    private Contradictions() {}

    /** Throws a problem that begins with {@code label} if {@code lock} contradicts itself. */
    static void refuse(Lock lock, String label) {
        String found = in(lock);
        if (found != null) {
            throw Refusal.contradiction(label, found).asException();
        }
    }

    private static @Nullable String in(Lock lock) {
        for (Map.Entry<PackageName, Dependency> request : lock.requests().entrySet()) {
            String found = inRequest(lock, request.getKey(), request.getValue());
            if (found != null) {
                return found;
            }
        }
        for (Map.Entry<PackageName, Lock.Entry> one : lock.packages().entrySet()) {
            Lock.Entry entry = one.getValue();
            if (!one.getKey().equals(entry.name())) {
                return "the package under '" + one.getKey() + "' is " + entry.id();
            }
            String found = inDependencies(lock, entry);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static @Nullable String inRequest(Lock lock, PackageName name, Dependency request) {
        if (!name.equals(request.name())) {
            return "the request under '" + name + "' is for '" + request.name() + "'";
        }
        Lock.Entry entry = lock.packages().get(name);
        if (entry == null) {
            return "'" + name + "' is requested but not among its packages";
        }
        if (request.publisher() != null && !request.publisher().equals(entry.publisher())) {
            return "'" + request.key() + "' is requested but " + entry.id() + " is by publisher " + entry.publisher();
        }
        return null;
    }

    private static @Nullable String inDependencies(Lock lock, Lock.Entry entry) {
        for (Map.Entry<PackageName, Version> dependency : entry.dependencies().entrySet()) {
            Lock.Entry there = lock.packages().get(dependency.getKey());
            if (there == null) {
                return entry.id() + " depends on '" + dependency.getKey() + "', which is not among its packages";
            }
            if (!there.version().equals(dependency.getValue())) {
                return entry.id() + " depends on " + dependency.getKey() + "@" + dependency.getValue() + ", but "
                        + there.id() + " is what it holds";
            }
        }
        return null;
    }
}
