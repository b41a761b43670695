package io.ggen.kademlia;

import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.wire.ProtoReader;
import io.ggen.p2p.api.wire.ProtoWriter;
import java.util.HashMap;
import java.util.Map;

/** When which key was last put, as bytes: repeated protobuf messages of the key's point and epoch milliseconds. */
final class SweepState {
    private static final int MOST = 100_000;
    private static final int MOST_BYTES = 64;

    private SweepState() {}

    static byte[] encode(Map<Key, Long> told) {
        ProtoWriter out = new ProtoWriter();
        int count = 0;
        for (Map.Entry<Key, Long> one : told.entrySet()) {
            if (count++ < MOST) {
                out.message(1, new ProtoWriter().bytes(1, one.getKey().bytes()).varint(2, one.getValue()));
            }
        }
        return out.toBytes();
    }

    /** Reads what was written; nothing at all if it is damaged, which costs one sweep. */
    static Map<Key, Long> decode(byte[] state) {
        Map<Key, Long> told = new HashMap<>();
        try {
            ProtoReader in = new ProtoReader(state);
            while (in.next() && told.size() < MOST) {
                if (in.field() == 1) {
                    one(in.message(MOST_BYTES), told);
                }
            }
            return told;
        } catch (NetworkException e) {
            return new HashMap<>();
        }
    }

    private static void one(ProtoReader in, Map<Key, Long> told) {
        byte[] key = new byte[0];
        long at = 0;
        while (in.next()) {
            switch (in.field()) {
                case 1 -> key = in.bytes(Key.BYTES);
                case 2 -> at = in.uint64();
                default -> in.skip();
            }
        }
        if (key.length == Key.BYTES && at > 0) {
            told.put(Key.ofDigest(key), at);
        }
    }
}
