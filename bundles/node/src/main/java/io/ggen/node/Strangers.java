package io.ggen.node;

import io.ggen.p2p.api.AddressProtocol;
import io.ggen.p2p.api.Multiaddr;
import io.ggen.p2p.api.node.Stranger;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Those with whom handshakes failed. An IP address has one entry, so that nobody fills the list from a single one. */
final class Strangers {
    static final int MOST = 100;

    private final Clock clock;
    private final Map<String, Stranger> oldestFirst = new LinkedHashMap<>();

    Strangers(Clock clock) {
        this.clock = clock;
    }

    synchronized void add(Multiaddr address, boolean inbound, String why) {
        String ip = address.value(AddressProtocol.IP4)
                .or(() -> address.value(AddressProtocol.IP6))
                .orElseGet(address::toString);
        Stranger before = oldestFirst.remove(ip);
        int times = before == null ? 1 : Math.min(before.times(), Integer.MAX_VALUE - 1) + 1;
        oldestFirst.put(ip, new Stranger(address, inbound, why, clock.instant(), times));
        if (oldestFirst.size() > MOST) {
            oldestFirst.remove(oldestFirst.keySet().iterator().next());
        }
    }

    synchronized List<Stranger> latestFirst() {
        List<Stranger> all = new ArrayList<>(oldestFirst.values());
        Collections.reverse(all);
        return all;
    }
}
