package io.ggen.catalog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.zip.CRC32;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.store.ByteBuffersDataInput;
import org.apache.lucene.store.ByteBuffersIndexInput;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.NoLockFactory;

/**
 * A folder whose files are read through memory maps. Unlike Lucene's own, it is one and the same on every JDK and needs
 * neither internals of the JDK nor native access, and so prints no warnings; maps are let go by the garbage collector.
 * Writers are kept apart by the caller's lock. Nothing is synced: what a loss of power leaves behind is noticed by its sums
 * and made again.
 */
final class MappedDirectory extends FSDirectory {
    private static final long CHUNK = 1L << 30;

    MappedDirectory(Path folder) throws IOException {
        super(folder, NoLockFactory.INSTANCE);
    }

    @Override
    public IndexInput openInput(String name, IOContext context) throws IOException {
        ensureOpen();
        ensureCanRead(name);
        return new ByteBuffersIndexInput(new ByteBuffersDataInput(map(name)), name);
    }

    private List<ByteBuffer> map(String name) throws IOException {
        try (FileChannel channel = FileChannel.open(getDirectory().resolve(name), StandardOpenOption.READ)) {
            long size = channel.size();
            List<ByteBuffer> chunks = new ArrayList<>(1);
            for (long at = 0; at < size || chunks.isEmpty(); at += CHUNK) {
                chunks.add(channel.map(FileChannel.MapMode.READ_ONLY, at, Math.min(CHUNK, size - at)));
            }
            return chunks;
        }
    }

    /** Compares the whole file with the sum at its end, some ten times faster than Lucene, which copies every byte. */
    void checkIntegrity(String name) throws IOException {
        List<ByteBuffer> chunks = map(name);
        ByteBuffer last = chunks.get(chunks.size() - 1);
        if (chunks.size() > 1 || last.limit() < CodecUtil.footerLength()) {
            checkSlowly(name);
            return;
        }
        int sumAt = last.limit() - Long.BYTES;
        CRC32 sum = new CRC32();
        sum.update(last.duplicate().limit(sumAt));
        if (sum.getValue() != last.getLong(sumAt)) {
            throw new CorruptIndexException("another sum than at its end", name);
        }
    }

    private void checkSlowly(String name) throws IOException {
        try (IndexInput input = openInput(name, IOContext.READONCE)) {
            CodecUtil.checksumEntireFile(input);
        }
    }

    @Override
    public void sync(Collection<String> names) {
        ensureOpen();
    }

    @Override
    public void syncMetaData() {
        ensureOpen();
    }
}
