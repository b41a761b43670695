package io.ggen.records;

import io.ggen.api.Archive;
import io.ggen.api.Digest;

/**
 * What a release says of its archive.
 *
 * @param sha256 of the file as stored
 * @param size of the file as stored, in bytes, at most {@link #LARGEST}
 * @param root of the tree over its leaves ({@link ArchiveTree})
 * @param expanded how many bytes its files have, at most {@link #LARGEST}
 * @param entries how many entries it has, at most {@link #MOST_ENTRIES}
 */
public record ArchiveFacts(Digest sha256, long size, Digest root, long expanded, long entries) {
    /** 4 GiB. */
    public static final long LARGEST = 1L << 32;

    /** A million. */
    public static final long MOST_ENTRIES = 1_000_000;

    /** What {@code tree} found, with what packing found. */
    public static ArchiveFacts of(ArchiveTree tree, long expanded, long entries) {
        return new ArchiveFacts(tree.sha256(), tree.size(), tree.root(), expanded, entries);
    }

    static ArchiveFacts read(MemberReader in) {
        return new ArchiveFacts(
                in.sha256("sha256"),
                in.whole("size", LARGEST),
                in.sha256("root"),
                in.whole("expanded", LARGEST),
                in.whole("entries", MOST_ENTRIES));
    }

    JsonValue.Members toJson() {
        return new MemberWriter()
                .digest("sha256", sha256)
                .whole("size", size)
                .digest("root", root)
                .whole("expanded", expanded)
                .whole("entries", entries)
                .members();
    }

    /** The archive as the resolver and the installer know it. */
    public Archive archive() {
        return new Archive(sha256, size);
    }
}
