package io.ggen.registry.file;

import io.ggen.api.files.DurableFiles;
import io.ggen.api.files.PathLock;
import io.ggen.api.registry.Deadline;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Where a registry's writers put together what they then rename into place, and the locks between them. Writers share a
 * lock on the folder of unfinished things; who can have that lock alone knows that all in there was left by the killed.
 */
final class Workspace {
    private final Layout layout;
    private final Path writeLock;
    private final Path scratchLock;

    Workspace(Layout layout) {
        this.layout = layout;
        writeLock = layout.locks().resolve("write.lock");
        scratchLock = layout.locks().resolve("scratch.lock");
    }

    /** Begins to write. Makes the registry's folder if there is none. */
    Writing begin() throws IOException, InterruptedException {
        clean();
        PathLock share = PathLock.share(scratchLock);
        try {
            Files.createDirectories(layout.scratch());
            return new Writing(share);
        } catch (IOException | RuntimeException e) {
            share.close();
            throw e;
        }
    }

    /** Removes what killed writers have left, unless somebody is writing now. Does nothing if that is not possible. */
    void clean() {
        try {
            if (!isEmpty(layout.scratch())) {
                Optional<PathLock> alone = PathLock.tryTake(scratchLock);
                if (alone.isPresent()) {
                    try (PathLock held = alone.get()) {
                        deleteContent(layout.scratch());
                    }
                }
            }
        } catch (IOException e) {
            return;
        }
    }

    /** How many things in there are unfinished. */
    int leftovers() {
        try {
            return children(layout.scratch()).size();
        } catch (IOException e) {
            return 0;
        }
    }

    /** Waits until no writer is between two states; where nobody can write, there is nothing to wait for. */
    void settle() {
        if (!Files.isRegularFile(writeLock)) {
            return;
        }
        try (PathLock held = PathLock.share(writeLock)) {
            return;
        } catch (IOException e) {
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static List<Path> children(Path folder) throws IOException {
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            for (Path child : stream) {
                children.add(child);
            }
        } catch (java.nio.file.DirectoryIteratorException e) {
            throw e.getCause();
        } catch (java.nio.file.NoSuchFileException | NotDirectoryException e) {
            return List.of();
        }
        return children;
    }

    private static boolean isEmpty(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return true;
        }
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            return !stream.iterator().hasNext();
        }
    }

    private static void deleteContent(Path folder) throws IOException {
        for (Path child : children(folder)) {
            delete(child);
        }
    }

    /** Removes {@code path} and all in it; links are removed, not followed. */
    static void delete(Path path) throws IOException {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            deleteContent(path);
        }
        Files.deleteIfExists(path);
    }

    /** One writer's stay. What it has made in the folder of unfinished things goes when it ends. */
    final class Writing implements AutoCloseable {
        private final PathLock share;
        private final List<Path> mine = new ArrayList<>();

        private Writing(PathLock share) {
            this.share = share;
        }

        /** A path for something unfinished; nothing is there yet. */
        Path unfinished() {
            Path path = layout.scratch().resolve(DurableFiles.temporaryName(Path.of("x")));
            mine.add(path);
            return path;
        }

        /** Waits until this is the only writer that changes what others see. */
        PathLock alone() throws IOException, InterruptedException {
            return PathLock.take(writeLock);
        }

        /** Like {@link #alone}, unless that takes too long. */
        Optional<PathLock> aloneBy(Deadline deadline) throws IOException, InterruptedException {
            while (true) {
                Optional<PathLock> lock = PathLock.tryTake(writeLock);
                if (lock.isPresent() || deadline.passed()) {
                    return lock;
                }
                TimeUnit.MILLISECONDS.sleep(2);
            }
        }

        /** Replaces {@code file} by {@code content} in one step, and makes sure that it is on the disk. */
        void replace(Path file, byte[] content) throws IOException {
            Path unfinished = unfinished();
            write(unfinished, content);
            DurableFiles.replace(unfinished, file);
            DurableFiles.sync(file.resolveSibling("."));
        }

        /** Writes a new file and makes sure that it is on the disk. */
        static void write(Path file, byte[] content) throws IOException {
            try (FileChannel channel =
                    FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                ByteBuffer left = ByteBuffer.wrap(content);
                while (left.hasRemaining()) {
                    channel.write(left);
                }
                channel.force(true);
            }
        }

        @Override
        public void close() throws IOException {
            try {
                for (Path path : mine) {
                    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                        delete(path);
                    }
                }
            } finally {
                share.close();
            }
        }
    }
}
