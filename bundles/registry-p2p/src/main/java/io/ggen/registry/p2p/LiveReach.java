package io.ggen.registry.p2p;

import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.NetworkException.Reason;
import io.ggen.p2p.api.Timers;
import io.ggen.p2p.api.fetch.Fetcher;
import io.ggen.p2p.api.node.Node;
import io.ggen.p2p.api.node.NodeStart;
import io.ggen.p2p.api.node.NodeStatus;
import io.ggen.p2p.api.node.NodeStatus.State;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The network of this process: as it runs, or brought up when it is first needed, if peers are known. Looks again every few
 * milliseconds while it waits, on the lane.
 */
final class LiveReach implements Reach {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(25);

    private final Parts parts;
    private final BooleanSupplier peersKnown;
    private final P2pLimits limits;
    private final Timers lane;
    private boolean brought;
    private boolean started;
    private String failure = "";

    /** What of the network is there at the moment. */
    interface Parts {
        /** Who can be asked about names, if everything for that runs. */
        Optional<Network> network();

        /** Who gets archives, if it runs. */
        @Nullable
        Fetcher fetcher();

        /** The node of this process, if its bundle is started. */
        @Nullable
        Node node();

        /** Whether this process is to start a node that stands still: one-shot commands are, nobody else is. */
        boolean mayStart();

        /** Starts the bundles of the network in the background, and says what came of it; null if there are none to start. */
        @Nullable
        Supplier<CompletionStage<Void>> starter();
    }

    /** {@code peersKnown}: whether a node that starts would have anybody to dial. */
    LiveReach(Parts parts, BooleanSupplier peersKnown, P2pLimits limits, Timers lane) {
        this.parts = parts;
        this.peersKnown = peersKnown;
        this.limits = limits;
        this.lane = lane;
    }

    @Override
    public CompletionStage<Optional<Network>> network(Duration within) {
        return knowsNobody()
                ? CompletableFuture.completedFuture(Optional.empty())
                : await(() -> isAlone() ? Optional.empty() : parts.network(), within);
    }

    @Override
    public CompletionStage<Optional<Fetcher>> fetcher(Duration within) {
        return await(() -> isAlone() ? Optional.empty() : Optional.ofNullable(parts.fetcher()), within);
    }

    /** Whether it is too early to ask: the node has just started, and has peers to dial but none connected yet. */
    private boolean isAlone() {
        Node node = parts.node();
        if (node == null) {
            return false;
        }
        NodeStatus status = node.status();
        boolean starts = status.state() == State.STARTING
                || (status.state() == State.UP && status.uptime().compareTo(limits.starting()) < 0);
        return starts && status.peers() == 0 && (node.dialsAgain() || peersKnown.getAsBoolean());
    }

    /** Whether the node is up and there is nobody whom it could ask: none is connected, none was, and none is to be dialled. */
    private boolean knowsNobody() {
        Node node = parts.node();
        if (node == null || node.dialsAgain()) {
            return false;
        }
        NodeStatus status = node.status();
        return status.state() == State.UP && status.peers() == 0 && !peersKnown.getAsBoolean();
    }

    private <T> CompletionStage<Optional<T>> await(Supplier<Optional<T>> part, Duration within) {
        CompletableFuture<Optional<T>> done = new CompletableFuture<>();
        long end = lane.now() + within.toNanos();
        lane.execute(() -> look(part, end, done));
        return done;
    }

    private <T> void look(Supplier<Optional<T>> part, long end, CompletableFuture<Optional<T>> done) {
        if (done.isDone()) {
            return;
        }
        Optional<T> found = part.get();
        if (found.isPresent()) {
            done.complete(found);
        } else if (!isToCome()) {
            done.complete(Optional.empty());
        } else if (!failure.isEmpty()) {
            done.completeExceptionally(new NetworkException(Reason.CLOSED, failure));
        } else if (lane.now() - end >= 0) {
            done.completeExceptionally(new NetworkException(Reason.TIMED_OUT, late()));
        } else {
            lane.schedule(LOOK_AGAIN, () -> look(part, end, done));
        }
    }

    private String late() {
        Node node = parts.node();
        String detail = node == null ? "" : node.status().detail();
        return detail.isEmpty() ? "the network is not ready" : detail;
    }

    /** Whether there is a network, or one has begun to come. */
    private boolean isToCome() {
        Node node = parts.node();
        if (node == null) {
            return brought || isBrought();
        }
        if (brought && !started) {
            started = true;
            node.start(new NodeStart(List.of(), List.of(), true, false)).whenComplete((status, problem) -> {
                if (problem != null) {
                    lane.execute(() -> failure = String.valueOf(cause(problem).getMessage()));
                }
            });
        }
        if (!brought) {
            NodeStatus status = node.status();
            boolean stopped = status.state() == State.STOPPED;
            if (stopped && parts.mayStart()) {
                brought = peersKnown.getAsBoolean();
                return brought;
            }
            failure = !stopped ? "" : status.detail().isEmpty() ? "the network is stopped" : status.detail();
        }
        return true;
    }

    private boolean isBrought() {
        Supplier<CompletionStage<Void>> starter = parts.starter();
        if (starter == null || !peersKnown.getAsBoolean()) {
            return false;
        }
        brought = true;
        starter.get().whenComplete((nothing, problem) -> {
            if (problem != null) {
                lane.execute(() -> failure = String.valueOf(cause(problem).getMessage()));
            }
        });
        return true;
    }

    private static Throwable cause(Throwable problem) {
        return problem.getCause() == null ? problem : problem.getCause();
    }
}
