package io.ggen.api.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * A lock on a file that holds between processes and between the threads of this one. Shared or exclusive. The file stays
 * behind, empty; the operating system lets go of the lock when a process dies.
 */
public final class PathLock implements AutoCloseable {
    private static final Map<Path, Entry> IN_PROCESS = new ConcurrentHashMap<>();

    private final Entry entry;
    private final boolean shared;
    private boolean closed;

    private PathLock(Entry entry, boolean shared) {
        this.entry = entry;
        this.shared = shared;
    }

    /** Waits for the lock. Threads of this process wait in the order they came; interruption ends the wait. */
    public static PathLock take(Path file) throws IOException, InterruptedException {
        return lock(file, false);
    }

    /** Waits for a share of the lock: many may hold one, while nobody holds the lock itself. */
    public static PathLock share(Path file) throws IOException, InterruptedException {
        return lock(file, true);
    }

    /** The lock if it is free now. */
    public static Optional<PathLock> tryTake(Path file) throws IOException {
        Entry entry = entry(file);
        if (!entry.threads.writeLock().tryLock()) {
            return Optional.empty();
        }
        boolean held = false;
        try {
            held = entry.tryFile(false);
            return held ? Optional.of(new PathLock(entry, false)) : Optional.empty();
        } finally {
            if (!held) {
                entry.threads.writeLock().unlock();
            }
        }
    }

    private static PathLock lock(Path file, boolean shared) throws IOException, InterruptedException {
        Entry entry = entry(file);
        Lock threads = shared ? entry.threads.readLock() : entry.threads.writeLock();
        threads.lockInterruptibly();
        boolean held = false;
        try {
            while (!held) {
                held = entry.tryFile(shared);
                if (!held) {
                    TimeUnit.MILLISECONDS.sleep(10);
                }
            }
            return new PathLock(entry, shared);
        } finally {
            if (!held) {
                threads.unlock();
            }
        }
    }

    private static Entry entry(Path file) throws IOException {
        Path absolute = file.toAbsolutePath().normalize();
        Path folder = absolute.getParent();
        if (folder == null) {
            throw new IOException(file + " is not a file");
        }
        Files.createDirectories(folder);
        return IN_PROCESS.computeIfAbsent(folder.toRealPath().resolve(absolute.getFileName()), Entry::new);
    }

    /** Lets go. Calling it again does nothing. Must be called by the thread that took the lock. */
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try {
            entry.release();
        } finally {
            (shared ? entry.threads.readLock() : entry.threads.writeLock()).unlock();
        }
    }

    /** One file, with the threads of this process that hold or want it. The channel is open while anybody holds it. */
    private static final class Entry {
        private final Path file;
        private final ReentrantReadWriteLock threads = new ReentrantReadWriteLock(true);
        private @Nullable FileChannel channel;
        private @Nullable FileLock lock;
        private @Nullable FileChannel waiting;
        private int holders;

        Entry(Path file) {
            this.file = file;
        }

        synchronized boolean tryFile(boolean shared) throws IOException {
            if (holders > 0) {
                holders++;
                return true;
            }
            FileChannel opened = waiting != null ? waiting : open();
            waiting = null;
            FileLock taken = null;
            try {
                taken = opened.tryLock(0, Long.MAX_VALUE, shared);
            } catch (OverlappingFileLockException e) {
                // held through another class loader of this Java: to close the channel now would let go of that lock
                waiting = opened;
            } finally {
                if (taken == null && waiting == null) {
                    opened.close();
                }
            }
            if (taken == null) {
                return false;
            }
            channel = opened;
            lock = taken;
            holders = 1;
            return true;
        }

        private FileChannel open() throws IOException {
            return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        }

        synchronized void release() throws IOException {
            holders--;
            if (holders > 0) {
                return;
            }
            FileLock held = lock;
            FileChannel open = channel;
            lock = null;
            channel = null;
            try {
                if (held != null) {
                    held.release();
                }
            } finally {
                if (open != null) {
                    open.close();
                }
            }
        }
    }
}
