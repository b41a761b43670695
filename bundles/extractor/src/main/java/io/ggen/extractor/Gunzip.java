package io.ggen.extractor;

import io.ggen.api.extractor.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Inflates the members of a gzip file as one stream and checks all that RFC 1952 gives to check: magic, flags, header
 * checksum, content checksum, length. Nothing may follow the last member.
 */
final class Gunzip {
    private static final int DEFLATE = 8;
    private static final int HEADER_CRC = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int RESERVED = 0xe0;
    private static final int LONGEST_TEXT = 64 << 10;
    private static final int OVERHEAD_PER_ENTRY = 8 << 10;
    private static final int OVERHEAD = 1 << 20;

    private final InputStream archive;
    private final long size;
    private final Inflater inflater;
    private final CRC32 crc;
    private final byte[] packed;
    private final Limits limits;
    private final long most;

    private int position;
    private int limit;
    private long taken;
    private long inflated;
    private long memberStart;
    private boolean started;
    private boolean inMember;

    Gunzip(InputStream archive, long size, Workspace workspace, Limits limits) {
        this.archive = archive;
        this.size = size;
        this.inflater = workspace.inflater;
        this.crc = workspace.crc;
        this.packed = workspace.packed;
        this.limits = limits;
        long overhead = (long) OVERHEAD_PER_ENTRY * limits.entries() + limits.metadata() + OVERHEAD;
        this.most = limits.expanded() > Long.MAX_VALUE - overhead ? Long.MAX_VALUE : limits.expanded() + overhead;
    }

    /** Inflates 1 to {@code length} bytes, or returns -1 when the whole archive has been read and is sound. */
    int read(byte[] target, int offset, int length) throws IOException {
        while (inMember || startMember()) {
            int count = inflate(target, offset, length);
            if (count > 0) {
                crc.update(target, offset, count);
                inflated += count;
                checkGrowth();
                return count;
            }
            if (inflater.finished()) {
                position = limit - inflater.getRemaining();
                endMember();
            } else if (inflater.needsInput() && fill()) {
                inflater.setInput(packed, 0, limit);
                position = limit;
            } else {
                throw truncated();
            }
        }
        return -1;
    }

    private int inflate(byte[] target, int offset, int length) {
        try {
            return inflater.inflate(target, offset, length);
        } catch (DataFormatException e) {
            throw new BrokenRule("its compressed data are damaged (before byte " + taken + " of " + size + ")");
        }
    }

    private void checkGrowth() {
        if (inflated > limits.ratioFrom() && (inflated - 1) / limits.ratio() >= size) {
            throw new BrokenRule("its " + size + " bytes grow to more than " + inflated + ", and at most "
                    + limits.ratio() + " for each byte are allowed above " + limits.ratioFrom());
        }
        if (inflated > most) {
            throw new BrokenRule("with all headers and padding it grows to more than " + most + " bytes, which are"
                    + " allowed for " + limits.expanded() + " bytes in " + limits.entries() + " entries");
        }
    }

    private boolean startMember() throws IOException {
        if (started && position == limit && !fill()) {
            if (taken < size) {
                throw truncated();
            }
            return false;
        }
        boolean follows = started;
        started = true;
        crc.reset();
        if (header() != 0x1f || header() != 0x8b) {
            throw new BrokenRule(
                    follows ? "something follows the end of its compressed data" : "it is not a gzip file");
        }
        if (header() != DEFLATE) {
            throw new BrokenRule("it is compressed by a method that gzip does not know");
        }
        readHeader(header());
        crc.reset();
        inflater.reset();
        inflater.setInput(packed, position, limit - position);
        memberStart = inflated;
        inMember = true;
        return true;
    }

    private void readHeader(int flags) throws IOException {
        if ((flags & RESERVED) != 0) {
            throw new BrokenRule("its gzip header has flags that gzip does not know");
        }
        for (int i = 0; i < 6; i++) {
            header();
        }
        if ((flags & EXTRA) != 0) {
            for (int left = header() | header() << 8; left > 0; left--) {
                header();
            }
        }
        for (int flag = NAME; flag <= COMMENT; flag <<= 1) {
            if ((flags & flag) != 0) {
                skipText();
            }
        }
        if ((flags & HEADER_CRC) != 0) {
            int expected = (int) crc.getValue() & 0xffff;
            if ((header() | header() << 8) != expected) {
                throw new BrokenRule("the checksum of its gzip header is wrong");
            }
        }
    }

    private void skipText() throws IOException {
        int length = 0;
        while (header() != 0) {
            length++;
            if (length > LONGEST_TEXT) {
                throw new BrokenRule("its gzip header has a text of more than " + LONGEST_TEXT + " bytes");
            }
        }
    }

    private void endMember() throws IOException {
        long expected = crc.getValue();
        if (number() != expected) {
            throw new BrokenRule("its content does not match its gzip checksum");
        }
        if (number() != (inflated - memberStart & 0xffff_ffffL)) {
            throw new BrokenRule("its content is not as long as its gzip trailer says");
        }
        inMember = false;
    }

    private long number() throws IOException {
        return next() | (long) next() << 8 | (long) next() << 16 | (long) next() << 24;
    }

    private int header() throws IOException {
        int value = next();
        crc.update(value);
        return value;
    }

    private int next() throws IOException {
        if (position == limit && !fill()) {
            throw taken == 0 ? new BrokenRule("it is empty") : truncated();
        }
        return packed[position++] & 0xff;
    }

    private boolean fill() throws IOException {
        int count = archive.read(packed, 0, packed.length);
        position = 0;
        limit = Math.max(count, 0);
        taken += limit;
        if (taken > size) {
            throw new BrokenRule("it has more than the " + size + " bytes that it should have");
        }
        return count > 0;
    }

    private BrokenRule truncated() {
        return new BrokenRule("it is cut off after " + taken + " of " + size + " bytes");
    }
}
