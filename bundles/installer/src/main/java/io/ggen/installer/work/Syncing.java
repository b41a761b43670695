package io.ggen.installer.work;

import io.ggen.api.files.DurableFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.List;

/** Puts files and folders on the disk, many at once: waiting for one costs about as much as waiting for sixteen. */
public final class Syncing {
    private static final int AT_ONCE = 16;

    private Syncing() {}

    /** Returns when each of {@code paths}, files or folders, is on the disk. */
    public static void all(Collection<Path> paths) throws IOException, InterruptedException {
        Workers.each(List.copyOf(paths), paths.size() < 3 ? 1 : AT_ONCE, DurableFiles::sync);
    }

    /** Writes a new file without waiting for the disk. */
    public static void createLater(Path file, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer left = ByteBuffer.wrap(content);
            while (left.hasRemaining()) {
                channel.write(left);
            }
        }
    }
}
