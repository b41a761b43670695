package io.ggen.kademlia;

import io.ggen.p2p.api.PeerAddresses;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request or an answer.
 *
 * @param kind what it is; an answer is of the kind of its request
 * @param key the key it is about
 * @param record the value, if there is one
 * @param closer peers nearer to the key
 * @param providers peers that have the content of the key
 */
record Message(
        Kind kind,
        byte[] key,
        @Nullable ValueRecord record,
        List<PeerAddresses> closer,
        List<PeerAddresses> providers) {
    static Message request(Kind kind, byte[] key) {
        return new Message(kind, key, null, List.of(), List.of());
    }

    static Message put(byte[] key, byte[] value) {
        return new Message(Kind.PUT_VALUE, key, new ValueRecord(key, value, ""), List.of(), List.of());
    }
}
