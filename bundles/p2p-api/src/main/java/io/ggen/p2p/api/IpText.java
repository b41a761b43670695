package io.ggen.p2p.api;

import org.jspecify.annotations.Nullable;

/** IP addresses as text, never by name: IPv4 in four plain decimals, IPv6 by RFC 4291 and written by RFC 5952. */
final class IpText {
    private IpText() {}

    static byte @Nullable [] parse4(String text) {
        byte[] address = new byte[4];
        int at = 0;
        for (int part = 0; part < 4; part++) {
            int end = part == 3 ? text.length() : text.indexOf('.', at);
            int value = end < 0 ? -1 : Decimals.parse(text, at, end, 255);
            if (value < 0) {
                return null;
            }
            address[part] = (byte) value;
            at = end + 1;
        }
        return address;
    }

    static String show4(byte[] bytes, int from) {
        return (bytes[from] & 0xff) + "." + (bytes[from + 1] & 0xff) + "." + (bytes[from + 2] & 0xff) + "."
                + (bytes[from + 3] & 0xff);
    }

    static byte @Nullable [] parse6(String text) {
        if (text.length() > 45) {
            return null;
        }
        byte[] address = new byte[16];
        int used = 0;
        int gap = -1;
        int at = 0;
        if (text.startsWith("::")) {
            gap = 0;
            at = 2;
        }
        while (at < text.length()) {
            int end = text.indexOf(':', at);
            if (end < 0) {
                end = text.length();
            }
            if (text.indexOf('.', at) >= 0 && end == text.length()) {
                byte[] last = parse4(text.substring(at));
                if (last == null || used > 12) {
                    return null;
                }
                System.arraycopy(last, 0, address, used, 4);
                used += 4;
                break;
            }
            int group = group(text, at, end);
            if (group < 0 || used > 14) {
                return null;
            }
            address[used++] = (byte) (group >> 8);
            address[used++] = (byte) group;
            at = end + 1;
            if (at == text.length()) {
                return null;
            }
            if (at < text.length() && text.charAt(at) == ':') {
                if (gap >= 0) {
                    return null;
                }
                gap = used;
                at++;
            }
        }
        return spread(address, used, gap);
    }

    private static byte @Nullable [] spread(byte[] address, int used, int gap) {
        if (gap < 0) {
            return used == 16 ? address : null;
        }
        if (used > 14) {
            return null;
        }
        byte[] whole = new byte[16];
        System.arraycopy(address, 0, whole, 0, gap);
        System.arraycopy(address, gap, whole, 16 - (used - gap), used - gap);
        return whole;
    }

    private static int group(String text, int from, int to) {
        if (to == from || to - from > 4) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            int digit = c < 128 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    static String show6(byte[] bytes, int from) {
        int[] groups = new int[8];
        for (int i = 0; i < 8; i++) {
            groups[i] = (bytes[from + 2 * i] & 0xff) << 8 | (bytes[from + 2 * i + 1] & 0xff);
        }
        boolean mapped = groups[5] == 0xffff;
        for (int i = 0; i < 5; i++) {
            mapped &= groups[i] == 0;
        }
        if (mapped) {
            return "::ffff:" + show4(bytes, from + 12);
        }
        int gap = -1;
        int gapLength = 1;
        for (int i = 0; i < 8; i++) {
            int length = 0;
            while (i + length < 8 && groups[i + length] == 0) {
                length++;
            }
            if (length > gapLength) {
                gap = i;
                gapLength = length;
            }
        }
        StringBuilder text = new StringBuilder(39);
        for (int i = 0; i < 8; i++) {
            if (i == gap) {
                text.append("::");
                i += gapLength - 1;
            } else {
                if (text.length() > 0 && text.charAt(text.length() - 1) != ':') {
                    text.append(':');
                }
                text.append(Integer.toHexString(groups[i]));
            }
        }
        return text.toString();
    }
}
