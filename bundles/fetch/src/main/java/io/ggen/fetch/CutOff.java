package io.ggen.fetch;

import io.ggen.p2p.api.Host;
import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.NetworkException.Reason;
import io.ggen.p2p.api.PeerAddresses;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.PeerInfo;
import io.ggen.p2p.api.PeerListener;
import io.ggen.p2p.api.Registration;
import io.ggen.p2p.api.Timers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * The peers that were connected when this host lost its transport: nobody has left, and the next transport finds them where they
 * were. So a fetch that begins between two transports, or before the new one has dialled, has somebody to ask. For one lane.
 */
final class CutOff implements PeerListener, AutoCloseable {
    /** How long they are remembered; a swap takes 2 s. */
    static final Duration REMEMBERED = Duration.ofSeconds(15);

    private static final int MOST = 64;

    private final Host host;
    private final Timers lane;
    private final Registration registration;
    private final Map<PeerId, Known> known = new LinkedHashMap<>();

    /** A peer that was identified and has not left by itself. */
    private static final class Known {
        private final PeerAddresses peer;
        /** Whether it was noticed that it is not connected, and when. */
        private boolean missing;

        private long missingSince;

        Known(PeerAddresses peer) {
            this.peer = peer;
        }
    }

    CutOff(Host host, Timers lane) {
        this.host = host;
        this.lane = lane;
        this.registration = host.listen(this);
    }

    /** Whether the host has no transport at the moment. Any thread. */
    boolean isBetween() {
        CompletableFuture<?> asked = host.ping(host.id(), Duration.ofSeconds(1)).toCompletableFuture();
        return asked.isCompletedExceptionally() && reason(asked) == Reason.CLOSED;
    }

    private static @Nullable Reason reason(CompletableFuture<?> failed) {
        try {
            failed.join();
            return null;
        } catch (CompletionException e) {
            return NetworkException.of(e).reason();
        }
    }

    /** Those who were cut off and are not back. A transport that goes in a hurry says of nobody that he is disconnected. */
    List<PeerAddresses> peers() {
        long now = lane.now();
        Set<PeerId> here = new HashSet<>();
        host.peers().forEach(info -> here.add(info.peer()));
        List<PeerAddresses> cutOff = new ArrayList<>();
        for (Iterator<Known> all = known.values().iterator(); all.hasNext(); ) {
            Known one = all.next();
            if (here.contains(one.peer.peer())) {
                one.missing = false;
                continue;
            }
            if (!one.missing) {
                one.missing = true;
                one.missingSince = now;
            }
            if (now - one.missingSince > REMEMBERED.toNanos()) {
                all.remove();
            } else {
                cutOff.add(one.peer);
            }
        }
        return cutOff;
    }

    @Override
    public void identified(PeerInfo info) {
        if (info.protocols().contains(Server.PROTOCOL)) {
            lane.execute(() -> {
                known.remove(info.peer());
                known.put(info.peer(), new Known(new PeerAddresses(info.peer(), info.addresses())));
                Iterator<PeerId> oldest = known.keySet().iterator();
                while (known.size() > MOST) {
                    oldest.next();
                    oldest.remove();
                }
            });
        }
    }

    @Override
    public void disconnected(PeerId peer, String why) {
        if (!isBetween()) {
            lane.execute(() -> known.remove(peer));
        }
    }

    @Override
    public void close() {
        registration.close();
    }
}
