package io.ggen.p2p.api;

import io.ggen.api.Problem;
import java.io.ByteArrayOutputStream;

/** RFC 4648 base32 in lower case without padding (multibase {@code b}). Every array has one text. */
final class Base32 {
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

    private Base32() {}

    static String encode(byte[] bytes) {
        StringBuilder text = new StringBuilder(bytes.length * 8 / 5 + 1);
        int held = 0;
        int bits = 0;
        for (byte b : bytes) {
            held = (held << 8 | (b & 0xff)) & 0xfff;
            for (bits += 8; bits >= 5; bits -= 5) {
                text.append(ALPHABET.charAt(held >>> (bits - 5) & 31));
            }
        }
        if (bits > 0) {
            text.append(ALPHABET.charAt(held << (5 - bits) & 31));
        }
        return text.toString();
    }

    static byte[] decode(String text, int from) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        int held = 0;
        int bits = 0;
        for (int i = from; i < text.length(); i++) {
            int value = ALPHABET.indexOf(text.charAt(i));
            if (value < 0) {
                throw Problem.usage("character " + (i + 1) + " is not base32").asException();
            }
            held = (held << 5 | value) & 0xfff;
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes.write(held >>> bits);
            }
        }
        if (bits >= 5 || (held & (1 << bits) - 1) != 0) {
            throw Problem.usage("base32 text with bits left over").asException();
        }
        return bytes.toByteArray();
    }
}
