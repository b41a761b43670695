package io.ggen.installer.store;

import io.ggen.api.files.PathLock;
import io.ggen.installer.work.Deletion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The temporary folder of one operation: a numbered slot, locked for as long as it is used, so that a slot that is not
 * locked belongs to nobody any more. The lock files stay behind, empty. Opened and closed by the same thread; used by any.
 */
public final class Workspace implements AutoCloseable {
    private static final int MOST = 10_000;

    private final Path folder;
    private final PathLock lock;
    private final AtomicInteger names = new AtomicInteger();

    private Workspace(Path folder, PathLock lock) {
        this.folder = folder;
        this.lock = lock;
    }

    static Workspace open(Path tmp) throws IOException {
        for (int slot = 0; slot < MOST; slot++) {
            Optional<PathLock> lock = PathLock.tryTake(lockOf(tmp, Integer.toString(slot)));
            if (lock.isPresent()) {
                Path folder = tmp.resolve(Integer.toString(slot));
                try {
                    Deletion.delete(folder);
                    Files.createDirectory(folder);
                    return new Workspace(folder, lock.get());
                } catch (IOException | RuntimeException e) {
                    lock.get().close();
                    throw e;
                }
            }
        }
        throw new IOException(MOST + " operations are under way at once");
    }

    /** Deletes the folders in {@code tmp} whose slots nobody holds. */
    static void sweep(Path tmp) throws IOException {
        String[] names = tmp.toFile().list();
        if (names == null) {
            return;
        }
        for (String name : names) {
            if (!name.endsWith(".lock")) {
                sweepSlot(tmp, name);
            }
        }
    }

    private static void sweepSlot(Path tmp, String name) throws IOException {
        Optional<PathLock> lock = PathLock.tryTake(lockOf(tmp, name));
        if (lock.isPresent()) {
            try (PathLock held = lock.get()) {
                Deletion.delete(tmp.resolve(name));
            }
        }
    }

    private static Path lockOf(Path tmp, String slot) {
        return tmp.resolve(slot + ".lock");
    }

    /** A path in this workspace at which there is nothing yet. */
    public Path fresh() {
        return folder.resolve(Integer.toString(names.incrementAndGet()));
    }

    /** A new empty folder in this workspace. */
    public Path freshFolder() throws IOException {
        return Files.createDirectory(fresh());
    }

    @Override
    public void close() throws IOException {
        Deletion.attempt(folder);
        lock.close();
    }
}
