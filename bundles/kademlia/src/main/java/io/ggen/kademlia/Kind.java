package io.ggen.kademlia;

import org.jspecify.annotations.Nullable;

/** Kinds of messages, in the order of their numbers on the wire (libp2p specs, {@code kad-dht/README.md}, RPC messages). */
enum Kind {
    PUT_VALUE,
    GET_VALUE,
    ADD_PROVIDER,
    GET_PROVIDERS,
    FIND_NODE,
    PING;

    private static final Kind[] ALL = values();

    static @Nullable Kind of(int number) {
        return number < ALL.length ? ALL[number] : null;
    }
}
