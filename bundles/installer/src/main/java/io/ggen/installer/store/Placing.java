package io.ggen.installer.store;

import io.ggen.api.files.DurableFiles;
import io.ggen.api.files.PathLock;
import io.ggen.installer.work.Permissions;
import io.ggen.installer.work.Syncing;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gives new trees their place in the store, in batches, because syncing many files costs little more than syncing one. */
public final class Placing {
    private static final int BATCH = 64;

    private final Store store;
    private final Workspace workspace;
    private final List<NewTree> waiting = new ArrayList<>();
    private final Map<Path, Path> records = new LinkedHashMap<>();

    /** For the trees of one operation, in its workspace. */
    public Placing(Store store, Workspace workspace) {
        this.store = store;
        this.workspace = workspace;
    }

    /** Takes one more tree, and places all that wait when they are many. */
    public void add(NewTree tree) throws IOException, InterruptedException {
        List<NewTree> batch;
        synchronized (waiting) {
            waiting.add(tree);
            if (waiting.size() < BATCH) {
                return;
            }
            batch = List.copyOf(waiting);
            waiting.clear();
        }
        place(batch);
    }

    /**
     * Keeps {@code record} beside the tree of that name, once all trees are in their places. It is not synced: what a loss of power takes of it
     * is fetched again.
     */
    public void keep(KeptRecord record, String tree) throws IOException {
        Path file = workspace.fresh();
        Files.write(file, record.envelope());
        synchronized (waiting) {
            records.put(record.file(store.tree(tree)), file);
        }
    }

    /** Places all that still wait. */
    public void finish() throws IOException, InterruptedException {
        List<NewTree> batch;
        synchronized (waiting) {
            batch = List.copyOf(waiting);
            waiting.clear();
        }
        if (!batch.isEmpty()) {
            place(batch);
        }
        if (records.isEmpty()) {
            return;
        }
        try (PathLock share = store.share()) {
            for (Map.Entry<Path, Path> record : records.entrySet()) {
                Files.move(record.getValue(), record.getKey(), StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }

    private void place(List<NewTree> batch) throws IOException, InterruptedException {
        List<Path> sidecars = new ArrayList<>();
        for (NewTree tree : batch) {
            sidecars.add(tree.sidecar());
        }
        Syncing.all(sidecars);
        store.checkpoints().reached("sidecars synced");
        Set<Path> folders = new LinkedHashSet<>();
        try (PathLock share = store.share()) {
            for (NewTree tree : batch) {
                Path folder = shard(store.tree(tree.name()));
                if (folders.add(folder)) {
                    Files.createDirectories(folder);
                }
                place(tree);
            }
        }
        Syncing.all(folders);
        DurableFiles.sync(store.trees());
    }

    private static Path shard(Path tree) throws IOException {
        Path folder = tree.getParent();
        if (folder == null) {
            throw new IOException(tree + " has no folder");
        }
        return folder;
    }

    private void place(NewTree tree) throws IOException {
        Path place = store.tree(tree.name());
        if (tree.replaces()) {
            setAside(place);
        }
        Files.move(tree.sidecar(), store.sidecar(tree.name()), StandardCopyOption.ATOMIC_MOVE);
        store.checkpoints().reached("sidecar placed");
        try {
            Files.move(tree.folder(), place, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (e instanceof FileAlreadyExistsException || store.hasTree(tree.name())) {
                return; // Somebody else was quicker; ours goes with the workspace.
            }
            throw e;
        }
        Permissions.sealFolder(place);
        store.checkpoints().reached("tree placed");
    }

    private void setAside(Path damaged) throws IOException {
        try {
            Permissions.makeWritable(damaged);
            Files.move(damaged, workspace.fresh(), StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            // Somebody else has set it aside.
        }
    }
}
