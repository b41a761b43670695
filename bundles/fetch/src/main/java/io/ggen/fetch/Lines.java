package io.ggen.fetch;

import io.ggen.p2p.api.PeerId;
import java.util.HashMap;
import java.util.Map;

/** How many streams this host has open to fetch with: a peer answers only so many at a time. For one lane. */
final class Lines {
    private final int perPeer;
    private final int most;
    private final Map<PeerId, Integer> open = new HashMap<>();
    private int all;

    Lines(int perPeer, int most) {
        this.perPeer = perPeer;
        this.most = most;
    }

    /** Takes a stream to {@code peer}, if there may be one more. */
    boolean take(PeerId peer) {
        if (all >= most || open.getOrDefault(peer, 0) >= perPeer) {
            return false;
        }
        open.merge(peer, 1, Integer::sum);
        all++;
        return true;
    }

    /** A stream to {@code peer} has ended. */
    void give(PeerId peer) {
        all--;
        open.computeIfPresent(peer, (key, count) -> count == 1 ? null : count - 1);
    }

    int all() {
        return all;
    }
}
