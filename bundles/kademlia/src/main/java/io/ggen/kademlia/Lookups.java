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

    /** Begins one; fails at once if nobody is known, or too many are under way. */
    CompletionStage<Lookup.Result> start(Lookup.Goal goal, Duration within) {
        if (closed) {
            return failed(Reason.CLOSED, "This node is closed.");
        }
        if (core.table.size() == 0) {
            return failed(Reason.UNREACHABLE, "No peer is known that could be asked.");
        }
        if (running.size() >= core.settings.limits().lookups()) {
            return failed(Reason.LIMIT, running.size() + " lookups are under way, which is the most there can be.");
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
        List<Lookup> all = new ArrayList<>(running);
        all.forEach(Lookup::finish);
    }
}
