package io.ggen.libp2p.noise;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * ChaCha20-Poly1305 (RFC 8439) without additional data, for long messages on JDKs that have no vector code for it: about twice as
 * fast as the JDK's there. Holds no key. For one thread.
 */
final class ChaChaPoly {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final ChaCha20 stream = new ChaCha20();
    private final byte[] last = new byte[2 * Poly1305.BLOCK];
    private final byte[] tag = new byte[NoiseCipher.TAG];

    /** Encrypts {@code length} bytes into {@code out}, which takes {@code length + TAG} bytes; the arrays may be one, in place. */
    void seal(int[] key, long nonce, byte[] in, int from, int length, byte[] out, int to) {
        Poly1305 sum = begin(key, nonce, length);
        combine(key, nonce, in, from, length, out, to);
        sum(sum, out, to, length, out, to + length);
    }

    /** Decrypts {@code length} bytes, tag not counted; false, and nothing written, if the tag behind them is another. */
    boolean open(int[] key, long nonce, byte[] in, int from, int length, byte[] out, int to) {
        Poly1305 sum = begin(key, nonce, length);
        sum(sum, in, from, length, tag, 0);
        int differences = 0;
        for (int i = 0; i < NoiseCipher.TAG; i++) {
            differences |= tag[i] ^ in[from + length + i];
        }
        if (differences != 0) {
            return false;
        }
        combine(key, nonce, in, from, length, out, to);
        return true;
    }

    /** Makes the first blocks, the very first of which is the key of the sum. */
    private Poly1305 begin(int[] key, long nonce, int length) {
        blocks(key, nonce, 0, length);
        return new Poly1305(word(0), word(2), word(4), word(6));
    }

    private long word(int first) {
        return stream.word(first, 0) & 0xffff_ffffL | (long) stream.word(first + 1, 0) << 32;
    }

    /** Blocks from {@code first} on, as many as {@code length} bytes from the second block on need. */
    private void blocks(int[] key, long nonce, int first, int length) {
        int needed = 1 + (length + ChaCha20.BLOCK - 1) / ChaCha20.BLOCK - first;
        stream.blocks(key, 0, (int) nonce, (int) (nonce >>> 32), first, Math.min(ChaCha20.LANES, needed));
    }

    private void combine(int[] key, long nonce, byte[] in, int from, int length, byte[] out, int to) {
        int done = 0;
        int first = 0;
        int lane = 1;
        while (done < length) {
            if (lane == ChaCha20.LANES) {
                first += ChaCha20.LANES;
                lane = 0;
                blocks(key, nonce, first, length);
            }
            int whole = Math.min(ChaCha20.LANES - lane, (length - done) / ChaCha20.BLOCK);
            if (whole > 0) {
                stream.combine(lane, whole, in, from + done, out, to + done);
                done += whole * ChaCha20.BLOCK;
                lane += whole;
            } else {
                stream.combineRest(lane, length - done, in, from + done, out, to + done);
                done = length;
            }
        }
    }

    private void sum(Poly1305 sum, byte[] in, int from, int length, byte[] out, int to) {
        int whole = length / Poly1305.BLOCK;
        int rest = length % Poly1305.BLOCK;
        sum.blocks(in, from, whole);
        LONG.set(last, 0, 0L);
        LONG.set(last, 8, 0L);
        System.arraycopy(in, from + whole * Poly1305.BLOCK, last, 0, rest);
        LONG.set(last, 16, 0L);
        LONG.set(last, 24, (long) length);
        sum.blocks(last, rest > 0 ? 0 : Poly1305.BLOCK, rest > 0 ? 2 : 1);
        sum.finish(out, to);
    }
}
