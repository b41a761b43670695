package io.ggen.extractor;

import io.ggen.api.Digest;
import io.ggen.api.extractor.Limits;
import io.ggen.api.extractor.Tree;
import io.ggen.api.extractor.Tree.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tree as far as it is known: every path has one meaning, parents are folders of the archive and never links, and the
 * counts stay within the limits. Folders that paths merely imply count like those that are listed.
 */
final class Layout {
    private final Limits limits;
    private final long archiveSize;
    private final Folders folders;
    private final Map<String, Node> nodes = new HashMap<>();
    private String lastParent = "";
    private int entries;
    private long expanded;

    Layout(Limits limits, long archiveSize, Folders folders) {
        this.limits = limits;
        this.archiveSize = archiveSize;
        this.folders = folders;
    }

    /** Makes a folder exist. */
    interface Folders {
        void make(String path) throws IOException;
    }

    /** Takes a folder in, and makes it if it is new. */
    void folder(EntryPath path) throws IOException {
        parents(path);
        Node known = nodes.get(path.key());
        if (known == null) {
            make(path.text(), path.key());
        } else if (known.kind != Kind.FOLDER || !known.path.equals(path.text())) {
            throw conflict(path.text(), Kind.FOLDER, known);
        } else if (known.listed) {
            count(path.text());
        }
        node(path.key()).listed = true;
    }

    /** Takes a file or a link in, before it is written. */
    Node leaf(EntryPath path, Kind kind, long size) throws IOException {
        parents(path);
        Node known = nodes.get(path.key());
        if (known != null) {
            throw conflict(path.text(), kind, known);
        }
        count(path.text());
        grow(path.text(), size);
        Node node = new Node(path.text(), kind, size);
        nodes.put(path.key(), node);
        return node;
    }

    /** The file at {@code path} that a hard link at {@code link} names. */
    Node fileFor(String link, EntryPath path) {
        Node node = nodes.get(path.key());
        if (node == null || node.kind != Kind.FILE || !node.path.equals(path.text())) {
            throw BrokenRule.by(
                    link, "is a hard link to " + BrokenRule.quoted(path.text()) + ", which is not a file before it");
        }
        return node;
    }

    /** What the archive became. */
    Tree tree() {
        List<Tree.Entry> list = new ArrayList<>(nodes.size());
        for (Node node : nodes.values()) {
            list.add(new Tree.Entry(node.path, node.kind, node.executable, node.size, node.digest, node.link));
        }
        list.sort(new ByPath());
        return new Tree(list);
    }

    private void parents(EntryPath path) throws IOException {
        String text = path.text();
        int end = text.lastIndexOf('/');
        if (end < 0 || (end == lastParent.length() && text.startsWith(lastParent))) {
            return;
        }
        String key = path.key();
        int keySlash = key.indexOf('/');
        for (int slash = text.indexOf('/'); slash >= 0; slash = text.indexOf('/', slash + 1)) {
            String parentKey = key.substring(0, keySlash);
            Node known = nodes.get(parentKey);
            if (known == null) {
                make(text.substring(0, slash), parentKey);
            } else if (known.kind != Kind.FOLDER) {
                throw BrokenRule.by(
                        text, "needs a folder where " + BrokenRule.quoted(known.path) + " is a " + word(known.kind));
            } else if (known.path.length() != slash || !text.startsWith(known.path)) {
                throw conflict(text.substring(0, slash), Kind.FOLDER, known);
            }
            keySlash = key.indexOf('/', keySlash + 1);
        }
        lastParent = text.substring(0, end);
    }

    private void make(String path, String key) throws IOException {
        count(path);
        nodes.put(key, new Node(path, Kind.FOLDER, 0));
        folders.make(path);
    }

    private Node node(String key) {
        Node node = nodes.get(key);
        if (node == null) {
            throw new IllegalStateException("No folder " + key);
        }
        return node;
    }

    private void count(String path) {
        entries++;
        if (entries > limits.entries()) {
            throw BrokenRule.limit(
                    path, "is entry number " + entries + " (folders that paths imply counted)", limits.entries());
        }
    }

    private void grow(String path, long size) {
        if (size > limits.expanded() - expanded) {
            throw BrokenRule.limit(
                    path, "with " + size + " bytes follows files of " + expanded + " bytes", limits.expanded());
        }
        expanded += size;
        if (expanded > limits.ratioFrom() && (expanded - 1) / limits.ratio() >= archiveSize) {
            throw BrokenRule.by(
                    path,
                    "makes " + expanded + " bytes of an archive of " + archiveSize + ", and at most " + limits.ratio()
                            + " for each byte are allowed above " + limits.ratioFrom());
        }
    }

    private static BrokenRule conflict(String path, Kind kind, Node known) {
        if (!known.path.equals(path)) {
            return BrokenRule.by(
                    path, "and " + BrokenRule.quoted(known.path) + " are one and the same name on some file systems");
        }
        return known.kind == kind
                ? BrokenRule.by(path, "is there twice")
                : BrokenRule.by(path, "is both a " + word(known.kind) + " and a " + word(kind));
    }

    private static String word(Kind kind) {
        return switch (kind) {
            case FILE -> "file";
            case FOLDER -> "folder";
            case LINK -> "link";
        };
    }

    /** A class rather than a lambda, which would cost milliseconds at the start of a one-shot command. */
    private static final class ByPath implements Comparator<Tree.Entry> {
        @Override
        public int compare(Tree.Entry one, Tree.Entry other) {
            return one.path().compareTo(other.path());
        }
    }

    /** One file, folder or link. */
    static final class Node {
        final String path;
        final Kind kind;
        final long size;
        boolean listed;
        boolean executable;

        @Nullable
        Digest digest;

        @Nullable
        String link;

        private Node(String path, Kind kind, long size) {
            this.path = path;
            this.kind = kind;
            this.size = size;
        }
    }
}
