package io.ggen.launcher.resident;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;

/** A channel that reads what a test gives it, {@code step} bytes at once, and keeps what is written. */
final class Pipe implements ByteChannel {
    final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final ByteBuffer given;
    private final int step;

    Pipe(byte[] given, int step) {
        this.given = ByteBuffer.wrap(given);
        this.step = step;
    }

    @Override
    public int read(ByteBuffer into) {
        if (!given.hasRemaining()) {
            return -1;
        }
        int count = Math.min(step, Math.min(into.remaining(), given.remaining()));
        for (int i = 0; i < count; i++) {
            into.put(given.get());
        }
        return count;
    }

    @Override
    public int write(ByteBuffer from) {
        int count = Math.min(step, from.remaining());
        for (int i = 0; i < count; i++) {
            written.write(from.get());
        }
        return count;
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close() {}
}
