package io.ggen.node;

import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.node.Dropped;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/** The peers that were lost or not reached, latest first. The same thing twice is one entry. */
final class DroppedPeers {
    static final int MOST = 100;

    private final Clock clock;
    private final Deque<Dropped> latestFirst = new ArrayDeque<>();

    DroppedPeers(Clock clock) {
        this.clock = clock;
    }

    synchronized void add(PeerId peer, String why) {
        int times = 1;
        for (Iterator<Dropped> all = latestFirst.iterator(); all.hasNext(); ) {
            Dropped known = all.next();
            if (known.peer().equals(peer)) {
                if (known.why().equals(why)) {
                    times += known.times();
                    all.remove();
                }
                break;
            }
        }
        latestFirst.addFirst(new Dropped(peer, why, clock.instant(), times));
        if (latestFirst.size() > MOST) {
            latestFirst.removeLast();
        }
    }

    synchronized List<Dropped> all() {
        return new ArrayList<>(latestFirst);
    }
}
