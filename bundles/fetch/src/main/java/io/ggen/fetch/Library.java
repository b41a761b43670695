package io.ggen.fetch;

import io.ggen.api.Digest;
import io.ggen.api.registry.HeldContent;
import io.ggen.p2p.api.Timers;
import io.ggen.records.ArchiveFacts;
import io.ggen.records.LeafHashes;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What this host can serve: archives on their way, those in the folder, and what others hold on this machine. */
final class Library {
    private static final System.Logger LOG = System.getLogger(Library.class.getName());

    private static final int MOST_PARTS = 64;

    private final Folder folder;
    private final Trees trees;
    private final Supplier<List<HeldContent>> others;
    private final Timers lane;
    private final Executor files;
    private final int most;
    private final Map<Digest, CompletableFuture<Optional<Holding>>> looking = new HashMap<>();
    /** Which leaves of parts that nobody works on were right when somebody looked. */
    private final Map<Path, Looked> parts = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, Looked> eldest) {
            return size() > MOST_PARTS;
        }
    };

    private Function<Digest, Optional<Holding>> running = sha256 -> Optional.empty();

    private record Looked(FileTime changed, BitSet right) {}

    /** Is told by {@code others} what else there is; reads by {@code files}, {@code most} contents at a time. */
    Library(Folder folder, Trees trees, Supplier<List<HeldContent>> others, Timers lane, Executor files, int most) {
        this.folder = folder;
        this.trees = trees;
        this.others = others;
        this.lane = lane;
        this.files = files;
        this.most = most;
    }

    /** What is on its way, as the lane knows it. */
    void running(Function<Digest, Optional<Holding>> transfers) {
        running = transfers;
    }

    Trees trees() {
        return trees;
    }

    /** On the lane, where the stage completes too: what there is of it, if anything. Null if too much is being looked for. */
    @Nullable
    CompletionStage<Optional<Holding>> find(Digest sha256) {
        Optional<Holding> onItsWay = running.apply(sha256);
        if (onItsWay.isPresent()) {
            return CompletableFuture.completedFuture(onItsWay);
        }
        CompletableFuture<Optional<Holding>> known = looking.get(sha256);
        if (known != null) {
            return known;
        }
        if (looking.size() >= most) {
            return null;
        }
        CompletableFuture<Optional<Holding>> result = new CompletableFuture<>();
        looking.put(sha256, result);
        files.execute(() -> {
            Optional<Holding> found = look(sha256);
            lane.execute(() -> {
                looking.remove(sha256);
                result.complete(found);
            });
        });
        return result;
    }

    private Optional<Holding> look(Digest sha256) {
        for (Path file : held(sha256)) {
            try {
                Optional<Trees.Tree> tree = trees.of(sha256, file);
                if (tree.isPresent()) {
                    return Optional.of(Holding.all(tree.get(), file));
                }
            } catch (IOException e) {
                LOG.log(System.Logger.Level.DEBUG, "A file that is held cannot be read.", e);
            }
        }
        for (String name : folder.names(sha256)) {
            Optional<LeafHashes> leaves = folder.leaves(name);
            if (leaves.isPresent()) {
                Path whole = folder.whole(name);
                if (Files.isRegularFile(whole)) {
                    return Optional.of(Holding.all(trees.like(sha256, leaves.get()), whole));
                }
                BitSet held = fitting(folder.part(name), leaves.get());
                if (!held.isEmpty()) {
                    return Optional.of(
                            new Holding(leaves.get(), new Sums(leaves.get().count()), held, folder.part(name)));
                }
            }
        }
        return Optional.empty();
    }

    private BitSet fitting(Path part, LeafHashes leaves) {
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.READ)) {
            FileTime changed = Files.getLastModifiedTime(part);
            synchronized (parts) {
                Looked before = parts.get(part);
                if (before != null && before.changed().equals(changed)) {
                    return before.right();
                }
            }
            BitSet right = Partial.fitting(channel, leaves);
            synchronized (parts) {
                parts.put(part, new Looked(changed, right));
            }
            return right;
        } catch (IOException e) {
            return new BitSet();
        }
    }

    /** Files that others have under this digest, those that could be served. Blocks on disk. */
    List<Path> held(Digest sha256) {
        return others.get().stream()
                .flatMap(other -> fileOf(other, sha256).stream())
                .filter(file -> isServable(file))
                .toList();
    }

    private static Optional<Path> fileOf(HeldContent other, Digest sha256) {
        try {
            return other.file(sha256);
        } catch (RuntimeException | LinkageError e) {
            LOG.log(System.Logger.Level.DEBUG, "Somebody who holds content failed.", e);
            return Optional.empty();
        }
    }

    private static boolean isServable(Path file) {
        try {
            return Files.isRegularFile(file) && Files.size(file) <= ArchiveFacts.LARGEST;
        } catch (IOException e) {
            return false;
        }
    }
}
