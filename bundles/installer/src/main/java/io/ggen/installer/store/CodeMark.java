package io.ggen.installer.store;

import io.ggen.api.PublisherId;
import io.ggen.api.files.DurableFiles;
import io.ggen.api.files.PathLock;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.TreeSet;

/**
 * Remembers beside a tree which packages of kind {@code bundle} have it, for operations that go by a lock, which does not say it.
 * Several packages may have one archive, and not all of them need be code.
 */
public final class CodeMark {
    private static final int LARGEST = 1 << 16;

    private final Store store;
    private final boolean any;

    /** The marks in {@code store}, in which there may be none at all. */
    public CodeMark(Store store) {
        this.store = store;
        this.any = Files.exists(flag(store));
    }

    private static Path flag(Store store) {
        return store.root().resolve("code");
    }

    private Path file(String tree) {
        return store.tree(tree).resolveSibling(tree + ".code");
    }

    private static String line(PublisherId publisher, String id) {
        return publisher + " " + id;
    }

    /** Whether package {@code id} of {@code publisher}, whose archive became {@code tree}, holds code. */
    public boolean isSet(String tree, PublisherId publisher, String id) throws IOException {
        return any && read(file(tree)).contains(line(publisher, id));
    }

    /** Remembers that it does. */
    public void set(String tree, PublisherId publisher, String id) throws IOException, InterruptedException {
        if (any && isSet(tree, publisher, id)) {
            return;
        }
        try (PathLock share = store.share()) {
            TreeSet<String> lines = read(file(tree));
            if (lines.add(line(publisher, id))) {
                DurableFiles.write(file(tree), (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
                DurableFiles.write(flag(store), new byte[0]);
            }
        }
    }

    private static TreeSet<String> read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            String text = new String(in.readNBytes(LARGEST), StandardCharsets.UTF_8);
            TreeSet<String> lines = new TreeSet<>();
            text.lines().forEach(lines::add);
            return lines;
        } catch (NoSuchFileException e) {
            return new TreeSet<>();
        }
    }
}
