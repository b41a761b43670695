package io.ggen.installer.store;

import io.ggen.api.Digest;
import io.ggen.api.extractor.Tree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Compares a tree, file by file, with its sidecar. Reads every byte. */
public final class TreeCheck {
    private final Path tree;
    private final List<Difference> differences = new ArrayList<>();
    private final Map<String, BasicFileAttributes> found = new HashMap<>();
    private final MessageDigest sha256 = Digest.Algorithm.SHA256.start();
    private final byte[] buffer = new byte[1 << 16];
    private long files;

    private TreeCheck(Path tree) {
        this.tree = tree;
    }

    /**
     * What a comparison found.
     *
     * @param files how many files were read
     * @param differences empty if all is well
     */
    public record Result(long files, List<Difference> differences) {
        /** Copies the list. */
        public Result {
            differences = List.copyOf(differences);
        }

        /** Whether the tree is as it was extracted. */
        public boolean isGood() {
            return differences.isEmpty();
        }
    }

    /**
     * One difference.
     *
     * @param path inside the tree, or empty text for the tree as a whole
     * @param what in a few words: "is missing"
     */
    public record Difference(String path, String what) {}

    /** Compares the tree called {@code name}. */
    public static Result of(Store store, String name) {
        return compare(store.tree(name), store.sidecar(name));
    }

    /** Compares the folder {@code tree} with {@code sidecar}. */
    public static Result compare(Path tree, Path sidecar) {
        if (!Files.isDirectory(tree, LinkOption.NOFOLLOW_LINKS)) {
            return new Result(0, List.of(new Difference("", "is missing")));
        }
        Tree expected;
        try {
            expected = Sidecar.read(sidecar);
        } catch (IOException e) {
            return new Result(0, List.of(new Difference("", "has lost the list of its files")));
        }
        return new TreeCheck(tree).run(expected);
    }

    private Result run(Tree expected) {
        try {
            Files.walkFileTree(tree, new Finder());
        } catch (IOException e) {
            return new Result(files, List.of(new Difference("", "cannot be read")));
        }
        for (Tree.Entry entry : expected.entries()) {
            check(entry);
        }
        for (String extra : new TreeSet<>(found.keySet())) {
            differences.add(new Difference(extra, "was added"));
        }
        return new Result(files, differences);
    }

    private void check(Tree.Entry entry) {
        BasicFileAttributes attributes = found.remove(entry.path());
        if (attributes == null) {
            differences.add(new Difference(entry.path(), "is missing"));
            return;
        }
        try {
            String what = switch (entry.kind()) {
                case FILE -> attributes.isRegularFile() ? file(entry, attributes) : "is not a file any more";
                case FOLDER -> attributes.isDirectory() ? "" : "is not a folder any more";
                case LINK -> attributes.isSymbolicLink() ? link(entry) : "is not a link any more";
            };
            if (!what.isEmpty()) {
                differences.add(new Difference(entry.path(), what));
            }
        } catch (IOException e) {
            differences.add(new Difference(entry.path(), "cannot be read"));
        }
    }

    private String file(Tree.Entry entry, BasicFileAttributes attributes) throws IOException {
        files++;
        if (attributes.size() != entry.size()) {
            return "has another size";
        }
        Path file = tree.resolve(entry.path());
        if (entry.digest() != null && !digest(file).equals(entry.digest())) {
            return "has other content";
        }
        if (Files.isExecutable(file) != entry.executable()) {
            return entry.executable() ? "cannot be run any more" : "can be run and could not";
        }
        return "";
    }

    private String link(Tree.Entry entry) throws IOException {
        String target = Files.readSymbolicLink(tree.resolve(entry.path())).toString();
        return target.equals(entry.link()) ? "" : "points elsewhere";
    }

    private Digest digest(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            int read;
            while ((read = in.read(buffer)) >= 0) {
                sha256.update(buffer, 0, read);
            }
        }
        return Digest.of(Digest.Algorithm.SHA256, sha256);
    }

    private final class Finder extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return add(folder, attributes);
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            return add(file, attributes);
        }

        private FileVisitResult add(Path path, BasicFileAttributes attributes) {
            if (!path.equals(tree)) {
                found.put(tree.relativize(path).toString().replace('\\', '/'), attributes);
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
