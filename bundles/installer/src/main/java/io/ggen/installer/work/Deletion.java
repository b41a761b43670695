package io.ggen.installer.work;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Deletes whole trees, read-only ones too, and never follows a link out of them. */
public final class Deletion {
    private Deletion() {}

    /** Deletes {@code path} with all that is in it. Not being there is fine. Returns the bytes of the files deleted. */
    public static long delete(Path path) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return 0;
        }
        Sweeper sweeper = new Sweeper();
        Files.walkFileTree(path, sweeper);
        return sweeper.bytes;
    }

    /** Like {@link #delete}, for leftovers that the next start would delete as well: a failure is no news. */
    public static void attempt(Path path) {
        try {
            delete(path);
        } catch (IOException e) {
            // The next start tries again.
        }
    }

    private static final class Sweeper extends SimpleFileVisitor<Path> {
        private long bytes;

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
            Permissions.makeWritable(folder);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (attributes.isRegularFile()) {
                bytes += attributes.size();
            }
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS) && Permissions.makeWritable(file)) {
                bytes += delete(file);
                return FileVisitResult.CONTINUE;
            }
            throw e;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) throws IOException {
            if (e != null) {
                throw e;
            }
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
