package io.ggen.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One version of one publisher's package: all that resolving and installing need to know. Everything but
 * {@code yanked} and {@code deprecated} is fixed for good once published.
 *
 * @param name the package
 * @param version the version, build metadata included
 * @param publisher who signed it, or {@link PublisherId#LOCAL}
 * @param kind what the archive holds
 * @param dependencies in the order of their names
 * @param archive the bytes
 * @param yanked whether new installs pass this version over
 * @param deprecated what the publisher tells users of this package instead, or null
 */
public record Release(
        PackageName name,
        Version version,
        PublisherId publisher,
        Kind kind,
        List<Dependency> dependencies,
        Archive archive,
        boolean yanked,
        @Nullable String deprecated) {
    /** Copies the dependencies. */
    public Release {
        dependencies = List.copyOf(dependencies);
    }

    /** {@code NAME@VERSION}. */
    public String id() {
        return name + "@" + version;
    }

    /** What an archive holds. */
    public enum Kind {
        /** Files for people and tools. */
        FILES,
        /** OSGi bundles, run by the host after consent. */
        BUNDLE;

        /** The word in a manifest: {@code files} or {@code bundle}. */
        public String word() {
            return this == FILES ? "files" : "bundle";
        }
    }
}
