package io.ggen.sync;

import io.ggen.p2p.api.Host;
import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.NetworkException.Reason;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.ProtocolId;
import io.ggen.p2p.api.Timers;
import io.ggen.p2p.api.wire.Frames;
import io.ggen.records.store.RecordStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** What the parts share. Chance, conduct and blame belong to the lane. */
final class Core {
    static final ProtocolId SYNC = new ProtocolId("/ggen/sync/1.0.0");
    static final ProtocolId RECORDS = new ProtocolId("/ggen/records/1.0.0");

    final Host host;
    final Timers timers;
    final Clock clock;
    final RandomGenerator random;
    final RecordStore store;
    final SyncLimits limits;
    final Conduct conduct;
    private final Executor disk;
    private final Blame blame;

    /** With {@code disk} for all that asks the store; it may refuse work when it has too much. */
    Core(
            Host host,
            Timers timers,
            Clock clock,
            RandomGenerator random,
            RecordStore store,
            Executor disk,
            SyncLimits limits,
            Blame blame) {
        this.host = host;
        this.timers = timers;
        this.clock = clock;
        this.random = random;
        this.store = store;
        this.disk = disk;
        this.limits = limits;
        this.blame = blame;
        this.conduct = new Conduct(limits.peers());
    }

    long now() {
        return timers.now();
    }

    /** Up to a half more or less than {@code mean}. On the lane. */
    Duration jittered(Duration mean) {
        return Duration.ofNanos((long) (mean.toNanos() * (0.5 + random.nextDouble())));
    }

    boolean isBanned(PeerId peer) {
        return conduct.isBanned(peer, now());
    }

    /** The next message, of at most {@code most} bytes; a longer one is a fault. */
    static CompletionStage<Optional<byte[]>> read(Frames frames, int most) {
        return frames.read(most)
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(
                        NetworkException.of(failure).reason() == Reason.LIMIT
                                ? new FaultException(Fault.OVERSIZED)
                                : failure));
    }

    /** What {@code work}, which may block, gives. Completes on the thread of that work. */
    <T> CompletionStage<T> blocking(Supplier<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        try {
            disk.execute(() -> {
                try {
                    result.complete(work.get());
                } catch (RuntimeException | LinkageError e) {
                    result.completeExceptionally(e);
                }
            });
        } catch (RejectedExecutionException e) {
            result.completeExceptionally(
                    new NetworkException(Reason.LIMIT, "This host has too much to look up at the moment."));
        }
        return result;
    }

    /** Takes note that {@code peer} served what was asked for. On the lane. */
    void praise(PeerId peer) {
        blame.went(peer, true);
    }

    /** Takes note of a fault. On the lane. */
    void fault(PeerId peer, Fault fault) {
        conduct.fault(peer, fault, now());
        blame.went(peer, false);
    }

    /** Takes note of the fault behind {@code failure}, if it is one; returns the failure as a network's. On the lane. */
    NetworkException judge(PeerId peer, Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof FaultException wrong) {
            fault(peer, wrong.fault);
            return new NetworkException(Reason.REFUSED, String.valueOf(wrong.getMessage()));
        }
        NetworkException known = NetworkException.of(failure);
        switch (known.reason()) {
            case MALFORMED -> fault(peer, Fault.MALFORMED);
            case REFUSED -> fault(peer, Fault.UNASKED);
            case TIMED_OUT -> fault(peer, Fault.SLOW);
            default -> {}
        }
        return known;
    }
}
