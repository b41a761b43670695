package io.ggen.extractor;

import io.ggen.api.Digest;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.zip.CRC32;
import java.util.zip.Inflater;

/** The dear things that one extraction needs and the next one can use again. For one thread at a time. */
final class Workspace implements AutoCloseable {
    private static final int PACKED = 64 << 10;
    private static final int UNPACKED = 256 << 10;

    final Inflater inflater = new Inflater(true);
    final CRC32 crc = new CRC32();
    final MessageDigest sha256 = Digest.Algorithm.SHA256.start();
    final byte[] packed = new byte[PACKED];
    final byte[] unpacked = new byte[UNPACKED];
    final ByteBuffer unpackedView = ByteBuffer.wrap(unpacked);

    /** Forgets what an extraction that broke off has left behind. */
    Workspace cleared() {
        inflater.reset();
        crc.reset();
        sha256.reset();
        return this;
    }

    @Override
    public void close() {
        inflater.end();
    }
}
