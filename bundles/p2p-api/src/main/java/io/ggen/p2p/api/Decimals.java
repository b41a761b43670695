package io.ggen.p2p.api;

/** Plain decimal numbers: digits only, no sign, no leading zero. */
final class Decimals {
    private Decimals() {}

    /** The number between {@code from} and {@code to}, or -1 if there is none or it is above {@code most}. */
    static int parse(String text, int from, int to, int most) {
        int length = to - from;
        if (length < 1 || length > 9 || length > 1 && text.charAt(from) == '0') {
            return -1;
        }
        int value = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = value * 10 + c - '0';
        }
        return value <= most ? value : -1;
    }
}
