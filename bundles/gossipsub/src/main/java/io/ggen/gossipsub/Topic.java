package io.ggen.gossipsub;

import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.pubsub.TopicHandler;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A topic that this host is in: who listens, who is in the mesh, and who is to be left alone for a while. For one lane. */
final class Topic {
    final String name;
    final List<TopicHandler> handlers = new ArrayList<>(1);
    final Set<Neighbour> mesh = new LinkedHashSet<>();
    private final Map<PeerId, Backoff> backoffs = new LinkedHashMap<>();
    private final int mostBackoffs;

    /**
     * Two peers leave each other alone.
     *
     * @param agreed whether one has told the other
     */
    record Backoff(long since, long until, boolean agreed) {}

    Topic(String name, int mostBackoffs) {
        this.name = name;
        this.mostBackoffs = mostBackoffs;
    }

    /** From now on, as one has told the other; does not shorten one that there is. */
    void backOff(PeerId peer, long now, long nanos) {
        backOff(peer, now, nanos, true);
    }

    /** The same for a peer that left the topic without a word about time, until it has {@link #gone}. */
    void left(PeerId peer, long now, long nanos) {
        backOff(peer, now, nanos, false);
    }

    private void backOff(PeerId peer, long now, long nanos, boolean told) {
        Backoff present = backoffs.remove(peer);
        boolean agreed = told || present != null && present.agreed;
        long until = now + nanos;
        if (present != null && present.until - until > 0) {
            until = present.until;
        }
        if (backoffs.size() >= mostBackoffs) {
            backoffs.remove(backoffs.keySet().iterator().next());
        }
        backoffs.put(peer, new Backoff(now, until, agreed));
    }

    /** The connection with {@code peer} has ended: what only this host knew of is over. */
    void gone(PeerId peer) {
        Backoff present = backoffs.get(peer);
        if (present != null && !present.agreed) {
            backoffs.remove(peer);
        }
    }

    @Nullable
    Backoff backoff(PeerId peer, long now) {
        Backoff backoff = backoffs.isEmpty() ? null : backoffs.get(peer);
        return backoff == null || backoff.until - now <= 0 ? null : backoff;
    }

    /** Whether {@code peer} may be grafted from here: the time is over, and {@code slack} more. */
    boolean isFree(PeerId peer, long now, long slack) {
        Backoff backoff = backoffs.isEmpty() ? null : backoffs.get(peer);
        return backoff == null || backoff.until + slack - now <= 0;
    }

    void forgetBackoffs(long now, long slack) {
        backoffs.values().removeIf(backoff -> backoff.until + slack - now <= 0);
    }

    int backoffs() {
        return backoffs.size();
    }
}
