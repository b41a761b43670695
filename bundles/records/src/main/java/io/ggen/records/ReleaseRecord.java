package io.ggen.records;

import io.ggen.api.Dependency;
import io.ggen.api.Digest;
import io.ggen.api.PackageName;
import io.ggen.api.PublisherId;
import io.ggen.api.Release;
import io.ggen.api.Texts;
import io.ggen.api.Version;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * One version of a package, as its publisher signs it. What was not said is empty text or an empty list.
 *
 * @param published when, in milliseconds
 * @param description at most {@link #LONGEST_DESCRIPTION} characters
 * @param category the first of the manifest's categories
 * @param manifest the digest of the whole manifest
 */
public record ReleaseRecord(
        PackageName name,
        Version version,
        PublisherId publisher,
        Instant published,
        Release.Kind releaseKind,
        String title,
        String description,
        String category,
        List<String> tags,
        String author,
        String license,
        Dependencies dependencies,
        Digest manifest,
        ArchiveFacts archive,
        JsonValue.Members unknown)
        implements Payload {
    /** The longest description, in Unicode code points. */
    public static final int LONGEST_DESCRIPTION = 512;

    /** Copies the tags and cuts the time to milliseconds. */
    public ReleaseRecord {
        tags = List.copyOf(tags);
        published = published.truncatedTo(ChronoUnit.MILLIS);
    }

    static ReleaseRecord read(MemberReader in, PublisherId signer) {
        PackageName name = in.name("name");
        Version version = in.version("version");
        PublisherId publisher = in.publisher("publisher", signer);
        Instant published = in.time("published");
        Release.Kind kind = in.kind("kind");
        String title = in.text("title");
        String description = description(in);
        String category = in.text("category");
        List<String> tags = in.texts("tags");
        String author = in.text("author");
        String license = in.text("license");
        MemberReader needed = in.object("dependencies");
        Dependencies dependencies = DependencyReader.read(needed);
        in.putBack("dependencies", needed);
        Digest manifest = in.sha256("manifest");
        MemberReader facts = in.object("archive");
        ArchiveFacts archive = ArchiveFacts.read(facts);
        in.putBack("archive", facts);
        return new ReleaseRecord(
                name,
                version,
                publisher,
                published,
                kind,
                title,
                description,
                category,
                tags,
                author,
                license,
                dependencies,
                manifest,
                archive,
                in.rest());
    }

    private static String description(MemberReader in) {
        String text = in.text("description");
        if (text.length() > LONGEST_DESCRIPTION) {
            int characters = text.codePointCount(0, text.length());
            if (characters > LONGEST_DESCRIPTION) {
                throw in.wrong("description", "at most 512 characters", Integer.toString(characters));
            }
        }
        return text;
    }

    @Override
    public RecordKind kind() {
        return RecordKind.RELEASE;
    }

    @Override
    public JsonValue.Members toJson() {
        return new MemberWriter()
                .whole("v", 1)
                .text("name", name.value())
                .text("version", version.toString())
                .text("publisher", publisher.value())
                .time("published", published)
                .text("kind", releaseKind.word())
                .text("title", title)
                .text("description", description)
                .text("category", category)
                .texts("tags", tags)
                .text("author", author)
                .text("license", license)
                .object("dependencies", dependencies.toJson())
                .digest("manifest", manifest)
                .object("archive", archive.toJson())
                .with(unknown);
    }

    @Override
    public ValueKey valueKey() {
        return ValueKey.ofRelease(publisher, name, version);
    }

    /**
     * This release as resolver and installer know it: neither yanked nor deprecated ({@link HeadRecord#applyTo} tells that).
     * Throws {@link IllegalStateException} if the dependencies are kept elsewhere.
     */
    public Release toRelease() {
        if (dependencies instanceof Dependencies.Listed listed) {
            return toRelease(listed.dependencies());
        }
        throw new IllegalStateException("The dependencies of " + this + " are content of their own");
    }

    /** Like {@link #toRelease()}, with the dependencies that were opened from content of their own. */
    public Release toRelease(List<Dependency> dependencies) {
        return new Release(name, version, publisher, releaseKind, dependencies, archive.archive(), false, null);
    }

    /** {@code NAME@VERSION of PUBLISHER}. */
    @Override
    public String toString() {
        return Texts.shown(name + "@" + version, 500) + " of " + publisher;
    }
}
