package io.ggen.api.lockfile;

import io.ggen.api.Dependency;
import io.ggen.api.Digest;
import io.ggen.api.PackageName;
import io.ggen.api.PublisherId;
import io.ggen.api.Version;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a target holds, exactly. Compared by value.
 *
 * @param requests what the user asked for, by name
 * @param packages what is installed, one version of a name
 */
public record Lock(SortedMap<PackageName, Dependency> requests, SortedMap<PackageName, Entry> packages) {
    /** Nothing asked for, nothing installed. */
    public static final Lock EMPTY = new Lock(new TreeMap<>(), new TreeMap<>());

    /** Copies the maps. */
    public Lock {
        requests = Collections.unmodifiableSortedMap(new TreeMap<>(requests));
        packages = Collections.unmodifiableSortedMap(new TreeMap<>(packages));
    }

    /** Whether the user asked for {@code name}, rather than another package. */
    public boolean isDirect(PackageName name) {
        return requests.containsKey(name);
    }

    /**
     * One package installed.
     *
     * @param integrity the digest of its archive; MD5 only in a lock that the original tool wrote
     * @param dependencies the version of each dependency, by name
     */
    public record Entry(
            PackageName name,
            Version version,
            PublisherId publisher,
            Digest integrity,
            SortedMap<PackageName, Version> dependencies) {
        /** Copies the map. */
        public Entry {
            dependencies = Collections.unmodifiableSortedMap(new TreeMap<>(dependencies));
        }

        /** A copy with a map in any order. */
        public static Entry of(
                PackageName name,
                Version version,
                PublisherId publisher,
                Digest integrity,
                Map<PackageName, Version> dependencies) {
            return new Entry(name, version, publisher, integrity, new TreeMap<>(dependencies));
        }

        /** {@code NAME@VERSION}. */
        public String id() {
            return name + "@" + version;
        }
    }
}
