package io.ggen.record.store;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.util.zip.CRC32C;

/**
 * What was taken since the last commit, one write for each record: that is what survives a kill. Not a channel, since an
 * interrupt would close one in the middle.
 */
final class Journal implements AutoCloseable {
    private static final long MAGIC = 0x6767656e_6a6e6c31L; // ggenjnl1
    private static final int HEADER = 2 * Long.BYTES;
    private static final int FRAME = 2 * Integer.BYTES;
    private static final int LONGEST = 64 * 1024;

    private final RandomAccessFile file;
    private long end;
    private long generation;

    /** What can be in it. */
    interface Reader {
        /** A record, and whether it is of this host. */
        void entry(boolean here, byte[] envelope);
    }

    /** One in {@code file}, which is closed with it. */
    Journal(RandomAccessFile file) throws IOException {
        this.file = file;
        end = file.length();
    }

    /** Reads what was written in the generation {@code wanted} up to the first that is not whole, where {@link #append} goes on. */
    void read(long wanted, Reader reader) throws IOException {
        generation = wanted;
        file.seek(0);
        InputStream bytes = Channels.newInputStream(file.getChannel());
        DataInputStream in = new DataInputStream(new BufferedInputStream(bytes, 1 << 16));
        long whole = 0;
        try {
            if (in.readLong() != MAGIC || in.readLong() != wanted) {
                return;
            }
            whole = HEADER;
            while (true) {
                int length = in.readInt();
                int check = in.readInt();
                if (length < 1 || length > LONGEST) {
                    return;
                }
                byte[] entry = in.readNBytes(length);
                if (entry.length < length || check(entry, 0, length) != check) {
                    return;
                }
                byte[] envelope = new byte[length - 1];
                System.arraycopy(entry, 1, envelope, 0, envelope.length);
                reader.entry(entry[0] != 0, envelope);
                whole += FRAME + length;
            }
        } catch (EOFException e) {
            // the end, or an entry that was never finished
        } finally {
            end = whole;
        }
    }

    /** Whether anything was written in the generation {@code wanted}. */
    boolean holds(long wanted) throws IOException {
        if (file.length() <= HEADER) {
            return false;
        }
        file.seek(0);
        return file.readLong() == MAGIC && file.readLong() == wanted;
    }

    /** Forgets all and begins anew; needs no room on the disk. */
    void start(long next) throws IOException {
        file.setLength(0);
        generation = next;
        end = 0;
    }

    /** Adds an entry; it is with the operating system when this returns. If it fails nothing was added. */
    void append(boolean here, byte[] envelope) throws IOException {
        int length = 1 + envelope.length;
        int head = end == 0 ? HEADER : 0;
        ByteBuffer out = ByteBuffer.allocate(head + FRAME + length);
        if (head > 0) {
            out.putLong(MAGIC).putLong(generation);
        }
        out.putInt(length).putInt(0).put((byte) (here ? 1 : 0)).put(envelope);
        out.putInt(head + Integer.BYTES, check(out.array(), head + FRAME, length));
        boolean added = false;
        try {
            file.seek(end);
            file.write(out.array());
            added = true;
        } finally {
            if (!added) {
                cut();
            }
        }
        end += out.capacity();
    }

    /** Takes away what was written of an entry; what cannot be taken away is written over by the next one. */
    private void cut() {
        try {
            file.setLength(end);
        } catch (IOException e) {
            System.getLogger(Journal.class.getName()).log(System.Logger.Level.DEBUG, "Half an entry stays", e);
        }
    }

    private static int check(byte[] bytes, int from, int length) {
        CRC32C check = new CRC32C();
        check.update(bytes, from, length);
        return (int) check.getValue();
    }

    /** How much was added since the start, in bytes. */
    long size() {
        return Math.max(0, end - HEADER);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
