package io.ggen.kademlia;

import io.ggen.api.Digest;
import io.ggen.p2p.api.PeerId;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A point of the key space: the SHA-256 digest of a key or of a peer's id. Distance is XOR, compared unsigned (libp2p specs,
 * {@code kad-dht/README.md}, distance; Maymounkov and Mazières 2002, section 2.1).
 *
 * @param a the first 64 bits
 * @param b the next
 * @param c the next
 * @param d the last
 */
record Key(long a, long b, long c, long d) implements Comparable<Key> {
    static final int BITS = 256;
    static final int BYTES = 32;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final double TWO_TO_64 = 18_446_744_073_709_551_616.0;

    /** Where {@code raw} lies. */
    static Key of(byte[] raw) {
        return ofDigest(Digest.Algorithm.SHA256.start().digest(raw));
    }

    /** Where {@code peer} lies. */
    static Key of(PeerId peer) {
        return of(peer.bytes());
    }

    /** The point with these 32 bytes. */
    static Key ofDigest(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a key has 32 bytes");
        }
        return new Key((long) LONGS.get(bytes, 0), (long) LONGS.get(bytes, 8), (long) LONGS.get(bytes, 16), (long)
                LONGS.get(bytes, 24));
    }

    byte[] bytes() {
        byte[] bytes = new byte[BYTES];
        LONGS.set(bytes, 0, a);
        LONGS.set(bytes, 8, b);
        LONGS.set(bytes, 16, c);
        LONGS.set(bytes, 24, d);
        return bytes;
    }

    /** The distance between the two, as a number that can be compared with others. */
    Key xor(Key other) {
        return new Key(a ^ other.a, b ^ other.b, c ^ other.c, d ^ other.d);
    }

    /** Whether {@code one} is nearer to this than {@code other}. */
    boolean isNearer(Key one, Key other) {
        if (one.a != other.a) {
            return Long.compareUnsigned(a ^ one.a, a ^ other.a) < 0;
        }
        return xor(one).compareTo(xor(other)) < 0;
    }

    /** How many bits the two begin with in common, 256 if they are the same. */
    int commonBits(Key other) {
        if (a != other.a) {
            return Long.numberOfLeadingZeros(a ^ other.a);
        }
        if (b != other.b) {
            return 64 + Long.numberOfLeadingZeros(b ^ other.b);
        }
        return c != other.c
                ? 128 + Long.numberOfLeadingZeros(c ^ other.c)
                : 192 + Long.numberOfLeadingZeros(d ^ other.d);
    }

    /** This, taken as a distance, as a share of the whole space: from 0 to 1. */
    double share() {
        return (unsigned(a) + unsigned(b) / TWO_TO_64) / TWO_TO_64;
    }

    private static double unsigned(long value) {
        return (value >>> 1) * 2.0 + (value & 1);
    }

    @Override
    public int compareTo(Key other) {
        if (a != other.a) {
            return Long.compareUnsigned(a, other.a);
        }
        if (b != other.b) {
            return Long.compareUnsigned(b, other.b);
        }
        return c != other.c ? Long.compareUnsigned(c, other.c) : Long.compareUnsigned(d, other.d);
    }
}
