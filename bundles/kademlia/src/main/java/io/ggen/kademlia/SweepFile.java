package io.ggen.kademlia;

import io.ggen.api.files.DurableFiles;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Remembers sweeps in a file, which another thread writes. What is lost with it costs one sweep. */
final class SweepFile implements SweepMemory {
    static final int LONGEST = 5 << 20;

    private static final System.Logger LOG = System.getLogger(SweepFile.class.getName());

    private final Path file;
    private final Executor slow;
    private byte @Nullable [] next;

    /** Touches nothing yet; {@code slow} runs one task after another. */
    SweepFile(Path file, Executor slow) {
        this.file = file;
        this.slow = slow;
    }

    /** Reads the file, so it is called before the lane has work. */
    @Override
    public Optional<byte[]> load() {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] state = in.readNBytes(LONGEST + 1);
            return state.length > LONGEST ? Optional.empty() : Optional.of(state);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "What was put when cannot be read; it is put again.", e);
            return Optional.empty();
        }
    }

    @Override
    public synchronized void save(byte[] state) {
        boolean waits = next != null;
        next = state.clone();
        if (!waits) {
            slow.execute(this::write);
        }
    }

    private void write() {
        byte[] state;
        synchronized (this) {
            state = next;
            next = null;
        }
        try {
            if (state != null) {
                DurableFiles.write(file, state);
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "What was put when cannot be written; it is put again after the next start.", e);
        }
    }
}
