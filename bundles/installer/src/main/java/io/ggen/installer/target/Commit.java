package io.ggen.installer.target;

import io.ggen.api.PackageName;
import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import io.ggen.api.Progress;
import io.ggen.api.files.DurableFiles;
import io.ggen.installer.code.CodeList;
import io.ggen.installer.work.Checkpoints;
import io.ggen.installer.work.Deletion;
import io.ggen.installer.work.Failures;
import io.ggen.installer.work.Syncing;
import io.ggen.installer.work.Workers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes a generation and lets the target show it. Until the one rename that swaps {@code .ggen/current}, nothing that a
 * user sees has changed; from then on everything has. The caller holds the target's lock and a share of the store.
 */
public final class Commit {
    private static final int FEW = 200;

    private final Target target;
    private final Path trees;
    private final Path home;
    private final Roots roots;
    private final Checkpoints checkpoints;
    private final TopLinks topLinks;

    /**
     * A commit to {@code target}.
     *
     * @param home the home that the store belongs to
     * @param trees where the store keeps its trees
     */
    public Commit(Target target, Path home, Path trees, Roots roots, Checkpoints checkpoints) {
        this.target = target;
        this.home = home;
        this.trees = trees;
        this.roots = roots;
        this.checkpoints = checkpoints;
        this.topLinks = new TopLinks(target);
    }

    /**
     * What a generation is to hold.
     *
     * @param trees the name of the tree of each package
     * @param lock the text of its lock
     * @param code which of its packages are code, if any
     * @param before the packages that the current generation holds, whose links need not be looked at
     * @param taken the user's lock that it was made from, if it was
     */
    public record Content(
            Map<PackageName, String> trees,
            byte[] lock,
            CodeList code,
            Note note,
            Set<PackageName> before,
            Optional<byte[]> taken) {}

    /** Makes {@code content} the current generation, and says its number. {@code progress} hears of what stayed untidy. */
    public int commit(Content content, Progress progress) throws IOException, InterruptedException {
        removeLeftovers();
        int number = target.number() + 1;
        List<Path> made = new ArrayList<>();
        Set<String> present = topLinks.present(content.trees.keySet());
        try {
            Path building = build(content, present, made);
            checkpoints.reached("generation built");
            DurableFiles.replace(building, target.generation(number));
            syncFolders(made, number == 1);
            roots.add(target.folder().toRealPath());
            noteTaken(number, content.taken);
            checkpoints.reached("before the swap");
            swap(number);
        } catch (IOException | RuntimeException | InterruptedException e) {
            undo(made);
            throw e;
        }
        settle(content.trees.keySet(), present, progress);
        return number;
    }

