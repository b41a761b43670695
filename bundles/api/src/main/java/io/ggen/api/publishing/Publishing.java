package io.ggen.api.publishing;

import io.ggen.api.Digest;
import io.ggen.api.Manifest;
import io.ggen.api.PackageName;
import io.ggen.api.Progress;
import io.ggen.api.PublisherId;
import io.ggen.api.Release;
import io.ggen.api.Version;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
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
     * Packs {@code folder}, signs the release with the publisher's key, which is made if there is none yet, and adds it to the
     * registry. Refused: a version that is there with another content or from another publisher, files that look like secrets,
     * a key that was revoked, and a dependency of which it is not clear whose package it is. The head of the package is kept up
     * too; if that fails there is a warning, and the next publish or yank does it.
     */
    Published publish(Path folder, Options options);

    /** Like {@link #publish(Path, Options)}, with the publisher's own key. */
    default Published publish(Path folder, @Nullable Version version, boolean dryRun) {
        return publish(folder, new Options(version, dryRun, null, false));
    }

    /**
     * Like {@link #publish(Path, Options)} for the network alone: the registry of this home does not get it. Always signed, and
     * noted in the {@link Outbox}. Refused: a version that this user has signed before with another content.
     */
    Published publishToNetwork(Path folder, Options options);

    /**
     * Packs and publishes every package folder under {@code folders}, at any depth; a folder with a manifest is not
     * searched further. Folders that cannot be taken are told in the report and do not stop the others.
     */
    Imported importAll(List<Path> folders, ImportOptions options, Progress progress);

    /** Like {@link #importAll(List, ImportOptions, Progress)}, signed with the publisher's own key. */
    default Imported importAll(List<Path> folders, Progress progress) {
        return importAll(folders, ImportOptions.SIGNED, progress);
    }

    /**
     * Marks a release as yanked, or takes the mark away. If this user has signed it, the head tells everybody else; if somebody
     * else has, the mark is this registry's alone, and there is a warning.
     *
     * @param publisher whose release is meant, or null if that does not matter; refused if it is another's
     * @param key the file of a key to sign the head with instead of the publisher's own, or null; refused if the release is not
     *     signed with it
     */
    Release yank(
            @Nullable PublisherId publisher, PackageName name, Version version, boolean yanked, @Nullable Path key);

    /** Like {@link #yank(PublisherId, PackageName, Version, boolean, Path)}, with the publisher's own key. */
    default Release yank(@Nullable PublisherId publisher, PackageName name, Version version, boolean yanked) {
        return yank(publisher, name, version, yanked, null);
    }

    /** Like {@link #yank(PublisherId, PackageName, Version, boolean)}, whoever the publisher is. */
    default Release yank(PackageName name, Version version, boolean yanked) {
        return yank(null, name, version, yanked);
    }

    /**
     * Tells users of a package to move on, in the head too as {@link #yank} does; empty text takes that back.
     *
     * @param key the file of a key to sign the head with instead of the publisher's own, or null; refused if no release of the
     *     package is signed with it
     */
    void deprecate(PackageName name, String text, @Nullable Path key);

    /** Like {@link #deprecate(PackageName, String, Path)}, with the publisher's own key. */
    default void deprecate(PackageName name, String text) {
        deprecate(name, text, null);
    }

    /**
     * Signs the heads of one's own packages {@code names} anew if they have something new to say or would expire within half of
     * their life, and puts those into the {@link Outbox}. Names that are not one's own are passed over; failures are warnings.
     */
    void renewHeads(Set<PackageName> names);

    /**
     * How to publish.
     *
     * @param version a version to publish instead of the manifest's, or null
     * @param dryRun whether to stop before the registry is changed or a key is made
     * @param key the file of a key to sign with instead of the publisher's own, or null
     * @param force whether to publish files that look like secrets
     * @param local whether the network is not to hear of it; else it goes into the {@link Outbox}
     */
    record Options(
            @Nullable Version version,
            boolean dryRun,
            @Nullable Path key,
            boolean force,
            boolean local) {
        /** For this machine alone. */
        public Options(@Nullable Version version, boolean dryRun, @Nullable Path key, boolean force) {
            this(version, dryRun, key, force, true);
        }
    }

    /**
     * How to import.
     *
     * @param signed whether to sign, rather than to publish as {@code local} what others have made
     * @param key the file of a key to sign with instead of the publisher's own, or null
     * @param force whether to publish files that look like secrets
     */
    record ImportOptions(boolean signed, @Nullable Path key, boolean force) {
        /** Signed with the publisher's own key. */
        public static final ImportOptions SIGNED = new ImportOptions(true, null, false);
    }

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
     * @param signature who signed it or would; null if nobody does, or if a dry run has found no key yet
     * @param unchanged whether it was published before, just like this
     */
    record Published(
            @Nullable Release release,
            Packed packed,
            @Nullable Signature signature,
            boolean unchanged) {
        /** A release that was not there before. */
        public Published(@Nullable Release release, Packed packed, @Nullable Signature signature) {
            this(release, packed, signature, false);
        }

        /** A release that nobody signed. */
        public Published(@Nullable Release release, Packed packed) {
            this(release, packed, null);
        }
    }

    /**
     * Who signs a release.
     *
     * @param fingerprint of the publisher's key
     * @param record the id of the signed record in hexadecimal, or null after a dry run
     * @param newKey the folder in which the key was made for this, or null if it was there
     */
    record Signature(
            PublisherId publisher,
            String fingerprint,
            @Nullable String record,
            @Nullable Path newKey) {}

    /**
     * What an import did.
     *
     * @param published {@code NAME@VERSION} of each release added
     * @param unchanged {@code NAME@VERSION} of each release that was there already, with the same content
     * @param refused one sentence for each folder that could not be taken
     * @param ignoredDependencies how many entries of dependency tables were left out because they name no package
     * @param signature who signed what was added, without a record; null if nobody did
     */
    record Imported(
            List<String> published,
            List<String> unchanged,
            List<String> refused,
            int ignoredDependencies,
            @Nullable Signature signature) {
        /** Copies the lists. */
        public Imported {
            published = List.copyOf(published);
            unchanged = List.copyOf(unchanged);
            refused = List.copyOf(refused);
        }

        /** An import that nobody signed. */
        public Imported(List<String> published, List<String> unchanged, List<String> refused, int ignoredDependencies) {
            this(published, unchanged, refused, ignoredDependencies, null);
        }
    }
}
