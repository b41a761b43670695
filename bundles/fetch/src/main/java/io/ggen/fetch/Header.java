package io.ggen.fetch;

import io.ggen.api.Digest;
import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.wire.ProtoReader;
import io.ggen.p2p.api.wire.ProtoWriter;
import io.ggen.records.ArchiveFacts;
import io.ggen.records.ArchiveTree;
import io.ggen.records.LeafHashes;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * What an answer begins with (GGEN-WIRE section 7).
 *
 * @param status whether there is more
 * @param size of the whole content, in bytes
 * @param held which leaves the peer has; null: all of them
 * @param root of the tree that its leaves are of, if it says: two records can claim one digest, and only one is right
 */
record Header(
        Status status,
        long size,
        @Nullable BitSet held,
        @Nullable Digest root) {
    /** The most bytes that a header has: a bit for each of 65,536 leaves and a little. */
    static final int MOST_BYTES = 9 * 1024;

    private static final int MOST_LEAVES = (int) (ArchiveFacts.LARGEST / ArchiveTree.LEAF);

    /** Whether the peer gives what was asked for. */
    enum Status {
        OK,
        NOT_FOUND,
        BUSY,
        REFUSED
    }

    static Header of(Status status) {
        return new Header(status, 0, null, null);
    }

    /** Leaves are bits from the lowest of the first byte on. */
    byte[] encode() {
        ProtoWriter out = new ProtoWriter().varint(1, status.ordinal());
        if (status == Status.OK) {
            out.varint(2, size);
            if (held != null) {
                byte[] bits = new byte[(LeafHashes.count(size) + 7) / 8];
                byte[] set = held.toByteArray();
                System.arraycopy(set, 0, bits, 0, set.length);
                out.bytes(3, bits);
            }
            if (root != null) {
                out.bytes(4, root.bytes());
            }
        }
        return out.toBytes();
    }

    /** Throws {@link NetworkException} (MALFORMED) if it is none. */
    static Header decode(byte[] message) {
        ProtoReader in = new ProtoReader(message);
        int status = 0;
        long size = 0;
        byte @Nullable [] bits = null;
        byte @Nullable [] root = null;
        while (in.next()) {
            switch (in.field()) {
                case 1 -> status = in.uint32();
                case 2 -> size = in.uint64();
                case 3 -> bits = in.bytes(MOST_LEAVES / 8);
                case 4 -> root = in.bytes(32);
                default -> in.skip();
            }
        }
        if (status >= Status.values().length || size < 0 || size > ArchiveFacts.LARGEST) {
            throw NetworkException.malformed("An answer has an unknown status or an impossible size.");
        }
        if (root != null && root.length != 32) {
            throw NetworkException.malformed("An answer names a root that is no digest.");
        }
        if (bits != null && bits.length != (LeafHashes.count(size) + 7) / 8) {
            throw NetworkException.malformed("An answer tells of more or fewer leaves than there are.");
        }
        BitSet held = bits == null ? null : BitSet.valueOf(bits);
        if (held != null && held.length() > LeafHashes.count(size)) {
            throw NetworkException.malformed("An answer tells of leaves that do not exist.");
        }
        return new Header(Status.values()[status], size, held, root == null ? null : Digest.sha256(root));
    }
}
