package io.ggen.api.extractor;

import io.ggen.api.Digest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an archive became on disk.
 *
 * @param entries every file, folder and link, sorted by path
 */
public record Tree(List<Entry> entries) {
    /** Copies the list. */
    public Tree {
        entries = List.copyOf(entries);
    }

    /** The bytes of all files together. */
    public long expanded() {
        return entries.stream().mapToLong(Entry::size).sum();
    }

    /**
     * One file, folder or link.
     *
     * @param path relative, parts separated by '/'
     * @param kind what it is
     * @param executable whether a file may be run
     * @param size of a file in bytes, else 0
     * @param digest of a file's content, else null
     * @param link what a link points to, relative to its folder, else null
     */
    public record Entry(
            String path,
            Kind kind,
            boolean executable,
            long size,
            @Nullable Digest digest,
            @Nullable String link) {}

    /** What an entry is. */
    public enum Kind {
        /** A regular file. */
        FILE,
        /** A folder. */
        FOLDER,
        /** A symbolic link that stays inside the tree. */
        LINK
    }
}
