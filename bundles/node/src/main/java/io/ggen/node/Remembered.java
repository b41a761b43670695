package io.ggen.node;

import io.ggen.p2p.api.Multiaddr;
import io.ggen.p2p.api.PeerAddresses;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.node.PeerBook;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Peers that were good, best first, each with the moment in which somebody last said so. */
record Remembered(List<One> peers) {
    static final int MOST_ADDRESSES = 8;
    static final Duration LIFE = Duration.ofDays(30);
    static final Remembered NOBODY = new Remembered(List.of());

    /** One peer; it has an address at least. */
    record One(PeerId peer, List<Multiaddr> addresses, Instant good) {
        One {
            addresses = List.copyOf(addresses.subList(0, Math.min(MOST_ADDRESSES, addresses.size())));
        }
    }

    Remembered {
        peers = List.copyOf(peers.subList(0, Math.min(PeerBook.MOST, peers.size())));
    }

    /** These with {@code better} before them, and without those that were good too long ago. */
    Remembered with(List<PeerAddresses> better, Instant now) {
        Map<PeerId, One> all = new LinkedHashMap<>();
        for (PeerAddresses one : better) {
            if (!one.addresses().isEmpty()) {
                all.putIfAbsent(one.peer(), new One(one.peer(), one.addresses(), now));
            }
        }
        for (One one : peers) {
            all.putIfAbsent(one.peer(), one);
        }
        return new Remembered(new ArrayList<>(all.values())).asOf(now);
    }

    /** Those that count still. */
    Remembered asOf(Instant now) {
        List<One> left = new ArrayList<>(peers);
        left.removeIf(one -> one.good().plus(LIFE).isBefore(now));
        return new Remembered(left);
    }

    List<PeerAddresses> addresses() {
        List<PeerAddresses> all = new ArrayList<>(peers.size());
        for (One one : peers) {
            all.add(new PeerAddresses(one.peer(), one.addresses()));
        }
        return all;
    }
}
