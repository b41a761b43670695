package io.ggen.libp2p.noise;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The key stream of ChaCha20 (RFC 8439), many blocks side by side: word i of all blocks lies in one array, so that each step is a
 * plain loop over arrays, which the compiler makes vector code of. No branch and no index depends on a secret. For one thread.
 */
final class ChaCha20 {
    /** How many blocks are made at a time at most. */
    static final int LANES = 256;

    /** Bytes of a block. */
    static final int BLOCK = 64;

    static final int KEY_WORDS = 8;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int WORDS = 16;
    private static final int COUNTER = 12;
    private static final int DOUBLE_ROUNDS = 10;

    private final int[][] words = new int[WORDS][LANES];
    private final int[] start = new int[WORDS];

    ChaCha20() {
        start[0] = 0x61707865;
        start[1] = 0x3320646e;
        start[2] = 0x79622d32;
        start[3] = 0x6b206574;
    }

    static int[] key(byte[] bytes) {
        int[] key = new int[KEY_WORDS];
        for (int i = 0; i < KEY_WORDS; i++) {
            key[i] = (int) INT.get(bytes, 4 * i);
        }
        return key;
    }

    /** Makes {@code count} blocks, 1 to {@link #LANES}, numbered from {@code first}, with the nonce of three words. */
    void blocks(int[] key, int nonce0, int nonce1, int nonce2, int first, int count) {
        System.arraycopy(key, 0, start, 4, KEY_WORDS);
        start[COUNTER] = first;
        start[13] = nonce0;
        start[14] = nonce1;
        start[15] = nonce2;
        int[][] w = words;
        for (int i = 0; i < WORDS; i++) {
            Arrays.fill(w[i], 0, count, start[i]);
        }
        addNumbers(w[COUNTER], 0, count);
        for (int round = 0; round < DOUBLE_ROUNDS; round++) {
            quarter(w[0], w[4], w[8], w[12], count);
            quarter(w[1], w[5], w[9], w[13], count);
            quarter(w[2], w[6], w[10], w[14], count);
            quarter(w[3], w[7], w[11], w[15], count);
            quarter(w[0], w[5], w[10], w[15], count);
            quarter(w[1], w[6], w[11], w[12], count);
            quarter(w[2], w[7], w[8], w[13], count);
            quarter(w[3], w[4], w[9], w[14], count);
        }
        for (int i = 0; i < WORDS; i++) {
            add(w[i], start[i], count);
        }
        addNumbers(w[COUNTER], 0, count);
    }

    private static void quarter(int[] as, int[] bs, int[] cs, int[] ds, int count) {
        for (int i = 0; i < count; i++) {
            int a = as[i];
            int b = bs[i];
            int c = cs[i];
            int d = ds[i];
            a += b;
            d = Integer.rotateLeft(d ^ a, 16);
            c += d;
            b = Integer.rotateLeft(b ^ c, 12);
            a += b;
            d = Integer.rotateLeft(d ^ a, 8);
            c += d;
            b = Integer.rotateLeft(b ^ c, 7);
            as[i] = a;
            bs[i] = b;
            cs[i] = c;
            ds[i] = d;
        }
    }

    private static void add(int[] to, int value, int count) {
        for (int i = 0; i < count; i++) {
            to[i] += value;
        }
    }

    private static void addNumbers(int[] to, int first, int count) {
        for (int i = 0; i < count; i++) {
            to[i] += first + i;
        }
    }

    /** Word {@code word} of block {@code lane}. */
    int word(int word, int lane) {
        return words[word][lane];
    }

    /** Combines {@code blocks} whole blocks of {@code in} with those from {@code lane} on. */
    void combine(int lane, int blocks, byte[] in, int from, byte[] out, int to) {
        for (int word = 0; word < WORDS; word++) {
            combine(words[word], lane, blocks, in, from + 4 * word, out, to + 4 * word);
        }
    }

    private static void combine(int[] word, int lane, int blocks, byte[] in, int from, byte[] out, int to) {
        for (int i = 0; i < blocks; i++) {
            INT.set(out, to + BLOCK * i, (int) INT.get(in, from + BLOCK * i) ^ word[lane + i]);
        }
    }

    /** Combines the last bytes, fewer than a block, with block {@code lane}. */
    void combineRest(int lane, int bytes, byte[] in, int from, byte[] out, int to) {
        for (int i = 0; i < bytes; i++) {
            out[to + i] = (byte) (in[from + i] ^ words[i >> 2][lane] >>> 8 * (i & 3));
        }
    }
}
