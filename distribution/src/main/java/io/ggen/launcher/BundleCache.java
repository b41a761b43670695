package io.ggen.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A framework's cache folder {@code run/cache-N}, held by a lock on {@code run/cache-N.lock} as long as the host runs.
 * Disposable: whatever bears another stamp than the one wanted is deleted and filled anew. Hosts never wait for each
 * other's cache; each takes the first free one, rather one that is filled already.
 */
final class BundleCache implements AutoCloseable {
    private static final int MOST = 64;

    /** So many are kept side by side, since shells, commands and servers have bundles of their own. */
    private static final int KEPT = 4;

    private final Path folder;
    private final String stamp;
    private final FileChannel channel;
    private @Nullable Path passing;
    private boolean filled;

    private BundleCache(Path folder, String stamp, FileChannel channel, boolean filled) {
        this.folder = folder;
        this.stamp = stamp;
        this.channel = channel;
        this.filled = filled;
    }

    /**
     * A cache outside of the home, which cannot be written because of {@code failure}; gone when it is closed. Fails with
     * {@code failure} if there is no place for it either.
     */
    static BundleCache passing(LaunchFailure failure) {
        try {
            Path folder = Files.createTempDirectory("ggen-");
            BundleCache cache = take(folder, "");
            cache.passing = folder;
            return cache;
        } catch (IOException | LaunchFailure e) {
            failure.addSuppressed(e);
            throw failure;
        }
    }

    /** Takes a free cache in {@code run}, which is made with mode 0700 if it is missing. */
    static BundleCache take(Path run, String stamp) {
        try {
            makePrivate(run);
            BundleCache other = null;
            for (int n = 0; n < MOST; n++) {
                Path folder = run.resolve("cache-" + n);
                boolean isThere = Files.isDirectory(folder);
                if (!isThere && other != null && n >= KEPT) {
                    break;
                }
                FileChannel channel = tryLock(run.resolve("cache-" + n + ".lock"));
                if (channel == null) {
                    continue;
                }
                BundleCache cache = new BundleCache(folder, stamp, channel, isThere && stamp.equals(stampOf(folder)));
                if (cache.filled) {
                    if (other != null) {
                        other.close();
                    }
                    return cache;
                }
                if (other == null) {
                    other = cache;
                } else if (!isThere && Files.isDirectory(other.folder)) {
                    other.close(); // rather a new one than one that others may come back to
                    other = cache;
                } else {
                    channel.close();
                }
                if (!isThere) {
                    break;
                }
            }
            if (other == null) {
                throw new LaunchFailure(
                        MOST + " ggen processes run on " + run.getParent() + " already; this one was not started.",
                        "again when some have ended");
            }
            other.empty();
            return other;
        } catch (IOException e) {
            throw new LaunchFailure(
                    "the home " + run.getParent() + " cannot be written (" + reason(e) + "); nothing was changed.",
                    List.of("ggen doctor", "GGEN_HOME=/a/folder/of/yours ggen …"),
                    e);
        }
    }

    private static String reason(IOException e) {
        return e instanceof java.nio.file.AccessDeniedException denied
                ? "no permission for " + denied.getFile()
                : e instanceof java.nio.file.FileAlreadyExistsException exists
                        ? exists.getFile() + " is not a folder"
                        : e.getMessage() == null ? e.toString() : e.getMessage();
    }

    private static void makePrivate(Path run) throws IOException {
        if (Files.isDirectory(run)) {
            return;
        }
        Path home = run.getParent();
        if (home != null) {
            Files.createDirectories(home);
        }
        try {
            Files.createDirectory(
                    run, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (UnsupportedOperationException e) {
            Files.createDirectory(run);
        } catch (java.nio.file.FileAlreadyExistsException e) {
            if (!Files.isDirectory(run)) {
                throw e;
            }
        }
    }

    private static @Nullable FileChannel tryLock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            channel.close();
            return null;
        }
        return channel;
    }

    private static String stampOf(Path folder) throws IOException {
        Path file = folder.resolve("stamp");
        return Files.isRegularFile(file) ? Files.readString(file) : "";
    }

    private void empty() throws IOException {
        if (Files.isDirectory(folder)) {
            delete(folder);
        }
        Files.createDirectories(folder);
    }

    private static void delete(Path whole) throws IOException {
        Files.walkFileTree(whole, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** The folder for {@code org.osgi.framework.storage}. */
    Path folder() {
        return folder;
    }

    /** Whether all bundles are installed in it already. */
    boolean isFilled() {
        return filled;
    }

    /** All bundles are installed now. */
    void markFilled() {
        try {
            Files.writeString(folder.resolve("stamp"), stamp);
            filled = true;
        } catch (IOException e) {
            filled = false; // the next host fills it again
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
        if (passing != null) {
            delete(passing);
        }
    }
}
