package io.ggen.sync;

import io.ggen.api.PackageName;
import io.ggen.api.ProblemException;
import io.ggen.api.PublisherId;
import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.wire.ProtoReader;
import io.ggen.p2p.api.wire.ProtoWriter;
import io.ggen.records.RecordId;
import java.util.ArrayList;
import java.util.List;

/**
 * A request for records, as on the wire (GGEN-WIRE section 5).
 *
 * @param what which ones
 * @param cursor empty, or what the answer before gave to go on with
 */
record RecordRequest(What what, byte[] cursor) {
    /** How many ids one request has at most. */
    static final int MOST_IDS = 64;

    /** The longest cursor, in bytes. */
    static final int LONGEST_CURSOR = 128;

    /** No request is longer, in bytes. */
    static final int LARGEST = 4096;

    private static final int LONGEST_TEXT = 512;
    private static final int BY_ID = 1;
    private static final int BY_NAME = 2;
    private static final int BY_PUBLISHER = 3;
    private static final int CURSOR = 4;

    /** Which records. */
    sealed interface What {}

    /** Those with these ids. */
    record ByIds(List<RecordId> ids) implements What {
        ByIds {
            ids = List.copyOf(ids);
        }
    }

    /** Those of packages of this name, whoever publishes them. */
    record ByName(PackageName name) implements What {}

    /** All of one publisher. */
    record ByPublisher(PublisherId publisher) implements What {}

    static RecordRequest first(What what) {
        return new RecordRequest(what, new byte[0]);
    }

    RecordRequest next(byte[] nextCursor) {
        return new RecordRequest(what, nextCursor);
    }

    byte[] encode() {
        ProtoWriter out = new ProtoWriter();
        if (what instanceof ByIds some) {
            for (RecordId id : some.ids()) {
                out.bytes(BY_ID, id.bytes());
            }
        } else if (what instanceof ByName named) {
            out.string(BY_NAME, named.name().value());
        } else if (what instanceof ByPublisher whose) {
            out.string(BY_PUBLISHER, whose.publisher().value());
        }
        if (cursor.length > 0) {
            out.bytes(CURSOR, cursor);
        }
        return out.toBytes();
    }

    /** Throws {@link NetworkException} (MALFORMED) unless it asks for one thing, properly. */
    static RecordRequest decode(byte[] message) {
        ProtoReader in = new ProtoReader(message);
        List<RecordId> ids = new ArrayList<>();
        List<What> found = new ArrayList<>(1);
        byte[] cursor = new byte[0];
        while (in.next()) {
            switch (in.field()) {
                case BY_ID -> ids.add(id(in.bytes(RecordId.LENGTH)));
                case BY_NAME -> found.add(name(in.string(LONGEST_TEXT)));
                case BY_PUBLISHER -> found.add(publisher(in.string(LONGEST_TEXT)));
                case CURSOR -> cursor = in.bytes(LONGEST_CURSOR);
                default -> in.skip();
            }
            if (ids.size() > MOST_IDS || found.size() > 1) {
                throw NetworkException.malformed("A request for records asks for too much.");
            }
        }
        if (!ids.isEmpty()) {
            found.add(new ByIds(ids));
        }
        if (found.size() != 1) {
            throw NetworkException.malformed("A request for records asks for nothing, or for two things at once.");
        }
        return new RecordRequest(found.get(0), cursor);
    }

    private static RecordId id(byte[] bytes) {
        if (bytes.length != RecordId.LENGTH) {
            throw NetworkException.malformed("A request for records has an id of " + bytes.length + " bytes.");
        }
        return RecordId.ofBytes(bytes);
    }

    private static What name(String text) {
        try {
            return new ByName(new PackageName(text));
        } catch (ProblemException e) {
            throw NetworkException.malformed("A request for records has no valid name.");
        }
    }

    private static What publisher(String text) {
        try {
            return new ByPublisher(new PublisherId(text));
        } catch (ProblemException e) {
            throw NetworkException.malformed("A request for records has no valid publisher.");
        }
    }
}
