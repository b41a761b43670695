package io.ggen.p2p.memory;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** A running digest of all that arrived where and when; equal runs have equal ones. Not for security. */
final class Trace {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long PRIME = 0x9E3779B97F4A7C15L;

    private long state = PRIME;

    static long hash(byte[] bytes) {
        long hash = bytes.length;
        int i = 0;
        for (; i + 8 <= bytes.length; i += 8) {
            hash = (hash ^ (long) LONGS.get(bytes, i)) * PRIME;
            hash ^= hash >>> 29;
        }
        for (; i < bytes.length; i++) {
            hash = (hash ^ bytes[i]) * PRIME;
        }
        return hash ^ hash >>> 32;
    }

    void add(long value) {
        long mixed = (state ^ value) * PRIME;
        state = mixed ^ mixed >>> 31;
    }

    @Override
    public String toString() {
        return String.format("%016x", state);
    }
}
