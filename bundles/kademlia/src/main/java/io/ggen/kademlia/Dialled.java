package io.ggen.kademlia;

import io.ggen.p2p.api.Connection;
import io.ggen.p2p.api.PeerId;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Connections that were made for lookups. Those that nobody uses are closed: after two minutes, of peers in the table only
 * when there are too many. A connection with a stream is somebody's. On the lane.
 */
final class Dialled {
    private static final long IDLE = Duration.ofMinutes(2).toNanos();

    private final Core core;
    private final Map<PeerId, Long> used = new LinkedHashMap<>(16, 0.75f, true);

    Dialled(Core core) {
        this.core = core;
    }

    /** A peer is about to be asked; unless it is connected, this makes the connection ours. */
    void using(PeerId peer, boolean connected) {
        if (!connected || used.containsKey(peer)) {
            used.put(peer, core.now());
        }
    }

    void gone(PeerId peer) {
        used.remove(peer);
    }

    int size() {
        return used.size();
    }

    /** Closes what is idle. */
    void tidy() {
        if (used.isEmpty()) {
            return;
        }
        int tooMany = used.size() - core.settings.limits().dialled();
        Set<PeerId> idle = new HashSet<>();
        for (Map.Entry<PeerId, Long> one : used.entrySet()) {
            if (core.now() - one.getValue() <= IDLE) {
                break;
            }
            if (tooMany > 0 || core.table.get(one.getKey()) == null) {
                idle.add(one.getKey());
                tooMany--;
            }
        }
        if (idle.isEmpty()) {
            return;
        }
        for (Connection connection : core.host.connections()) {
            if (connection.streams() > 0) {
                idle.remove(connection.peer());
            }
        }
        for (PeerId peer : idle) {
            used.remove(peer);
            core.host.disconnect(peer, "no lookup needs it any more");
        }
    }
}
