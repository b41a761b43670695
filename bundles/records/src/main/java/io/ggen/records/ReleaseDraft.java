package io.ggen.records;

import io.ggen.api.Digest;
import io.ggen.api.Manifest;
import io.ggen.api.Problem;
import io.ggen.api.Release;
import java.time.Instant;

/** Makes the record of a release from what publishing knows. */
public final class ReleaseDraft {
    private ReleaseDraft() {}

    /**
     * The record of {@code release}. Its dependencies are the release's, publishers included. Where they do not fit, the record
     * holds their digest alone, and {@link Dependencies.Listed#content()} of the same list is what must be kept beside it.
     *
     * @param manifestDigest the SHA-256 digest of the manifest's bytes as they are kept
     * @throws io.ggen.api.ProblemException if it is too large even so, or if release, manifest and archive contradict each other
     */
    public static ReleaseRecord of(
            Release release, Manifest manifest, Digest manifestDigest, ArchiveFacts archive, Instant published) {
        if (!release.name().equals(manifest.name())
                || !release.version().toString().equals(manifest.version().toString())
                || !release.archive().equals(archive.archive())) {
            throw Problem.of("The release " + release.id() + " with archive "
                            + release.archive().digest() + " does not fit its manifest of " + manifest.name() + "@"
                            + manifest.version() + " and archive " + archive.sha256() + "; nothing was signed.")
                    .asException();
        }
        Dependencies.Listed listed = new Dependencies.Listed(release.dependencies());
        ReleaseRecord record = record(release, manifest, manifestDigest, archive, published, listed);
        if (sizeOf(record) <= RecordKind.RELEASE.largestPayload()) {
            return record;
        }
        byte[] content = listed.content();
        ReleaseRecord smaller = record(
                release,
                manifest,
                manifestDigest,
                archive,
                published,
                new Dependencies.Elsewhere(Digest.sha256Of(content)));
        int size = sizeOf(smaller);
        if (size > RecordKind.RELEASE.largestPayload() || content.length > Dependencies.LARGEST_CONTENT) {
            throw Problem.of("The release record of " + release.id() + " would have " + size + " bytes, and "
                            + content.length + " for its dependencies, but at most "
                            + RecordKind.RELEASE.largestPayload() + " and " + Dependencies.LARGEST_CONTENT
                            + " are allowed: shorten title, tags, author and license; nothing was signed.")
                    .asException();
        }
        return smaller;
    }

    private static int sizeOf(ReleaseRecord record) {
        return CanonicalJson.write(record.toJson()).length;
    }

    private static ReleaseRecord record(
            Release release,
            Manifest manifest,
            Digest manifestDigest,
            ArchiveFacts archive,
            Instant published,
            Dependencies dependencies) {
        return new ReleaseRecord(
                release.name(),
                release.version(),
                release.publisher(),
                published,
                release.kind(),
                manifest.title(),
                cut(manifest.description()),
                manifest.categories().isEmpty() ? "" : manifest.categories().get(0),
                manifest.tags(),
                manifest.author(),
                manifest.license(),
                dependencies,
                manifestDigest,
                archive,
                JsonValue.Members.NONE);
    }

    private static String cut(String description) {
        int most = ReleaseRecord.LONGEST_DESCRIPTION;
        return description.codePointCount(0, description.length()) <= most
                ? description
                : description.substring(0, description.offsetByCodePoints(0, most - 1)) + "…";
    }
}
