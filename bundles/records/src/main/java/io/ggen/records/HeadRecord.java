package io.ggen.records;

import io.ggen.api.Digest;
import io.ggen.api.PackageName;
import io.ggen.api.PublisherId;
import io.ggen.api.Release;
import io.ggen.api.Version;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a publisher says about all versions of a package: which are yanked, whether it is deprecated, which is latest. It never
 * takes a release away.
 *
 * @param seq rises with every head of the package, and is at least {@code issued} in milliseconds
 * @param expires until when it is fresh, at most {@link #LONGEST_LIFE} after {@code issued}
 * @param latest the highest stable version that is not yanked, or null
 * @param yanked in ascending order
 * @param deprecated what to use instead, or empty
 * @param versions the records of the highest {@link #MOST_VERSIONS} versions, in ascending order
 * @param list the digest of the whole {@link VersionList}
 * @param count how many versions that list has
 */
public record HeadRecord(
        PackageName name,
        PublisherId publisher,
        long seq,
        Instant issued,
        Instant expires,
        @Nullable Version latest,
        List<Version> yanked,
        String deprecated,
        SortedMap<Version, RecordId> versions,
        Digest list,
        long count,
        JsonValue.Members unknown)
        implements Payload {
    /** How long a head may be fresh. */
    public static final Duration LONGEST_LIFE = Duration.ofDays(30);

    /** How many versions a head names by record. */
    public static final int MOST_VERSIONS = 20;

    /** Copies lists and maps and cuts the times to milliseconds. */
    public HeadRecord {
        issued = issued.truncatedTo(ChronoUnit.MILLIS);
        expires = expires.truncatedTo(ChronoUnit.MILLIS);
        yanked = List.copyOf(yanked);
        versions = Collections.unmodifiableSortedMap(new TreeMap<>(versions));
    }

    static HeadRecord read(MemberReader in, PublisherId signer) {
        PackageName name = in.name("name");
        PublisherId publisher = in.publisher("publisher", signer);
        long seq = in.whole("seq", CanonicalJson.LARGEST);
        Instant issued = in.time("issued");
        Instant expires = in.time("expires");
        if (seq < issued.toEpochMilli()) {
            throw in.wrong("seq", "at least 'issued', which is " + issued.toEpochMilli(), Long.toString(seq));
        }
        if (expires.isBefore(issued) || expires.isAfter(issued.plus(LONGEST_LIFE))) {
            throw in.wrong("expires", "at most 30 days after 'issued', which is " + issued, expires.toString());
        }
        String latest = in.text("latest");
        List<Version> yanked = yanked(in);
        String deprecated = in.text("deprecated");
        SortedMap<Version, RecordId> versions = versions(in);
        MemberReader list = in.object("list");
        Digest digest = list.sha256("sha256");
        long count = list.whole("count", VersionList.MOST_VERSIONS);
        in.putBack("list", list);
        if (count < versions.size()) {
            throw in.wrong("list.count", "at least the " + versions.size() + " of 'versions'", Long.toString(count));
        }
        Version preferred = latest.isEmpty() ? null : in.versionOf("latest", latest);
        if (preferred != null && Collections.binarySearch(yanked, preferred) >= 0) {
            throw in.wrong("latest", "a version that is not yanked", MemberReader.quoted(latest));
        }
        return new HeadRecord(
                name,
                publisher,
                seq,
                issued,
                expires,
                preferred,
                yanked,
                deprecated,
                versions,
                digest,
                count,
                in.rest());
    }

    private static List<Version> yanked(MemberReader in) {
        List<String> texts = in.texts("yanked");
        List<Version> yanked = new ArrayList<>(texts.size());
        for (int i = 0; i < texts.size(); i++) {
            Version version = in.versionOf("yanked", texts.get(i));
            if (i > 0 && yanked.get(i - 1).compareTo(version) >= 0) {
                throw in.wrong("yanked", "in ascending order", yanked.get(i - 1) + " before " + version);
            }
            yanked.add(version);
        }
        return yanked;
    }

    private static SortedMap<Version, RecordId> versions(MemberReader in) {
        MemberReader object = in.object("versions");
        SortedMap<Version, RecordId> versions = VersionList.read(object);
        if (versions.size() > MOST_VERSIONS) {
            throw in.wrong("versions", "at most " + MOST_VERSIONS, Integer.toString(versions.size()));
        }
        return versions;
    }

    @Override
    public RecordKind kind() {
        return RecordKind.HEAD;
    }

    @Override
    public JsonValue.Members toJson() {
        return new MemberWriter()
                .whole("v", 1)
                .text("name", name.value())
                .text("publisher", publisher.value())
                .whole("seq", seq)
                .time("issued", issued)
                .time("expires", expires)
                .text("latest", latest == null ? "" : latest.toString())
                .texts("yanked", yanked)
                .text("deprecated", deprecated)
                .object("versions", VersionList.toJson(versions))
                .object(
                        "list",
                        new MemberWriter()
                                .digest("sha256", list)
                                .whole("count", count)
                                .members())
                .with(unknown);
    }

    @Override
    public ValueKey valueKey() {
        return ValueKey.ofHead(publisher, name);
    }

    /** Whether nobody knows any more if this is still what the publisher says. */
    public boolean isExpired(Instant now) {
        return now.isAfter(expires);
    }

    /** Whether {@code version} is yanked. */
    public boolean yanks(Version version) {
        return Collections.binarySearch(yanked, version) >= 0;
    }

    /** {@code release}, which must be of this publisher and name, with what this head says of it. */
    public Release applyTo(Release release) {
        if (!release.name().equals(name) || !release.publisher().equals(publisher)) {
            throw new IllegalArgumentException("The head of " + name + " says nothing of " + release.id());
        }
        return new Release(
                release.name(),
                release.version(),
                release.publisher(),
                release.kind(),
                release.dependencies(),
                release.archive(),
                yanks(release.version()),
                deprecated.isEmpty() ? null : deprecated);
    }
}
