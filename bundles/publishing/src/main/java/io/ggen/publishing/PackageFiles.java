package io.ggen.publishing;

import io.ggen.api.PackageName;
import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import io.ggen.api.Texts;
import io.ggen.api.Version;
import io.ggen.api.extractor.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds what of a folder belongs to the package, and refuses what no extractor would take. */
final class PackageFiles {
    private static final Set<String> NEVER = Set.of(".git", "target", "node_modules");

    private final Path folder;
    private final PackageName name;
    private final Limits limits;
    private final IgnoreRules ignored;
    private final Class<? extends BasicFileAttributes> attributes;
    private final List<Item> items = new ArrayList<>();
    private int visited;

    private PackageFiles(Path folder, PackageName name, Limits limits) throws IOException {
        this.folder = folder;
        this.name = name;
        this.limits = limits;
        ignored = IgnoreRules.of(folder);
        attributes = folder.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? PosixFileAttributes.class
                : BasicFileAttributes.class;
    }

    /**
     * One file or link.
     *
     * @param path in the package, parts separated by '/'
     * @param size of a file; 0 for a link
     * @param link what a link points to, or null for a file
     */
    record Item(
            String path,
            byte[] utf8,
            Path file,
            long size,
            boolean executable,
            @Nullable String link) {}

    /** All files and links of package {@code name} in {@code folder}, in the order of their paths' bytes. */
    static List<Item> in(Path folder, PackageName name, Limits limits) throws IOException {
        PackageFiles files = new PackageFiles(folder, name, limits);
        try {
            files.walk(folder, "", 0);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        files.items.sort((a, b) -> Arrays.compareUnsigned(a.utf8, b.utf8));
        files.checkTogether();
        return files.items;
    }

    /** How many files, links and folders {@code items} are, the folders that only their paths tell of included. */
    static int entries(List<Item> items) {
        Set<String> folders = new HashSet<>();
        for (Item item : items) {
            for (int slash = item.path.lastIndexOf('/'); slash > 0; slash = item.path.lastIndexOf('/', slash - 1)) {
                if (!folders.add(item.path.substring(0, slash))) {
                    break;
                }
            }
        }
        return items.size() + folders.size();
    }

    private void walk(Path directory, String prefix, int depth) throws IOException {
        try (DirectoryStream<Path> children = Files.newDirectoryStream(directory)) {
            for (Path child : children) {
                visited++;
                if (visited > 10 * limits.entries() || Thread.currentThread().isInterrupted()) {
                    throw visited > 10 * limits.entries()
                            ? refused("has more than " + 10 * limits.entries() + " files, ignored ones included")
                            : Reasons.stopped();
                }
                String path = prefix + nameOf(child, prefix);
                BasicFileAttributes about = Files.readAttributes(child, attributes, LinkOption.NOFOLLOW_LINKS);
                if (isLeftOut(path, about.isDirectory())) {
                    continue;
                }
                if (about.isDirectory()) {
                    if (depth == limits.depth()) {
                        throw refused(path, "lies more than " + limits.depth() + " folders deep");
                    }
                    walk(child, path + "/", depth + 1);
                } else {
                    items.add(item(path, child, about));
                }
            }
        }
    }

    private boolean isLeftOut(String path, boolean isFolder) {
        String last = path.substring(path.lastIndexOf('/') + 1);
        return NEVER.contains(last) && (isFolder || last.equals(".git"))
                || !isFolder && isOutput(last)
                || ignored.ignores(path, isFolder);
    }

    /** An archive of this package, whichever version, is made from it and no part of it. */
    private boolean isOutput(String file) {
        String start = name.fileName() + "-";
        String end = ".tar.gz";
        if (file.startsWith("." + start) && file.endsWith(".tmp")) {
            return true;
        }
        return file.startsWith(start)
                && file.endsWith(end)
                && file.length() > start.length() + end.length()
                && Version.isValid(file.substring(start.length(), file.length() - end.length()));
    }

    private Item item(String path, Path file, BasicFileAttributes about) throws IOException {
        String broken = PathRules.broken(path, limits);
        String link = null;
        if (about.isSymbolicLink()) {
            link = Utf8Names.of(Files.readSymbolicLink(file));
            if (link == null) {
                broken = "is a link to a name that is not UTF-8";
            } else if (broken == null) {
                broken = PathRules.brokenByLink(path, link, limits);
            }
        } else if (!about.isRegularFile()) {
            broken = "is neither a file nor a folder nor a link";
        }
        if (broken != null) {
            throw refused(path, broken);
        }
        boolean executable = about instanceof PosixFileAttributes posix
                && posix.permissions().contains(PosixFilePermission.OWNER_EXECUTE);
        return new Item(
                path, path.getBytes(StandardCharsets.UTF_8), file, link == null ? about.size() : 0, executable, link);
    }

    private String nameOf(Path child, String prefix) {
        Path last = child.getFileName();
        String decoded = last == null ? null : Utf8Names.of(last);
        if (decoded == null) {
            throw refused(prefix + last, "has a name that is not UTF-8");
        }
        return decoded;
    }

    /** Checks what cannot be seen on one file alone: names that are the same elsewhere, and how many there are. */
    private void checkTogether() {
        Map<String, String> byFolded = new HashMap<>();
        Set<String> seen = new HashSet<>();
        for (Item item : items) {
            StringBuilder folded = new StringBuilder();
            int start = 0;
            while (start <= item.path.length()) {
                int slash = item.path.indexOf('/', start);
                int end = slash < 0 ? item.path.length() : slash;
                String sofar = item.path.substring(0, end);
                folded.append('/').append(PathRules.folded(item.path.substring(start, end)));
                if (seen.add(sofar)) {
                    String other = byFolded.put(folded.toString(), sofar);
                    if (other != null) {
                        throw refused(sofar, "and '" + Texts.shown(other) + "' are the same name on some file systems");
                    }
                }
                start = end + 1;
            }
        }
        if (seen.size() > limits.entries()) {
            throw refused("has " + seen.size() + " files and folders, and a package may have " + limits.entries());
        }
    }

    private ProblemException refused(String path, String why) {
        return Problem.of("'" + Texts.shown(path, 200) + "' in " + ManifestFile.shown(folder) + " " + why
                        + "; nothing was packed.")
                .asException();
    }

    private ProblemException refused(String why) {
        return Problem.of(ManifestFile.shown(folder) + " " + why + "; nothing was packed.")
                .asException();
    }
}
