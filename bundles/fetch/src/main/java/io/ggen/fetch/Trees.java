package io.ggen.fetch;

import io.ggen.api.Digest;
import io.ggen.records.ArchiveTree;
import io.ggen.records.LeafHashes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The leaf hashes of files that were read once, in bounded memory. Making them blocks on disk; safe for many threads. */
final class Trees {
    private static final int MOST_STRANGERS = 1000;

    private final long mostBytes;
    private final Map<Digest, Tree> known = new LinkedHashMap<>(16, 0.75f, true);
    /** Files that are not what they were said to be, so that nobody makes us read them again and again. */
    private final Map<Path, Stamp> strangers = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, Stamp> eldest) {
            return size() > MOST_STRANGERS;
        }
    };

    private long bytes;

    /**
     * A file's tree.
     *
     * @param leaves the hashes
     * @param sums what the leaves looked like
     */
    record Tree(LeafHashes leaves, Sums sums) {
        static Tree of(LeafHashes leaves) {
            return new Tree(leaves, new Sums(leaves.count()));
        }
    }

    private record Stamp(Digest sha256, long size, FileTime changed) {
        static Stamp of(Digest sha256, Path file) throws IOException {
            return new Stamp(sha256, Files.size(file), Files.getLastModifiedTime(file));
        }
    }

    Trees(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    synchronized Optional<Tree> known(Digest sha256) {
        return Optional.ofNullable(known.get(sha256));
    }

    /** The tree of these hashes, with what is known of its leaves. */
    Tree like(Digest sha256, LeafHashes leaves) {
        return known(sha256)
                .filter(tree -> tree.leaves().root().equals(leaves.root()))
                .orElseGet(() -> Tree.of(leaves));
    }

    void learn(Digest sha256, LeafHashes leaves) {
        learn(sha256, Tree.of(leaves));
    }

    private synchronized void learn(Digest sha256, Tree tree) {
        forget(sha256);
        known.put(sha256, tree);
        bytes += cost(tree.leaves());
        var eldest = known.entrySet().iterator();
        while (bytes > mostBytes && eldest.hasNext()) {
            bytes -= cost(eldest.next().getValue().leaves());
            eldest.remove();
        }
    }

    /** A file turned out to be another one. */
    synchronized void forget(Digest sha256) {
        Tree gone = known.remove(sha256);
        if (gone != null) {
            bytes -= cost(gone.leaves());
        }
    }

    private static long cost(LeafHashes leaves) {
        return 200L + (long) leaves.count() * (ArchiveTree.HASH + Integer.BYTES);
    }

    synchronized long bytes() {
        return bytes;
    }

    /** The tree of {@code file} if it is the content of this digest; reads all of it unless it is known. */
    Optional<Tree> of(Digest sha256, Path file) throws IOException {
        Optional<Tree> cached = known(sha256);
        Stamp stamp = Stamp.of(sha256, file);
        if (cached.isPresent()) {
            return cached.get().leaves().size() == stamp.size() ? cached : Optional.empty();
        }
        synchronized (this) {
            if (stamp.equals(strangers.get(file))) {
                return Optional.empty();
            }
        }
        Optional<Tree> tree = read(sha256, file, LeafHashes.count(stamp.size()));
        if (tree.isPresent()) {
            learn(sha256, tree.get());
            return tree;
        }
        synchronized (this) {
            strangers.put(file, stamp);
        }
        return Optional.empty();
    }

    private static Optional<Tree> read(Digest sha256, Path file, int count) throws IOException {
        Sums sums = new Sums(count);
        ArchiveTree.Growing growing = new ArchiveTree.Growing();
        byte[] leaf = new byte[ArchiveTree.LEAF];
        try (InputStream in = Files.newInputStream(file)) {
            int length;
            for (int i = 0; (length = in.readNBytes(leaf, 0, ArchiveTree.LEAF)) > 0; i++) {
                growing.write(leaf, 0, length);
                if (i < count) {
                    sums.learn(i, leaf, 0, length);
                }
            }
        }
        ArchiveTree tree = growing.finish();
        return tree.sha256().equals(sha256) && tree.leaves().count() == count
                ? Optional.of(new Tree(tree.leaves(), sums))
                : Optional.empty();
    }
}
