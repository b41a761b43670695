package io.ggen.kademlia;

import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.NetworkException.Reason;
import io.ggen.p2p.api.PeerId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** All lookups under way. On the lane. */
final class Lookups {
    private final Core core;
    private final Requests requests;
    private final Set<Lookup> running = new LinkedHashSet<>();
    private boolean closed;
    private long started;

    Lookups(Core core, Requests requests) {
        this.core = core;
        this.requests = requests;
    }

    /** Begins one; fails at once if too many are under way, and if nobody is known, unless somebody may come in a moment. */
    CompletionStage<Lookup.Result> start(Lookup.Goal goal, Duration within) {
        if (closed) {
            return failed(Reason.CLOSED, "This node is closed.");
        }
        if (running.size() + core.arrivals.waiting() >= core.settings.limits().lookups()) {
            return failed(Reason.LIMIT, running.size() + " lookups are under way, which is the most there can be.");
        }
        if (core.arrivals.mayCome()) {
            long asked = core.now();
            return core.arrivals.first(within).thenCompose(come -> begin(goal, core.left(within, asked)));
        }
        return begin(goal, within);
    }

    private CompletionStage<Lookup.Result> begin(Lookup.Goal goal, Duration within) {
        if (closed) {
            return failed(Reason.CLOSED, "This node is closed.");
        }
        if (core.table.size() == 0) {
            return failed(Reason.UNREACHABLE, "No peer is known that could be asked.");
        }
        Lookup lookup = new Lookup(core, requests, goal);
        running.add(lookup);
        started++;
        CompletionStage<Lookup.Result> result = lookup.start(within);
        result.whenComplete((done, failure) -> running.remove(lookup));
        return result;
    }

    /** Finds the {@code width} peers nearest to {@code key}. */
    CompletionStage<Lookup.Result> nearest(byte[] key, int paths, int width, Duration within) {
        return start(
                new Lookup.Goal(Message.request(Kind.FIND_NODE, key), paths, width, false, (from, answer) -> false),
                within);
    }

    /** Looks for one peer; ends as soon as somebody tells of it. */
    CompletionStage<Lookup.Result> find(PeerId peer, Lookup.Visitor visitor, Duration within) {
        return start(
                new Lookup.Goal(
                        Message.request(Kind.FIND_NODE, peer.bytes()), 1, KademliaSettings.HOLDERS, false, visitor),
                within);
    }

    private static <T> CompletionStage<T> failed(Reason reason, String why) {
        return CompletableFuture.failedFuture(new NetworkException(reason, why));
    }

    /** How many were started. */
    long started() {
        return started;
    }

    /** Ends all with what they have; no more begin. */
    void close() {
        closed = true;
        core.arrivals.release();
        List<Lookup> all = new ArrayList<>(running);
        all.forEach(Lookup::finish);
    }
}
