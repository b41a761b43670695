package io.ggen.extractor;

import io.ggen.api.extractor.Limits;
import io.ggen.api.extractor.Tree;
import io.ggen.api.extractor.Tree.Kind;
import io.ggen.extractor.Layout.Node;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.ArrayList;
import java.util.List;

/** One walk through one archive: reads header after header and puts on disk what they stand for. */
final class Extraction {
    private final Window window;
    private final Layout layout;
    private final TreeWriter writer;
    private final Limits limits;
    private final List<Node> links = new ArrayList<>();
    private Extended extended = new Extended();

    Extraction(Window window, Layout layout, TreeWriter writer, Limits limits) {
        this.window = window;
        this.layout = layout;
        this.writer = writer;
        this.limits = limits;
    }

    Tree run() throws IOException {
        while (!atEnd()) {
            if (Thread.currentThread().isInterrupted()) {
                throw new ClosedByInterruptException();
            }
            TarHeader header = TarHeader.read(window.bytes, window.position(), window.offset());
            window.pass(TarHeader.BLOCK);
            take(header);
        }
        // Links come last, so that not even a file system with surprising names can make us write through one.
        for (Node node : links) {
            writer.link(node.path, String.valueOf(node.link));
        }
        return layout.tree();
    }

    private boolean atEnd() throws IOException {
        if (!window.has(TarHeader.BLOCK)) {
            throw new BrokenRule("it ends without the empty blocks that end a tar file");
        }
        if (!window.passZeros(TarHeader.BLOCK)) {
            return false;
        }
        if (extended.isPending()) {
            throw new BrokenRule("it ends with an extended header that belongs to no entry");
        }
        if (!window.has(TarHeader.BLOCK)) {
            throw new BrokenRule("it ends without the second of the empty blocks that end a tar file");
        }
        if (!window.onlyZerosToTheEnd()) {
            throw new BrokenRule("something follows the end of its tar file");
        }
        return true;
    }

    private void take(TarHeader header) throws IOException {
        switch (header.type()) {
            case 'x' -> extended.records(metadata(header));
            case 'L' -> extended.longName(metadata(header));
            case 'K' -> extended.longLink(metadata(header));
            case 'g' -> {
                if (extended.isPending()) {
                    throw new BrokenRule("a global header stands between an extended header and its entry");
                }
                Extended.checkGlobal(metadata(header));
            }
            default -> {
                entry(header);
                extended = new Extended();
            }
        }
    }

    private byte[] metadata(TarHeader header) throws IOException {
        long sum = header.size() > limits.metadata() ? header.size() : extended.count(header.size());
        if (sum > limits.metadata()) {
            throw new BrokenRule("the headers of one entry have " + sum + " bytes, and at most " + limits.metadata()
                    + " are allowed");
        }
        byte[] content = window.copy((int) header.size(), "an extended header");
        padding(header.size());
        return content;
    }

    private void entry(TarHeader header) throws IOException {
        byte[] name = extended.pathOr(header.name());
        boolean slash = name.length > 0 && name[name.length - 1] == '/';
        boolean folder = header.type() == '5' || (header.type() == 0 && slash);
        EntryPath path = EntryPath.read(name, folder, limits);
        extended.checkSize(path.text(), header.size());
        if (folder) {
            empty(path, header);
            if (!path.text().isEmpty()) {
                layout.folder(path);
            }
            return;
        }
        switch (header.type()) {
            case '0', 0 -> file(path, header);
            case '1' -> hardLink(path, header);
            case '2' -> symbolicLink(path, header);
            case '3', '4' -> throw BrokenRule.by(path.text(), "is a device");
            case '6' -> throw BrokenRule.by(path.text(), "is a FIFO");
            case 'S' -> throw BrokenRule.by(path.text(), "is a sparse file, which packages cannot hold");
            default ->
                throw BrokenRule.by(
                        path.text(),
                        "is of type " + BrokenRule.quoted(String.valueOf(header.type()))
                                + ", which packages cannot hold");
        }
    }

    private void file(EntryPath path, TarHeader header) throws IOException {
        Node node = layout.leaf(path, Kind.FILE, header.size());
        node.executable = header.executable();
        node.digest = writer.file(node.path, node.executable, node.size);
        padding(header.size());
    }

    private void hardLink(EntryPath path, TarHeader header) throws IOException {
        empty(path, header);
        EntryPath target = EntryPath.read(extended.linkOr(header.link()), false, limits);
        Node original = layout.fileFor(path.text(), target);
        Node node = layout.leaf(path, Kind.FILE, original.size);
        node.executable = original.executable;
        node.digest = original.digest;
        writer.copy(original.path, node.path);
    }

    private void symbolicLink(EntryPath path, TarHeader header) throws IOException {
        empty(path, header);
        String target = EntryPath.linkTarget(path, extended.linkOr(header.link()), limits);
        Node node = layout.leaf(path, Kind.LINK, 0);
        node.link = target;
        links.add(node);
    }

    private static void empty(EntryPath path, TarHeader header) {
        if (header.size() != 0) {
            throw BrokenRule.by(path.text(), "is a folder or a link with " + header.size() + " bytes of content");
        }
    }

    private void padding(long size) throws IOException {
        int bytes = (int) (-size & TarHeader.BLOCK - 1);
        window.need(bytes, "a file's last block");
        window.pass(bytes);
    }
}
