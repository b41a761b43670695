package io.ggen.extractor;

import java.util.Arrays;

/**
 * One header of 512 bytes, its checksum verified. Owner, group and times are of no use to a package and not read.
 *
 * @param type the type flag; 0 of the oldest archives is kept
 * @param name the name as in the header, prefix included
 * @param link the link name as in the header
 * @param size bytes of content that follow
 * @param executable whether the owner may run it
 */
record TarHeader(char type, byte[] name, byte[] link, long size, boolean executable) {
    /** Bytes of a header and of whatever else a tar file is made of. */
    static final int BLOCK = 512;

    private static final int NAME = 0;
    private static final int MODE = 100;
    private static final int SIZE = 124;
    private static final int CHECKSUM = 148;
    private static final int TYPE = 156;
    private static final int LINK = 157;
    private static final int MAGIC = 257;
    private static final int PREFIX = 345;
    private static final int OWNER_MAY_RUN = 0100;
    private static final String USTAR = "ustar\00000";
    private static final String GNU = "ustar  \0";
    private static final String OLDEST = "\0\0\0\0\0\0\0\0";

    /** Reads the header at {@code at}, which is byte {@code offset} of the tar stream. */
    static TarHeader read(byte[] bytes, int at, long offset) {
        if (sum(bytes, at) != octal(bytes, at + CHECKSUM, 8, "checksum", offset)) {
            throw new BrokenRule("the header at byte " + offset + " has a wrong checksum");
        }
        byte[] name = text(bytes, at + NAME, 100, "name", offset);
        if (isMagic(bytes, at, USTAR)) {
            byte[] prefix = text(bytes, at + PREFIX, 155, "prefix", offset);
            name = prefix.length == 0 ? name : joined(prefix, name);
        } else if (!isMagic(bytes, at, GNU) && !isMagic(bytes, at, OLDEST)) {
            throw new BrokenRule("the header at byte " + offset + " is of an unknown kind of tar");
        }
        return new TarHeader(
                (char) (bytes[at + TYPE] & 0xff),
                name,
                text(bytes, at + LINK, 100, "link name", offset),
                size(bytes, at + SIZE, offset),
                (octal(bytes, at + MODE, 8, "mode", offset) & OWNER_MAY_RUN) != 0);
    }

    private static long sum(byte[] bytes, int at) {
        long sum = 8L * ' ';
        for (int i = at; i < at + CHECKSUM; i++) {
            sum += bytes[i] & 0xff;
        }
        for (int i = at + CHECKSUM + 8; i < at + BLOCK; i++) {
            sum += bytes[i] & 0xff;
        }
        return sum;
    }

    private static boolean isMagic(byte[] bytes, int at, String magic) {
        for (int i = 0; i < magic.length(); i++) {
            if (bytes[at + MAGIC + i] != magic.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static byte[] joined(byte[] prefix, byte[] name) {
        byte[] both = Arrays.copyOf(prefix, prefix.length + 1 + name.length);
        both[prefix.length] = '/';
        System.arraycopy(name, 0, both, prefix.length + 1, name.length);
        return both;
    }

    private static byte[] text(byte[] bytes, int from, int length, String field, long offset) {
        int end = from;
        while (end < from + length && bytes[end] != 0) {
            end++;
        }
        for (int i = end; i < from + length; i++) {
            if (bytes[i] != 0) {
                throw new BrokenRule("the header at byte " + offset + " hides text behind the end of its " + field);
            }
        }
        return Arrays.copyOfRange(bytes, from, end);
    }

    private static long size(byte[] bytes, int from, long offset) {
        if (bytes[from] >= 0) {
            return octal(bytes, from, 12, "size", offset);
        }
        long size = bytes[from] & 0x7f;
        for (int i = from + 1; i < from + 12; i++) {
            if (size >> 54 != 0) {
                throw new BrokenRule("the header at byte " + offset + " states a size beyond all measure");
            }
            size = size << 8 | (bytes[i] & 0xff);
        }
        return size;
    }

    private static long octal(byte[] bytes, int from, int length, String field, long offset) {
        int i = from;
        int end = from + length;
        while (i < end && bytes[i] == ' ') {
            i++;
        }
        int digits = i;
        long value = 0;
        while (i < end && bytes[i] >= '0' && bytes[i] <= '7') {
            value = value << 3 | bytes[i] - '0';
            i++;
        }
        boolean none = i == digits;
        while (i < end && (bytes[i] == ' ' || bytes[i] == 0)) {
            i++;
        }
        if (none || i < end) {
            throw new BrokenRule("the " + field + " in the header at byte " + offset + " is not a number");
        }
        return value;
    }
}
