package io.ggen.api.publishing;

import io.ggen.api.Digest;
import io.ggen.api.Manifest;
import io.ggen.api.PackageName;
import io.ggen.api.Progress;
import io.ggen.api.Release;
import io.ggen.api.Version;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * From a folder to a release in the registry of this home. Operations block, change nothing when they fail, and fail with
 * a {@link io.ggen.api.ProblemException}; one about a manifest names file, line and column.
 */
@ProviderType
public interface Publishing {
    /** Writes a {@code package.json} named after {@code folder} (made if need be). Refused if a manifest is there. */
    Path init(Path folder);

    /** Reads the manifest of {@code folder}; its kinds and their order are those of DESIGN section 5. */
    Manifest manifest(Path folder);

    /** Packs {@code folder} into {@code NAME-VERSION.tar.gz} in {@code into}. The same folder gives the same bytes. */
    Packed pack(Path folder, Path into);

    /**
     * Packs {@code folder} and adds it to the registry.
     *
     * @param version a version to publish instead of the manifest's, or null
     * @param dryRun whether to stop before the registry is changed
     */
    Published publish(Path folder, @Nullable Version version, boolean dryRun);

    /**
     * Packs and publishes every package folder under {@code folders}, at any depth; a folder with a manifest is not
     * searched further. Folders that cannot be taken are told in the report and do not stop the others.
     */
    Imported importAll(List<Path> folders, Progress progress);

    /** Marks a release as yanked, or takes the mark away. */
    Release yank(PackageName name, Version version, boolean yanked);

    /** Tells users of a package to move on; empty text takes that back. */
    void deprecate(PackageName name, String text);

    /**
     * An archive made.
     *
     * @param archive where it is
     * @param files what is in it, sorted by path
     * @param expanded bytes of all files together
     */
    record Packed(Manifest manifest, Path archive, Digest digest, long size, List<String> files, long expanded) {
        /** Copies the list. */
        public Packed {
            files = List.copyOf(files);
        }
    }

    /**
     * A release made, or that would be.
     *
     * @param release as it stands in the registry, or null after a dry run
     * @param packed what was packed; after a dry run the archive is gone again
     */
    record Published(@Nullable Release release, Packed packed) {}

    /**
     * What an import did.
     *
     * @param published {@code NAME@VERSION} of each release added
     * @param unchanged {@code NAME@VERSION} of each release that was there already, with the same content
     * @param refused one sentence for each folder that could not be taken
     * @param ignoredDependencies how many entries of dependency tables were left out because they name no package
     */
    record Imported(List<String> published, List<String> unchanged, List<String> refused, int ignoredDependencies) {
        /** Copies the lists. */
        public Imported {
            published = List.copyOf(published);
            unchanged = List.copyOf(unchanged);
            refused = List.copyOf(refused);
        }
    }
}
