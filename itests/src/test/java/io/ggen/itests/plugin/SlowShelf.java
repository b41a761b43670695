package io.ggen.itests.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.osgi.framework.BundleContext;

/** A shelf whose bytes stop in the middle, until whoever reads is interrupted; says in the file {@code reading} that they did. */
public final class SlowShelf extends Shelf {
    private volatile Path said = Path.of("reading");

    @Override
    public void start(BundleContext context) throws IOException {
        said = Path.of(context.getProperty("ggen.home"), "reading");
        super.start(context);
    }

    @Override
    protected InputStream content(byte[] archive, int offset) {
        return new Halting(archive, offset, said);
    }

    private static final class Halting extends InputStream {
        private final byte[] bytes;
        private final Path said;
        private int at;

        Halting(byte[] bytes, int at, Path said) {
            this.bytes = bytes;
            this.at = at;
            this.said = said;
        }

        @Override
        public int read() throws IOException {
            if (at < bytes.length / 2) {
                return bytes[at++] & 0xff;
            }
            throw halted();
        }

        @Override
        public int read(byte[] into, int from, int most) throws IOException {
            int count = Math.min(most, bytes.length / 2 - at);
            if (count <= 0) {
                throw halted();
            }
            System.arraycopy(bytes, at, into, from, count);
            at += count;
            return count;
        }

        private InterruptedIOException halted() throws IOException {
            Files.writeString(said, "");
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new InterruptedIOException("nobody waits any more");
        }
    }
}
