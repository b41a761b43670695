package io.ggen.records;

import io.ggen.api.Digest;
import io.ggen.api.PackageName;
import io.ggen.api.Problem;
import io.ggen.api.PublisherId;
import io.ggen.api.Version;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a publisher wants to say about all versions of a package; makes the next head of it.
 *
 * @param versions the record of every version
 * @param yanked the versions to pass over
 * @param deprecated what to use instead, or empty
 */
public record HeadDraft(
        PackageName name,
        PublisherId publisher,
        SortedMap<Version, RecordId> versions,
        SortedSet<Version> yanked,
        String deprecated) {
    /** Copies map and set. */
    public HeadDraft {
        versions = Collections.unmodifiableSortedMap(new TreeMap<>(versions));
        yanked = Collections.unmodifiableSortedSet(new TreeSet<>(yanked));
    }

    /** A draft from the releases there are, all of one publisher and name. Throws {@link IllegalArgumentException} otherwise. */
    public static HeadDraft of(
            Collection<Signed<ReleaseRecord>> releases, Collection<Version> yanked, String deprecated) {
        if (releases.isEmpty()) {
            throw new IllegalArgumentException("A head needs at least one release");
        }
        ReleaseRecord any = releases.iterator().next().payload();
        SortedMap<Version, RecordId> versions = new TreeMap<>();
        for (Signed<ReleaseRecord> release : releases) {
            ReleaseRecord payload = release.payload();
            boolean fits =
                    payload.name().equals(any.name()) && payload.publisher().equals(any.publisher());
            RecordId other = versions.put(payload.version(), release.id());
            if (!fits || (other != null && !other.equals(release.id()))) {
                throw new IllegalArgumentException("One head cannot tell of " + any + " and " + payload);
            }
        }
        return new HeadDraft(any.name(), any.publisher(), versions, new TreeSet<>(yanked), deprecated);
    }

    /** The list of all versions, to be kept as content beside the head. */
    public byte[] versionList() {
        return VersionList.write(versions);
    }

    /** The highest stable version that is not yanked. */
    public @Nullable Version latest() {
        Version latest = null;
        for (Version version : versions.keySet()) {
            if (!version.isPrerelease() && !yanked.contains(version)) {
                latest = version;
            }
        }
        return latest;
    }

    /**
     * The next head: its seq is the larger of {@code highestSeen + 1} and {@code now}, its life the longest allowed. It names
     * the highest {@link HeadRecord#MOST_VERSIONS} versions, fewer if yanked versions need the room.
     *
     * @param highestSeen the highest seq of any head of this package that was ever seen, or -1
     * @throws io.ggen.api.ProblemException if this machine's clock is so far behind {@code highestSeen} that everybody would
     *     ignore the head, or if more is yanked or said than a head can hold
     */
    public HeadRecord next(long highestSeen, Instant now) {
        long seq = Math.max(highestSeen + 1, now.toEpochMilli());
        if (seq > now.plus(Records.TOLERANCE).toEpochMilli()) {
            throw Problem.of("The last head of " + name + " is from " + Instant.ofEpochMilli(highestSeen)
                            + " but the clock of this machine says " + now + "; no head was made.")
                    .asException();
        }
        byte[] content = versionList();
        if (versions.size() > VersionList.MOST_VERSIONS || content.length > VersionList.LARGEST_CONTENT) {
            throw Problem.of("The " + versions.size() + " versions of " + name + " are over the limit of "
                            + VersionList.MOST_VERSIONS + " or of " + VersionList.LARGEST_CONTENT
                            + " bytes; no head was made.")
                    .asException();
        }
        Digest list = Digest.sha256Of(content);
        SortedMap<Version, RecordId> newest = new TreeMap<>(versions);
        while (newest.size() > HeadRecord.MOST_VERSIONS) {
            newest.remove(newest.firstKey());
        }
        while (true) {
            HeadRecord head = new HeadRecord(
                    name,
                    publisher,
                    seq,
                    now,
                    now.plus(HeadRecord.LONGEST_LIFE),
                    latest(),
                    List.copyOf(yanked),
                    deprecated,
                    newest,
                    list,
                    versions.size(),
                    JsonValue.Members.NONE);
            int size = CanonicalJson.write(head.toJson()).length;
            if (size <= RecordKind.HEAD.largestPayload()) {
                return head;
            }
            if (newest.isEmpty()) {
                throw Problem.of("A head of " + name + " with " + yanked.size() + " yanked versions would have " + size
                                + " bytes, over the limit of " + RecordKind.HEAD.largestPayload()
                                + "; no head was made.")
                        .asException();
            }
            newest.remove(newest.firstKey());
        }
    }
}
