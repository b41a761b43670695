package io.ggen.record.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Says which process has the store open. The file stays; the operating system lets go when a process dies. Used by one
 * thread at a time.
 */
final class StoreLock {
    private static final int PAUSE = 20;

    private final Path file;
    private @Nullable FileChannel channel;
    private boolean isOfThisJava;

    StoreLock(Path file) {
        this.file = file;
    }

    /** Waits for the lock, at most {@code patience}; false if somebody else still has it. */
    boolean take(Duration patience) throws IOException, InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (!tryTake()) {
            if (System.nanoTime() - end >= 0) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE);
        }
        return true;
    }

    private boolean tryTake() throws IOException {
        FileChannel open = channel;
        if (open == null) {
            open = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        }
        channel = open;
        isOfThisJava = false;
        boolean taken = false;
        try {
            taken = open.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            isOfThisJava = true;
        } finally {
            if (!taken) {
                release();
            }
        }
        return taken;
    }

    /** Lets go. */
    void release() throws IOException {
        FileChannel open = channel;
        // to close a channel lets go of all locks that this Java has on the file, even one of another store in it
        if (open != null && !isOfThisJava) {
            channel = null;
            open.close();
        }
    }
}
