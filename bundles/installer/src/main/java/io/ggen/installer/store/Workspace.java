package io.ggen.installer.store;

import io.ggen.api.files.PathLock;
import io.ggen.installer.work.Deletion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The temporary folder of one operation: a numbered slot, locked for as long as it is used, so that a slot that is not
 * locked belongs to nobody any more. The lock files stay behind, empty. Opened and closed by the same thread; used by any.
 */
public final class Workspace implements AutoCloseable {
    private static final int MOST = 10_000;
    private static final String CLAIMS = "claims-";

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
        for (String name : list(tmp)) {
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

    /**
     * Tells gc to spare the trees called {@code names} until this workspace is closed. Holds for every gc that begins
     * afterwards.
     */
    public void claim(Collection<String> names) throws IOException {
        Path claims = folder.resolve(CLAIMS + this.names.incrementAndGet());
        Files.writeString(claims, String.join("\n", names) + "\n", StandardCharsets.ISO_8859_1);
    }

    /** The trees claimed by operations that are under way. */
    static Set<String> claims(Path tmp) throws IOException {
        Set<String> claims = new HashSet<>();
        for (String slot : list(tmp)) {
            if (!slot.endsWith(".lock") && isHeld(tmp, slot)) {
                for (String name : list(tmp.resolve(slot))) {
                    if (name.startsWith(CLAIMS)) {
                        addClaims(tmp.resolve(slot).resolve(name), claims);
                    }
                }
            }
        }
        return claims;
    }

    private static void addClaims(Path file, Set<String> claims) throws IOException {
        try {
            claims.addAll(Files.readAllLines(file, StandardCharsets.ISO_8859_1));
        } catch (NoSuchFileException e) {
            // Its operation has just ended.
        }
    }

    private static boolean isHeld(Path tmp, String slot) throws IOException {
        Optional<PathLock> lock = PathLock.tryTake(lockOf(tmp, slot));
        if (lock.isPresent()) {
            lock.get().close();
        }
        return lock.isEmpty();
    }

    private static String[] list(Path folder) {
        String[] names = folder.toFile().list();
        return names == null ? new String[0] : names;
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
