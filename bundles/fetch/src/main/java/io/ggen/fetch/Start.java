package io.ggen.fetch;

import io.ggen.p2p.api.fetch.Wanted;
import io.ggen.records.ArchiveTree;
import io.ggen.records.LeafHashes;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What there is of an archive on this machine before anybody is asked. Blocks on disk. */
final class Start {
    private final Parts parts;
    private final Wanted wanted;
    private final String name;

    Start(Parts parts, Wanted wanted, String name) {
        this.parts = parts;
        this.wanted = wanted;
        this.name = name;
    }

    /**
     * What was found.
     *
     * @param whole the finished archive, if it is here
     * @param grown what there is to go on with, if the leaf hashes are known
     */
    record Found(@Nullable Path whole, @Nullable Grown grown) {}

    /**
     * An archive that grows.
     *
     * @param leaves its leaf hashes
     * @param partial its file
     * @param here which leaves are in it
     */
    record Grown(LeafHashes leaves, Partial partial, BitSet here) {}

    Found look(Set<String> inUse) throws IOException {
        parts.folder().tidy(inUse, parts.limits().folderBytes(), parts.limits().folderAge());
        Path whole = parts.folder().whole(name);
        Optional<LeafHashes> leaves = parts.folder().leaves(name);
        if (Files.isRegularFile(whole)) {
            ArchiveTree tree = tree(whole);
            if (tree.sha256().equals(wanted.sha256()) && tree.root().equals(wanted.root())) {
                parts.library().trees().learn(wanted.sha256(), tree.leaves());
                return new Found(whole, null);
            }
            parts.folder().delete(name);
        }
        if (leaves.isEmpty() || !fits(leaves.get())) {
            leaves = withoutAsking();
        }
        return leaves.isEmpty() ? new Found(null, null) : new Found(null, grow(leaves.get()));
    }

    /** Goes on from these leaf hashes: with the file of an earlier attempt, and what others have on this machine. */
    Grown grow(LeafHashes leaves) throws IOException {
        parts.folder().keep(name, leaves);
        Partial partial = Partial.open(parts.folder().part(name), leaves);
        try {
            BitSet here = partial.found();
            for (Path file : parts.library().held(wanted.sha256())) {
                if (here.cardinality() < leaves.count()) {
                    takeQuietly(partial, file, here);
                }
            }
            return new Grown(leaves, partial, here);
        } catch (RuntimeException e) {
            partial.close();
            throw e;
        }
    }

    private static void takeQuietly(Partial partial, Path file, BitSet here) {
        try {
            here.or(partial.take(file, here));
        } catch (IOException e) {
            System.getLogger(Start.class.getName())
                    .log(System.Logger.Level.DEBUG, "A file that is held cannot be read.", e);
        }
    }

    private boolean fits(LeafHashes leaves) {
        return leaves.size() == wanted.size() && leaves.root().equals(wanted.root());
    }

    /** The leaf hashes without a peer: of one leaf they are the root itself; or a file on this machine has that tree. */
    private Optional<LeafHashes> withoutAsking() {
        int count = LeafHashes.count(wanted.size());
        if (count < 2) {
            byte[] list = count == 0 ? new byte[0] : wanted.root().bytes();
            return LeafHashes.check(list, wanted.size(), wanted.root());
        }
        List<Path> files = parts.library().held(wanted.sha256());
        for (Path file : files) {
            try {
                Optional<LeafHashes> leaves = Files.size(file) == wanted.size()
                        ? Optional.of(tree(file).leaves()).filter(this::fits)
                        : Optional.empty();
                if (leaves.isPresent()) {
                    return leaves;
                }
            } catch (IOException e) {
                System.getLogger(Start.class.getName())
                        .log(System.Logger.Level.DEBUG, "A file that is held cannot be read.", e);
            }
        }
        return Optional.empty();
    }

    private static ArchiveTree tree(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), ArchiveTree.LEAF)) {
            return ArchiveTree.of(in);
        }
    }
}
