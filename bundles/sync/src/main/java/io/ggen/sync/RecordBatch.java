package io.ggen.sync;

import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.wire.ProtoReader;
import io.ggen.p2p.api.wire.ProtoWriter;
import io.ggen.records.RecordId;
import io.ggen.records.RecordKind;
import java.util.ArrayList;
import java.util.List;

/**
 * An answer with records, as on the wire (GGEN-WIRE section 5).
 *
 * @param envelopes as they came or go, not checked
 * @param cursor empty, or what to go on with
 */
record RecordBatch(List<byte[]> envelopes, byte[] cursor) {
    private static final int ENVELOPE = 1;
    private static final int CURSOR = 2;
    private static final int PAYLOAD = 3;

    /** What an envelope takes on top of itself: field and length. */
    static final int HEAD = 1 + 3;

    private static final int LARGEST_ENVELOPE = RecordKind.RELEASE.largestEnvelope();

    byte[] encode() {
        ProtoWriter out = new ProtoWriter();
        for (byte[] envelope : envelopes) {
            out.bytes(ENVELOPE, envelope);
        }
        if (cursor.length > 0) {
            out.bytes(CURSOR, cursor);
        }
        return out.toBytes();
    }

    /** Throws {@link NetworkException} (MALFORMED); an envelope or a cursor over its bound is that as well. */
    static RecordBatch decode(byte[] message) {
        ProtoReader in = new ProtoReader(message);
        List<byte[]> envelopes = new ArrayList<>();
        byte[] cursor = new byte[0];
        while (in.next()) {
            switch (in.field()) {
                case ENVELOPE -> envelopes.add(in.bytes(LARGEST_ENVELOPE));
                case CURSOR -> cursor = in.bytes(RecordRequest.LONGEST_CURSOR);
                default -> in.skip();
            }
        }
        return new RecordBatch(envelopes, cursor);
    }

    /** The id that {@code envelope} has if it is one; nothing else about it is checked. */
    static RecordId idOf(byte[] envelope) {
        ProtoReader in = new ProtoReader(envelope);
        byte[] payload = new byte[0];
        while (in.next()) {
            if (in.field() == PAYLOAD) {
                payload = in.bytes(RecordKind.RELEASE.largestPayload());
            }
        }
        return RecordId.of(payload);
    }
}
