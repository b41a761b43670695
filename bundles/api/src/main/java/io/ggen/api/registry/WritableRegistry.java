package io.ggen.api.registry;

import io.ggen.api.Manifest;
import io.ggen.api.PackageName;
import io.ggen.api.Problem;
import io.ggen.api.Release;
import io.ggen.api.Version;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A registry on this machine that releases can be added to. Each change is one atomic step that survives a crash, and
 * several processes may make them at once. Failures are {@link io.ggen.api.ProblemException}s that leave the registry as
 * it was.
 */
@ConsumerType
public interface WritableRegistry extends BrowsableRegistry {
    /**
     * Adds a release. The same manifest and archive again is no change; another content, or another build of a version
     * that is there, is refused, and so is a version that is there from another publisher. A signed draft of what is there
     * unsigned, byte for byte, adds its record to it; what is signed stays so, with the record it has.
     *
     * <p>A record in the draft must verify and fit manifest and archive; its digest of the manifest is that of the bytes of
     * {@link Manifest#json()}, which are then kept as they are.
     *
     * @param draft the manifest and the packed archive; the archive file is copied, and stays the caller's
     * @return the release as it stands in the registry now
     */
    Release publish(Draft draft);

    /** Marks a version as yanked, or takes the mark away. Refused if there is no such version. */
    Release yank(PackageName name, Version version, boolean yanked);

    /** Tells users of a package to move on; empty {@code text} takes that back. Refused if there is no such package. */
    void deprecate(PackageName name, String text);

    /**
     * Keeps a head for others to find; it changes nothing that {@link #yank} and {@link #deprecate} have said here. No change
     * if it is there already. Refused if it is not valid, if its seq is lower than that of the head there is or the same with
     * another content, and if there is no such package.
     *
     * @param envelope a signed head
     */
    default void keepHead(byte[] envelope) {
        throw Problem.of("This registry keeps no heads; the registry is unchanged.")
                .asException();
    }

    /** Writes every index again from the folders and archives that are there, and tells what could not be taken. */
    Reindexed reindex();

    /**
     * What to publish.
     *
     * @param manifest the manifest that stands beside the archive
     * @param archive the packed archive, a file
     * @param published when, in milliseconds since 1970 UTC
     * @param record the envelope of its signed record, or null for a release that nobody signs
     */
    @SuppressWarnings("ArrayRecordComponent") // drafts are handed over, never compared
    record Draft(Manifest manifest, Path archive, long published, byte @Nullable [] record) {
        /** A draft that nobody signs. */
        public Draft(Manifest manifest, Path archive, long published) {
            this(manifest, archive, published, null);
        }
    }

    /**
     * What {@link #reindex} did.
     *
     * @param packages how many names there are now
     * @param releases how many releases there are now
     * @param problems one sentence for each folder that could not be taken
     */
    record Reindexed(int packages, int releases, List<String> problems) {
        /** Copies the list. */
        public Reindexed {
            problems = List.copyOf(problems);
        }
    }
}
