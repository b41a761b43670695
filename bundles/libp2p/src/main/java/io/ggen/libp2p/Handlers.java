package io.ggen.libp2p;

import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.ProtocolHandler;
import io.ggen.p2p.api.ProtocolId;
import io.ggen.p2p.api.Registration;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Who answers streams for which protocol, and how many of them each peer has open. Safe for use by many threads. */
final class Handlers {
    private static final System.Logger LOG = System.getLogger(Handlers.class.getName());

    private final Runnable changed;
    private final List<Entry> entries = new ArrayList<>();
    private volatile Map<String, Entry> byProtocol = Map.of();

    private record Entry(ProtocolHandler handler, List<ProtocolId> protocols, Map<PeerId, Integer> open) {
        /** Counts one more stream of {@code peer}, unless that is too many. */
        boolean enter(PeerId peer) {
            int most = handler.streamsPerPeer();
            boolean[] entered = new boolean[1];
            open.compute(peer, (key, count) -> {
                int now = count == null ? 0 : count;
                entered[0] = now < most;
                int next = entered[0] ? now + 1 : now;
                return next == 0 ? null : (Integer) next;
            });
            return entered[0];
        }

        void leave(PeerId peer) {
            open.computeIfPresent(peer, (key, count) -> count == 1 ? null : (Integer) (count - 1));
        }
    }

    /** Nobody yet; {@code changed} runs whenever the protocols may be others. */
    Handlers(Runnable changed) {
        this.changed = changed;
    }

    Registration add(ProtocolHandler handler) {
        Entry entry = new Entry(handler, List.copyOf(handler.protocols()), new ConcurrentHashMap<>());
        synchronized (entries) {
            entries.add(entry);
            index();
        }
        changed.run();
        return () -> remove(entry);
    }

    private void remove(Entry entry) {
        synchronized (entries) {
            boolean removed = false;
            for (int i = entries.size() - 1; i >= 0 && !removed; i--) {
                removed = entries.get(i) == entry;
                if (removed) {
                    entries.remove(i);
                }
            }
            if (!removed) {
                return;
            }
            index();
        }
        changed.run();
    }

    private void index() {
        Map<String, Entry> index = new LinkedHashMap<>();
        for (Entry entry : entries) {
            for (ProtocolId protocol : entry.protocols()) {
                index.put(protocol.value(), entry);
            }
        }
        byProtocol = index;
    }

    boolean knows(String protocol) {
        return byProtocol.containsKey(protocol);
    }

    /** All protocols, in the order they came. */
    List<String> protocols() {
        return List.copyOf(byProtocol.keySet());
    }

    /** Hands {@code stream} to whoever answers its protocol. */
    void serve(PeerStream stream) {
        @Nullable Entry entry = byProtocol.get(stream.protocol().value());
        if (entry == null) {
            stream.reset("nobody answers " + stream.protocol() + " any more");
            return;
        }
        if (!entry.enter(stream.peer())) {
            LOG.log(Level.DEBUG, "{0} has too many streams for {1}", stream.peer(), stream.protocol());
            stream.reset("too many streams for " + stream.protocol());
            return;
        }
        stream.whenOver(() -> entry.leave(stream.peer()));
        try {
            entry.handler().handle(stream);
        } catch (RuntimeException | LinkageError | AssertionError e) {
            LOG.log(Level.WARNING, "The handler of " + stream.protocol() + " failed; its stream was reset.", e);
            stream.reset("the handler failed");
        }
    }
}
