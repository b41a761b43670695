package io.ggen.api.identity;

import io.ggen.api.Problem;
import io.ggen.api.Texts;
import java.util.Arrays;

/**
 * Text for bytes in the alphabet base58btc of the multibase registry: no 0, O, I or l. Every array has one text and every
 * text one array. Bounded, since the work grows with the square of the length.
 */
public final class Base58 {
    /** The most bytes that {@link #encode} takes. */
    public static final int MOST_BYTES = 128;

    /** The most characters that {@link #decode} takes. */
    public static final int MOST_CHARACTERS = 176;

    private static final String ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private static final byte[] VALUES = values();
    private static final int CHARACTERS_A_LIMB = 5;
    private static final long LIMB = 58L * 58 * 58 * 58 * 58;
    private static final long WORD_MASK = 0xffff_ffffL;

    private Base58() {}

    private static byte[] values() {
        byte[] values = new byte[128];
        Arrays.fill(values, (byte) -1);
        for (int i = 0; i < 58; i++) {
            values[ALPHABET.charAt(i)] = (byte) i;
        }
        return values;
    }

    /** The text of {@code bytes}, at most {@link #MOST_BYTES} of them. */
    public static String encode(byte[] bytes) {
        if (bytes.length > MOST_BYTES) {
            throw Problem.of("Base58 text is made for at most " + MOST_BYTES + " bytes, not " + bytes.length + ".")
                    .asException();
        }
        int zeros = 0;
        while (zeros < bytes.length && bytes[zeros] == 0) {
            zeros++;
        }
        // the number in base 58^5, least limb first, fed with four bytes at a time
        long[] limbs = new long[bytes.length * 7 / 25 + 1];
        int used = 0;
        for (int at = zeros; at < bytes.length; ) {
            int step = (bytes.length - at - 1) % 4 + 1;
            long carry = 0;
            for (int i = 0; i < step; i++) {
                carry = carry << 8 | (bytes[at + i] & 0xff);
            }
            for (int i = 0; i < used; i++) {
                carry += limbs[i] << 8 * step;
                limbs[i] = carry % LIMB;
                carry /= LIMB;
            }
            while (carry != 0) {
                limbs[used++] = carry % LIMB;
                carry /= LIMB;
            }
            at += step;
        }
        byte[] text = new byte[used * CHARACTERS_A_LIMB];
        int from = text.length;
        for (int i = 0; i < used; i++) {
            long limb = limbs[i];
            for (int c = 0; c < CHARACTERS_A_LIMB && (i < used - 1 || limb != 0); c++) {
                text[--from] = (byte) ALPHABET.charAt((int) (limb % 58));
                limb /= 58;
            }
        }
        StringBuilder whole = new StringBuilder(zeros + text.length - from);
        for (int i = 0; i < zeros; i++) {
            whole.append('1');
        }
        for (int i = from; i < text.length; i++) {
            whole.append((char) text[i]);
        }
        return whole.toString();
    }

    /** The bytes that {@code text} stands for. Throws {@link io.ggen.api.ProblemException} on anything that is not base58. */
    public static byte[] decode(String text) {
        if (text.length() > MOST_CHARACTERS) {
            throw Problem.of("Base58 text has at most " + MOST_CHARACTERS + " characters, not " + text.length() + ".")
                    .asException();
        }
        int zeros = 0;
        while (zeros < text.length() && text.charAt(zeros) == '1') {
            zeros++;
        }
        // the number in base 2^32, least word first, fed with five characters at a time
        long[] words = new long[text.length() / CHARACTERS_A_LIMB + 1];
        int used = 0;
        for (int at = zeros; at < text.length(); ) {
            int step = (text.length() - at - 1) % CHARACTERS_A_LIMB + 1;
            long carry = 0;
            long factor = 1;
            for (int i = 0; i < step; i++) {
                carry = carry * 58 + value(text, at + i);
                factor *= 58;
            }
            for (int i = 0; i < used; i++) {
                carry += words[i] * factor;
                words[i] = carry & WORD_MASK;
                carry >>>= 32;
            }
            if (carry != 0) {
                words[used++] = carry;
            }
            at += step;
        }
        int length = 0;
        if (used > 0) {
            int bits = 64 - Long.numberOfLeadingZeros(words[used - 1]);
            length = (used - 1) * 4 + (bits + 7) / 8;
        }
        byte[] bytes = new byte[zeros + length];
        for (int i = 0; i < length; i++) {
            bytes[bytes.length - 1 - i] = (byte) (words[i / 4] >>> 8 * (i % 4));
        }
        return bytes;
    }

    private static int value(String text, int at) {
        char c = text.charAt(at);
        int value = c < VALUES.length ? VALUES[c] : -1;
        if (value < 0) {
            throw Problem.of("'" + Texts.shown(text) + "' is not base58: character " + (at + 1)
                            + " is not of its alphabet.")
                    .asException();
        }
        return value;
    }
}
