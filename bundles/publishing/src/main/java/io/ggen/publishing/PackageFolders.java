package io.ggen.publishing;

import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Finds package folders: those with a manifest, at any depth; below one, nothing more is looked for. */
final class PackageFolders {
    private static final int DEEPEST = 64;
    private static final int MOST = 1_000_000;

    private final List<Path> found = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private final Set<Path> real = new HashSet<>();
    private int visited;

    /** Looks below {@code root}; each folder directly in it with nothing to find is told as refused. */
    void search(Path root) {
        if (!Files.isDirectory(root)) {
            refused.add((Files.exists(root)
                            ? ManifestFile.shown(root) + " is not a folder"
                            : "There is no folder " + ManifestFile.shown(root))
                    + ".");
            return;
        }
        if (isPackage(root)) {
            return;
        }
        List<Path> children = children(root);
        if (children.isEmpty()) {
            refused.add(ManifestFile.shown(root) + " holds no package folder.");
        }
        for (Path child : children) {
            int before = found.size() + refused.size();
            descend(child, 1);
            if (found.size() + refused.size() == before) {
                refused.add(ManifestFile.shown(child)
                        + " has no manifest (package.toml, pack.toml, gpack.toml or package.json), nor has a folder"
                        + " below it.");
            }
        }
    }

    /** The folders found so far, each once. */
    List<Path> found() {
        List<Path> once = new ArrayList<>();
        for (Path folder : found) {
            try {
                if (real.add(folder.toRealPath())) {
                    once.add(folder);
                }
            } catch (IOException e) {
                once.add(folder);
            }
        }
        return once;
    }

    /** One sentence for each folder that cannot be taken. */
    List<String> refused() {
        return refused;
    }

    private void descend(Path folder, int depth) {
        if (isPackage(folder)) {
            return;
        }
        if (depth == DEEPEST) {
            refused.add(ManifestFile.shown(folder) + " lies more than " + DEEPEST + " folders deep.");
            return;
        }
        for (Path child : children(folder)) {
            descend(child, depth + 1);
        }
    }

    private boolean isPackage(Path folder) {
        try {
            if (ManifestFile.in(folder) == null) {
                return false;
            }
            found.add(folder);
        } catch (ProblemException e) {
            refused.add(e.problem().message());
        }
        return true;
    }

    private List<Path> children(Path folder) {
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            for (Path child : all) {
                if (++visited > MOST || Thread.currentThread().isInterrupted()) {
                    throw visited > MOST
                            ? Problem.of("There are more than " + MOST
                                            + " files and folders to search; nothing was published.")
                                    .asException()
                            : Reasons.stopped();
                }
                String name = String.valueOf(child.getFileName());
                if (!name.startsWith(".")
                        && !name.equals("target")
                        && !name.equals("node_modules")
                        && Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
                    children.add(child);
                }
            }
        } catch (IOException e) {
            refused.add(ManifestFile.shown(folder) + " could not be read (" + Reasons.of(e) + ").");
        } catch (DirectoryIteratorException e) {
            refused.add(ManifestFile.shown(folder) + " could not be read ("
                    + Reasons.of(Objects.requireNonNull(e.getCause())) + ").");
        }
        children.sort(Comparator.naturalOrder());
        return children;
    }
}
