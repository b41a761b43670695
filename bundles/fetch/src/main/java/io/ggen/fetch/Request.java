package io.ggen.fetch;

import io.ggen.api.Digest;
import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.wire.ProtoReader;
import io.ggen.p2p.api.wire.ProtoWriter;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for on a stream (GGEN-WIRE section 7).
 *
 * @param sha256 of the content
 * @param op what is wanted of it
 * @param first the first leaf wanted, for DATA
 * @param count how many leaves are wanted, for DATA
 */
record Request(Digest sha256, Op op, int first, int count) {
    /** The most bytes that a request has. */
    static final int MOST_BYTES = 128;

    /** The most leaves that one request may ask for. */
    static final int MOST_LEAVES = 16;

    /** What can be asked. */
    enum Op {
        /** Which leaves the peer has. */
        HAVE,
        /** The hashes of all leaves. */
        HASHES,
        /** Some leaves. */
        DATA
    }

    static Request have(Digest sha256) {
        return new Request(sha256, Op.HAVE, 0, 0);
    }

    static Request hashes(Digest sha256) {
        return new Request(sha256, Op.HASHES, 0, 0);
    }

    static Request data(Digest sha256, Span span) {
        return new Request(sha256, Op.DATA, span.first(), span.count());
    }

    byte[] encode() {
        ProtoWriter out = new ProtoWriter().bytes(1, sha256.bytes()).varint(2, op.ordinal());
        if (op == Op.DATA) {
            out.varint(3, first).varint(4, count);
        }
        return out.toBytes();
    }

    /** Throws {@link NetworkException} (MALFORMED) if it is none. */
    static Request decode(byte[] message) {
        ProtoReader in = new ProtoReader(message);
        byte @Nullable [] digest = null;
        int op = 0;
        int first = 0;
        int count = 0;
        while (in.next()) {
            switch (in.field()) {
                case 1 -> digest = in.bytes(32);
                case 2 -> op = in.uint32();
                case 3 -> first = in.uint32();
                case 4 -> count = in.uint32();
                default -> in.skip();
            }
        }
        if (digest == null || digest.length != 32 || op >= Op.values().length) {
            throw NetworkException.malformed("A request for content has no digest or an unknown operation.");
        }
        return new Request(Digest.sha256(digest), Op.values()[op], first, count);
    }
}
