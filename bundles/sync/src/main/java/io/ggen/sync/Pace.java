package io.ggen.sync;

import io.ggen.p2p.api.PeerId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** How fast each peer is answered: a token bucket of two seconds; who asks faster waits. For one lane. */
final class Pace {
    private static final double SECOND = 1e9;

    private final double perSecond;
    private final int most;
    private final Map<PeerId, Tokens> peers = new LinkedHashMap<>(16, 0.75f, true);

    private static final class Tokens {
        private double left;
        private long at;
    }

    /** For so many requests a second of each of the {@code most} latest peers. */
    Pace(int perSecond, int most) {
        this.perSecond = perSecond;
        this.most = most;
    }

    /** How long an answer to {@code peer} has to wait. */
    Duration next(PeerId peer, long now) {
        Tokens tokens = peers.get(peer);
        if (tokens == null) {
            if (peers.size() == most) {
                peers.remove(peers.keySet().iterator().next());
            }
            tokens = new Tokens();
            tokens.left = 2 * perSecond;
            tokens.at = now;
            peers.put(peer, tokens);
        }
        tokens.left = Math.min(2 * perSecond, tokens.left + (now - tokens.at) / SECOND * perSecond) - 1;
        tokens.at = now;
        return tokens.left >= 0 ? Duration.ZERO : Duration.ofNanos((long) (-tokens.left / perSecond * SECOND));
    }
}
