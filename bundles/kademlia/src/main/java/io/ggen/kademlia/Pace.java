package io.ggen.kademlia;

import io.ggen.p2p.api.PeerId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** How fast each peer is answered: a token bucket of two seconds; who asks faster waits. On the lane. */
final class Pace {
    private static final int MOST_PEERS = 4096;
    private static final double SECOND = 1e9;

    private final double perSecond;
    private final Map<PeerId, Tokens> peers = new LinkedHashMap<>(16, 0.75f, true);

    private static final class Tokens {
        private double left;
        private long at;
    }

    Pace(int perSecond) {
        this.perSecond = perSecond;
    }

    /** How long an answer to {@code peer} has to wait. */
    Duration next(PeerId peer, long now) {
        Tokens tokens = peers.get(peer);
        if (tokens == null) {
            tokens = new Tokens();
            tokens.left = 2 * perSecond;
            tokens.at = now;
            if (peers.size() == MOST_PEERS) {
                peers.remove(peers.keySet().iterator().next());
            }
            peers.put(peer, tokens);
        }
        tokens.left = Math.min(2 * perSecond, tokens.left + (now - tokens.at) / SECOND * perSecond) - 1;
        tokens.at = now;
        return tokens.left >= 0 ? Duration.ZERO : Duration.ofNanos((long) (-tokens.left / perSecond * SECOND));
    }
}