    /** The generation counts already, so nothing in here may fail the operation, not even an interrupt. */
    private void settle(Set<PackageName> packages, Set<String> present, Progress progress) {
        boolean interrupted = false;
        for (boolean again = true; again; ) {
            again = false;
            interrupted |= Thread.interrupted();
            try {
                checkpoints.reached("swapped");
                DurableFiles.sync(target.own());
                finish(packages, present);
            } catch (IOException e) {
                again = Failures.isInterruption(e);
                if (!again) {
                    progress.warning(Failures.problem(e, target.folder(), "the next command tidies up")
                            .problem()
                            .message());
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether a killed run, or somebody by hand, left the target so that {@link #tidy} has something to do. */
    public boolean isUntidy(Set<PackageName> packages) throws IOException {
        if (!target.leftovers().isEmpty()
                || !target.isOurLock()
                || Files.exists(Target.Taken.file(target))
                || !roots.knows(target.folder().toRealPath())) {
            return true;
        }
        Set<String> present = topLinks.present(packages);
        for (PackageName name : packages) {
            if (!present.contains(name.value())) {
                return true;
            }
        }
        return !topLinks.stale(present, packages).isEmpty();
    }

    /**
     * Deletes what killed runs left, and puts the links right that users see.
     *
     * @param taken the user's lock that says what the target holds already, if there is one
     */
    public void tidy(Set<PackageName> packages, Optional<byte[]> taken) throws IOException {
        removeLeftovers();
        Set<String> present = topLinks.present(packages);
        topLinks.make(packages, present, packages, new ArrayList<>());
        roots.add(target.folder().toRealPath());
        if (taken.isPresent()) {
            noteTaken(target.number(), taken);
        }
        finish(packages, present);
    }

    private void removeLeftovers() throws IOException {
        for (Path leftover : target.leftovers()) {
            Deletion.delete(leftover);
        }
        Files.deleteIfExists(target.own().resolve("current.new"));
        Files.deleteIfExists(target.own().resolve("lock.new"));
        Files.createDirectories(target.generations());
    }

    private Path build(Content content, Set<String> present, List<Path> made) throws IOException, InterruptedException {
        Path building = target.generations().resolve("new");
        Path packages = building.resolve("packages");
        Files.createDirectory(building);
        Files.createDirectory(packages);
        String base = base();
        Path lock = building.resolve(Target.LOCK_FILE);
        Path note = building.resolve(Note.FILE);
        Path code = building.resolve(CodeList.FILE);
        boolean isCode = !content.code.entries().isEmpty();
        List<Workers.Task<Boolean>> parts = List.of(part -> Links.make(packages, base, content.trees, target), part -> {
            topLinks.make(content.trees.keySet(), present, content.before, made);
            if (!Files.exists(target.lockFile(), LinkOption.NOFOLLOW_LINKS)) {
                Files.createSymbolicLink(target.lockFile(), Path.of(Target.LOCK_LINK));
                made.add(target.lockFile());
            }
            Syncing.createLater(lock, content.lock);
            Syncing.createLater(note, content.note.text());
            if (isCode) {
                Syncing.createLater(code, content.code.write());
            }
        });
        try {
            Workers.each(parts, content.trees.size() < FEW ? 1 : 2, part -> part.run(true));
        } catch (UnsupportedOperationException e) {
            throw Links.unsupported(target).asException(e);
        }
        checkpoints.reached("links made");
        Set<Path> unsynced = new LinkedHashSet<>(List.of(lock, note, packages, building));
        if (isCode) {
            unsynced.add(code);
        }
        for (PackageName name : content.trees.keySet()) {
            int slash = name.value().indexOf('/');
            if (slash > 0) {
                unsynced.add(packages.resolve(name.value().substring(0, slash)));
            }
        }
        Syncing.all(unsynced);
        return building;
    }

    /** What leads from the packages of a generation to the trees: relative if both are under one home. */
    private String base() throws IOException {
        Path ours = target.generations().toRealPath();
        Path homes = home.toRealPath();
        if (!ours.startsWith(homes) || !trees.startsWith(home)) {
            return trees.toRealPath() + "/";
        }
        Path packages = ours.resolve("N").resolve("packages");
        return packages.relativize(homes.resolve(home.relativize(trees)))
                        .toString()
                        .replace('\\', '/') + "/";
    }

    private void syncFolders(List<Path> made, boolean isFirst) throws IOException, InterruptedException {
        Set<Path> folders = new LinkedHashSet<>();
        folders.add(target.generations());
        folders.add(target.own());
        for (Path link : made) {
            Path folder = link.getParent();
            if (folder != null) {
                folders.add(folder);
            }
        }
        folders.add(target.folder());
        Path parent = target.folder().getParent();
        if (isFirst && parent != null) {
            folders.add(parent);
        }
        Syncing.all(folders);
    }

    private void noteTaken(int number, Optional<byte[]> taken) throws IOException {
        Files.deleteIfExists(Target.Taken.file(target));
        if (taken.isPresent()) {
            String text = number + " " + Target.Taken.digest(taken.get());
            DurableFiles.write(Target.Taken.file(target), text.getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    private void swap(int number) throws IOException {
        Path fresh = target.own().resolve("current.new");
        Files.createSymbolicLink(fresh, Path.of("generations/" + number));
        Files.move(fresh, target.current(), StandardCopyOption.ATOMIC_MOVE);
    }

    /** What is left to do when the generation counts already; a crash in here is put right by the next operation. */
    private void finish(Set<PackageName> packages, Set<String> present) throws IOException {
        boolean taken = target.usersLock().isEmpty();
        if (taken && !target.isOurLock() && target.number() > 0) {
            Path fresh = target.own().resolve("lock.new");
            Files.deleteIfExists(fresh);
            Files.createSymbolicLink(fresh, Path.of(Target.LOCK_LINK));
            Files.move(fresh, target.lockFile(), StandardCopyOption.ATOMIC_MOVE);
        }
        checkpoints.reached("lock linked");
        Files.deleteIfExists(Target.Taken.file(target));
        topLinks.remove(topLinks.stale(present, packages));
        checkpoints.reached("finished");
    }

    private void undo(List<Path> made) {
        for (Path link : made) {
            try {
                Files.deleteIfExists(link);
            } catch (IOException e) {
                // The next operation tries again.
            }
        }
        try {
            for (Path leftover : target.leftovers()) {
                Deletion.attempt(leftover);
            }
        } catch (IOException | ProblemException e) {
            // The next operation tries again.
        }
    }

    /** The problem with a name that cannot stand beside the others, or nothing. */
    public static Optional<Problem> clash(Set<PackageName> names) {
        for (PackageName name : names) {
            int slash = name.value().indexOf('/');
            if (slash > 0 && names.contains(new PackageName(name.value().substring(0, slash)))) {
                return Optional.of(Problem.of("'" + name.value().substring(0, slash) + "' and '" + name
                        + "' cannot be in one target, because one would be inside the other; nothing was installed."));
            }
            if (name.value().equals(Target.LOCK_FILE)) {
                return Optional.of(Problem.of("A package called '" + name
                        + "' cannot be in a target, because the lock has that name; nothing was installed."));
            }
        }
        return Optional.empty();
    }
}
