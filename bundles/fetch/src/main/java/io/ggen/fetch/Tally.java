package io.ggen.fetch;

import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.node.Fact;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What went to whom and came from whom, and why peers were given up. Bounded; safe for use by many threads. */
final class Tally {
    private static final int MOST_PEERS = 1000;

    private final Map<PeerId, Account> peers = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<PeerId, Account> eldest) {
            return size() > MOST_PEERS;
        }
    };
    private long sent;
    private long received;

    private static final class Account {
        private long sent;
        private long received;
        private String dropped = "";
    }

    private Account of(PeerId peer) {
        return peers.computeIfAbsent(peer, key -> new Account());
    }

    synchronized void sent(PeerId peer, int bytes) {
        sent += bytes;
        of(peer).sent += bytes;
    }

    synchronized void received(PeerId peer, int bytes) {
        received += bytes;
        of(peer).received += bytes;
    }

    /** {@code why} is one line. */
    synchronized void dropped(PeerId peer, String why) {
        of(peer).dropped = why;
    }

    synchronized List<Fact> status() {
        return List.of(Fact.of("received", received), Fact.of("sent", sent));
    }

    synchronized List<Fact> about(PeerId peer) {
        Account account = peers.get(peer);
        List<Fact> facts = new ArrayList<>();
        if (account != null) {
            facts.add(Fact.of("received", account.received));
            facts.add(Fact.of("sent", account.sent));
            if (!account.dropped.isEmpty()) {
                facts.add(new Fact("given up", account.dropped));
            }
        }
        return facts;
    }
}
