package io.ggen.installer;

import io.ggen.api.Problem;
import io.ggen.api.Progress;
import io.ggen.api.Texts;
import io.ggen.api.files.PathLock;
import io.ggen.api.marketplace.Collected;
import io.ggen.installer.store.Store;
import io.ggen.installer.store.Workspace;
import io.ggen.installer.target.Generations;
import io.ggen.installer.target.Target;
import io.ggen.installer.work.Deletion;
import io.ggen.installer.work.Failures;
import io.ggen.installer.work.Permissions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Deletes what no target needs. First old generations, each under its target's lock; then, holding the whole store, every
 * tree and archive that no generation leads to. Anything about a target that cannot be read ends it before a deletion.
 */
final class Collecting {
    private final Parts parts;
    private final int keep;
    private final Progress progress;
    private int trees;
    private int archives;
    private int generations;
    private long bytes;

    Collecting(Parts parts, int keep, Progress progress) {
        this.parts = parts;
        this.keep = keep;
        this.progress = progress;
    }

    Collected run() {
        if (keep < 0) {
            throw Problem.usage("The number of generations to keep cannot be " + keep + ".")
                    .asException();
        }
        try {
            prune();
            collect();
        } catch (InterruptedException e) {
            throw Failures.cancelled("what was deleted so far was not needed").asException(e);
        } catch (IOException e) {
            throw Failures.problem(e, parts.store().root(), "nothing that is needed was deleted");
        }
        return new Collected(trees, archives, generations, bytes);
    }

    private void prune() throws IOException, InterruptedException {
        for (Path folder : parts.roots().all().values()) {
            Target target = new Target(folder);
            if (Files.isDirectory(target.folder().resolve(".ggen"))) {
                prune(target);
            }
        }
    }

    private void prune(Target target) throws IOException, InterruptedException {
        try (PathLock mine = target.take()) {
            generations += new Generations(target, parts.checkpoints()).prune(keep);
        } catch (IOException e) {
            if (Failures.isInterruption(e)) {
                throw e;
            }
            progress.warning("The old generations of "
                    + Texts.shown(target.folder().toString(), 400) + " stay, because they cannot be deleted.");
        }
    }

    private void collect() throws IOException, InterruptedException {
        try (PathLock whole = parts.store().take();
                Workspace workspace = parts.store().workspace()) {
            Set<String> needed = needed();
            needed.addAll(parts.store().claims());
            parts.store().nextEpoch();
            parts.checkpoints().reached("epoch raised");
            collectTrees(needed, workspace);
            collectArchives(needed);
            parts.store().unsettled().forget(tree -> !parts.store().hasTree(tree));
        }
        parts.store().sweep();
    }

    /** The names of all trees that any generation of any target links; forgets targets that are gone. */
    private Set<String> needed() throws IOException {
        Set<String> needed = new HashSet<>();
        for (Map.Entry<Path, Path> root : parts.roots().all().entrySet()) {
            Target target = new Target(root.getValue());
            if (Files.isDirectory(target.folder().resolve(".ggen"))) {
                new Generations(target, parts.checkpoints()).addTrees(needed);
            } else if (Files.notExists(target.folder().resolve(".ggen"))) {
                parts.roots().drop(root.getKey());
            } else {
                throw Problem.of("The target " + Texts.shown(target.folder().toString(), 400)
                                + " cannot be read, so nobody knows what it needs; nothing that is needed was"
                                + " deleted.")
                        .asException();
            }
        }
        return needed;
    }

    private void collectTrees(Set<String> needed, Workspace workspace) throws IOException {
        List<Path> doomed = new ArrayList<>();
        for (Path shard : entries(parts.store().trees())) {
            for (Path path : entries(shard)) {
                String name = String.valueOf(path.getFileName());
                if (!needed.contains(Store.treeOf(name))) {
                    doomed.add(path);
                }
            }
        }
        for (int i = 0; i < doomed.size(); i++) {
            Path path = doomed.get(i);
            boolean isTree = Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
            bytes += isTree ? deleteTree(path, workspace) : Deletion.delete(path);
            trees += isTree ? 1 : 0;
            progress.at("deleting", i + 1, doomed.size());
        }
        removeEmptyShards(parts.store().trees());
    }

    /** A tree vanishes whole: under its name there is never half of one. */
    private long deleteTree(Path tree, Workspace workspace) throws IOException {
        Path aside = workspace.fresh();
        Permissions.makeWritable(tree);
        Files.move(tree, aside, StandardCopyOption.ATOMIC_MOVE);
        parts.checkpoints().reached("tree set aside");
        return Deletion.delete(aside);
    }

    private void collectArchives(Set<String> needed) throws IOException {
        Set<String> digests = new HashSet<>();
        for (String tree : needed) {
            digests.add(Store.hexOf(tree));
        }
        for (Path shard : entries(parts.store().archives())) {
            for (Path archive : entries(shard)) {
                String name = String.valueOf(archive.getFileName());
                int dot = name.indexOf('.');
                if (!digests.contains(dot < 0 ? name : name.substring(0, dot))) {
                    bytes += Deletion.delete(archive);
                    archives++;
                }
            }
        }
        removeEmptyShards(parts.store().archives());
    }

    private static void removeEmptyShards(Path folder) throws IOException {
        for (Path shard : entries(folder)) {
            String[] names = shard.toFile().list();
            if (names != null && names.length == 0) {
                Files.deleteIfExists(shard);
            }
        }
    }

    private static List<Path> entries(Path folder) {
        String[] names = folder.toFile().list();
        List<Path> entries = new ArrayList<>();
        if (names != null) {
            for (String name : names) {
                entries.add(folder.resolve(name));
            }
        }
        return entries;
    }
}
