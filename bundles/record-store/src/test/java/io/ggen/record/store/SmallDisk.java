package io.ggen.record.store;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * The files of one folder on a disk with so much room for all of them together. What would let a file grow beyond that is
 * written as far as it fits, and fails; bytes that are there can be written over.
 */
final class SmallDisk implements Disk {
    static final long LARGE = Long.MAX_VALUE;

    private static final Map<String, SmallDisk> ALL = new ConcurrentHashMap<>();

    private final Path folder;
    /** How many bytes all files may have. */
    long capacity = LARGE;
    /** Whether nothing at all can be written into the library's file. */
    boolean failing;

    SmallDisk(Path folder) {
        this.folder = folder;
        FilePath.register(new SmallPath());
    }

    /** How many bytes all files have. */
    long used() throws IOException {
        long used = 0;
        for (String name : new String[] {Vault.FILE, Vault.JOURNAL}) {
            Path file = folder.resolve(name);
            used += Files.exists(file) ? Files.size(file) : 0;
        }
        return used;
    }

    /** How many of {@code bytes} at {@code position} fit into a file of {@code size}. */
    private int fitting(long size, long position, int bytes) throws IOException {
        long grows = Math.max(0, position + bytes - size);
        return (int) Math.max(0, bytes - Math.max(0, grows - Math.max(0, capacity - used())));
    }

    private static IOException full() {
        return new IOException("No space left on device");
    }

    @Override
    public String name(Path file) {
        ALL.put(file.toString(), this);
        return SmallPath.SCHEME + ":" + file;
    }

    @Override
    public RandomAccessFile open(Path file) throws IOException {
        return new SmallFile(file.toFile());
    }

    private final class SmallFile extends RandomAccessFile {
        SmallFile(File file) throws IOException {
            super(file, "rw");
        }

        @Override
        public void write(byte[] bytes) throws IOException {
            int fits = fitting(length(), getFilePointer(), bytes.length);
            write(bytes, 0, fits);
            if (fits < bytes.length) {
                throw full();
            }
        }
    }

    /** How the library comes to it. Public, since the library makes more of it. */
    public static final class SmallPath extends FilePathWrapper {
        static final String SCHEME = "small";

        @Override
        public String getScheme() {
            return SCHEME;
        }

        @Override
        public FileChannel open(String mode) throws IOException {
            SmallDisk disk = ALL.get(unwrap().toString());
            if (disk == null) {
                throw new IOException("unknown disk " + this);
            }
            return new SmallChannel(super.open(mode), disk);
        }
    }

    private static final class SmallChannel extends FileBaseDefault {
        private final FileChannel file;
        private final SmallDisk disk;

        SmallChannel(FileChannel file, SmallDisk disk) {
            this.file = file;
            this.disk = disk;
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public int read(ByteBuffer to, long position) throws IOException {
            return file.read(to, position);
        }

        @Override
        public int write(ByteBuffer from, long position) throws IOException {
            int bytes = from.remaining();
            int fits = disk.failing ? 0 : disk.fitting(file.size(), position, bytes);
            ByteBuffer some = from.slice(from.position(), fits);
            while (some.hasRemaining()) {
                file.write(some, position + some.position());
            }
            from.position(from.position() + fits);
            if (fits < bytes) {
                throw full();
            }
            return bytes;
        }

        @Override
        protected void implTruncate(long size) throws IOException {
            file.truncate(size);
        }

        @Override
        public void force(boolean metadata) throws IOException {
            file.force(metadata);
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return file.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            file.close();
        }
    }
}
