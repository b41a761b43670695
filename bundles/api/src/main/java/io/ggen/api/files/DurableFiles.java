package io.ggen.api.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;

/** Writes files so that after a crash or a loss of power there is the old content or the new one, never a mixture. */
public final class DurableFiles {
    private static final AtomicLong COUNTER = new AtomicLong();
    private static final boolean FOLDERS_CAN_BE_SYNCED =
            !System.getProperty("os.name", "").startsWith("Windows");

    private DurableFiles() {}

    /**
     * Replaces {@code file} by {@code content}: a temporary file beside it, synced, then renamed over it. A symbolic link
     * of that name is replaced itself. Interruption ends it with an {@link IOException} and the old content.
     */
    public static void write(Path file, byte[] content) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException(file + " is not a file");
        }
        Files.createDirectories(folder);
        Path temporary = folder.resolve(temporaryName(file));
        try {
            try (FileChannel channel =
                    FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                ByteBuffer left = ByteBuffer.wrap(content);
                while (left.hasRemaining()) {
                    channel.write(left);
                }
                channel.force(true);
            }
            replace(temporary, file);
        } catch (IOException | RuntimeException e) {
            try {
                Files.deleteIfExists(temporary);
            } catch (IOException alsoFailed) {
                e.addSuppressed(alsoFailed);
            }
            throw e;
        }
        sync(folder);
    }

    /** A name beside {@code file} that no other thread or process uses: it begins with {@code .} and ends in {@code .tmp}. */
    public static String temporaryName(Path file) {
        return "." + file.getFileName() + "-" + ProcessHandle.current().pid() + "-" + COUNTER.incrementAndGet()
                + ".tmp";
    }

    /** Renames {@code from} to {@code to}, replacing what is there, in one step where the file system can. */
    public static void replace(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Waits until {@code path}, a file or a folder, is on the disk. For folders, does nothing on Windows. */
    public static void sync(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            if (FOLDERS_CAN_BE_SYNCED) {
                try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
                    channel.force(true);
                }
            }
            return;
        }
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }
}
