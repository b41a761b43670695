package io.ggen.libp2p;

import com.sun.management.UnixOperatingSystemMXBean;
import io.netty.util.internal.PlatformDependent;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/**
 * What a process holds.
 *
 * @param heap bytes in use once all garbage is gone
 * @param direct bytes of buffers outside the heap, Netty's and the JDK's
 * @param threads how many run
 * @param files open files and sockets; -1 where that cannot be asked
 */
record Usage(long heap, long direct, int threads, long files) {
    private static final int COLLECTIONS = 4;
    private static final double MIB = 1024 * 1024;

    /** Of this process, after collecting garbage. */
    static Usage now() {
        Runtime runtime = Runtime.getRuntime();
        long heap = Long.MAX_VALUE;
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
            heap = Math.min(heap, runtime.totalMemory() - runtime.freeMemory());
        }
        long direct = Math.max(0, PlatformDependent.usedDirectMemory());
        for (BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
            direct += pool.getName().equals("direct") ? pool.getMemoryUsed() : 0;
        }
        long files = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getOpenFileDescriptorCount()
                : -1;
        return new Usage(heap, direct, ManagementFactory.getThreadMXBean().getThreadCount(), files);
    }

    /** On one line, as {@link #parse} reads it. */
    String line() {
        return heap + " " + direct + " " + threads + " " + files;
    }

    static Usage parse(String line) {
        String[] parts = line.split(" ");
        return new Usage(
                Long.parseLong(parts[0]),
                Long.parseLong(parts[1]),
                Integer.parseInt(parts[2]),
                Long.parseLong(parts[3]));
    }

    /** Heap and direct memory together. */
    long memory() {
        return heap + direct;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "heap %.2f MiB, direct %.2f MiB, %d threads, %d open files",
                heap / MIB,
                direct / MIB,
                threads,
                files);
    }
}
