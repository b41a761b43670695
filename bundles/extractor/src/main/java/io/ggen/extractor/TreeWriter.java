package io.ggen.extractor;

import io.ggen.api.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.Set;

/** Writes below one folder. Everything it makes is new there: nothing is opened that was there before. */
final class TreeWriter implements Layout.Folders {
    private static final Set<OpenOption> NEW = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    private static final FileAttribute<?>[] NONE = {};
    private static final FileAttribute<?>[] PLAIN = permissions("rw-r--r--");
    private static final FileAttribute<?>[] EXECUTABLE = permissions("rwxr-xr-x");

    private final Path folder;
    private final FileAttribute<?>[] plain;
    private final FileAttribute<?>[] executable;
    private final MessageDigest sha256;
    private final ByteBuffer view;
    private final Window window;

    TreeWriter(Path folder, Workspace workspace, Window window) {
        this.folder = folder;
        boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        this.plain = posix ? PLAIN : NONE;
        this.executable = posix ? EXECUTABLE : NONE;
        this.sha256 = workspace.sha256;
        this.view = workspace.unpackedView;
        this.window = window;
    }

    private static FileAttribute<?>[] permissions(String text) {
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text))};
    }

    @Override
    public void make(String path) throws IOException {
        Files.createDirectory(at(path), executable);
    }

    /** Writes the next {@code size} bytes of the window to a new file, and returns their digest. */
    Digest file(String path, boolean runs, long size) throws IOException {
        boolean whole = size <= window.bytes.length;
        if (whole && !window.has((int) size)) {
            throw cutOff(path);
        }
        try (FileChannel file = FileChannel.open(at(path), NEW, runs ? executable : plain)) {
            long left = size;
            while (left > 0) {
                int some = whole ? (int) left : window.some(left);
                if (some == 0) {
                    throw cutOff(path);
                }
                sha256.update(window.bytes, window.position(), some);
                view.clear().position(window.position()).limit(window.position() + some);
                while (view.hasRemaining()) {
                    file.write(view);
                }
                window.pass(some);
                left -= some;
            }
        }
        return Digest.of(Digest.Algorithm.SHA256, sha256);
    }

    /** Makes a second file of one that is there. */
    void copy(String from, String to) throws IOException {
        Files.copy(at(from), at(to));
    }

    /** Makes a symbolic link. */
    void link(String path, String target) throws IOException {
        Files.createSymbolicLink(at(path), folder.getFileSystem().getPath(target));
    }

    private Path at(String path) {
        try {
            return folder.resolve(path);
        } catch (InvalidPathException e) {
            throw BrokenRule.by(
                    path,
                    "cannot be the name of a file here (names are in " + System.getProperty("sun.jnu.encoding")
                            + "; a UTF-8 locale such as LC_ALL=C.UTF-8 may help)");
        }
    }

    private static BrokenRule cutOff(String path) {
        return new BrokenRule("it ends in the middle of " + BrokenRule.quoted(path));
    }
}
