package io.ggen.announce;

import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.wire.ProtoReader;
import io.ggen.p2p.api.wire.ProtoWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One message of the topic (GGEN-WIRE section 4): protobuf {1 head, 2 release, 3 revocation}, each an envelope and optional.
 *
 * @param envelopes those that are there, in that order; their kinds are what they are
 */
record Announcement(List<byte[]> envelopes) {
    /** The topic. */
    static final String TOPIC = "/ggen/packages/v1";

    /** The largest message, in bytes. */
    static final int LARGEST = 16 * 1024;

    private static final int HEAD = 1;
    private static final int RELEASE = 2;
    private static final int REVOCATION = 3;

    static byte[] write(byte @Nullable [] head, byte @Nullable [] release, byte @Nullable [] revocation) {
        ProtoWriter out = new ProtoWriter();
        if (head != null) {
            out.bytes(HEAD, head);
        }
        if (release != null) {
            out.bytes(RELEASE, release);
        }
        if (revocation != null) {
            out.bytes(REVOCATION, revocation);
        }
        byte[] message = out.toBytes();
        if (message.length > LARGEST) {
            throw new IllegalArgumentException("an announcement of " + message.length + " bytes");
        }
        return message;
    }

    /** Reads a message; throws {@link NetworkException} (MALFORMED) unless it has one to three envelopes, each field once. */
    static Announcement read(byte[] message) {
        if (message.length > LARGEST) {
            throw NetworkException.malformed("An announcement has " + message.length + " bytes.");
        }
        byte[][] found = new byte[REVOCATION + 1][];
        ProtoReader in = new ProtoReader(message);
        while (in.next()) {
            int field = in.field();
            if (field > REVOCATION) {
                in.skip();
            } else if (found[field] == null) {
                found[field] = in.bytes(LARGEST);
            } else {
                throw NetworkException.malformed("An announcement has field " + field + " twice.");
            }
        }
        List<byte[]> envelopes = new ArrayList<>(REVOCATION);
        for (byte[] envelope : found) {
            if (envelope != null) {
                envelopes.add(envelope);
            }
        }
        if (envelopes.isEmpty()) {
            throw NetworkException.malformed("An announcement is empty.");
        }
        return new Announcement(envelopes);
    }
}
