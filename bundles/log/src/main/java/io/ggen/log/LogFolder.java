package io.ggen.log;

import io.ggen.api.files.PathLock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * The files of the log: {@code ggen.log}, and those put aside, {@code ggen-1.log} the latest. Nothing is kept open between two
 * writes, and each write appends in one piece, so several processes write to the same file. One of them puts it aside, under a
 * lock, when it has become too long; what another one was writing meanwhile goes to the end of the file put aside. For one
 * thread.
 */
final class LogFolder {
    static final String CURRENT = "ggen.log";

    private static final Set<OpenOption> APPEND = Set.of(
            StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS);

    private final Path folder;
    private final Limits limits;
    private boolean torn;

    LogFolder(Path folder, Limits limits) {
        this.folder = folder;
        this.limits = limits;
    }

    /** The file in use. */
    Path current() {
        return folder.resolve(CURRENT);
    }

    /** Appends {@code lines}, each of which has its end. What fails may have been written in part. */
    void append(String lines) throws IOException {
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(torn ? "\n" + lines : lines);
        long size;
        torn = true; // until all of it is there
        try (FileChannel channel = open()) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            size = channel.size();
        }
        torn = false;
        if (size > limits.fileBytes()) {
            putAside();
        }
    }

    private FileChannel open() throws IOException {
        try {
            return FileChannel.open(current(), APPEND);
        } catch (NoSuchFileException e) {
            make();
            return FileChannel.open(current(), APPEND);
        }
    }

    private void make() throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Path home = folder.toAbsolutePath().getParent();
        if (home != null) {
            Files.createDirectories(home);
        }
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (UnsupportedOperationException e) {
            Files.createDirectories(folder);
        }
    }

    private void putAside() throws IOException {
        Optional<PathLock> lock = PathLock.tryTake(folder.resolve(".lock"));
        if (lock.isEmpty()) {
            return; // somebody does it just now
        }
        try (PathLock held = lock.get()) {
            if (Files.size(current()) <= limits.fileBytes()) {
                return; // somebody has done it
            }
            if (limits.files() == 1) {
                Files.deleteIfExists(current());
                return;
            }
            for (int n = limits.files() - 1; n > 0; n--) {
                Path from = n == 1 ? current() : aside(n - 1);
                if (Files.exists(from, LinkOption.NOFOLLOW_LINKS)) {
                    Files.move(from, aside(n), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    private Path aside(int n) {
        return folder.resolve("ggen-" + n + ".log");
    }
}
