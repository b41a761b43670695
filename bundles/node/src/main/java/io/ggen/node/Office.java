package io.ggen.node;

import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import io.ggen.api.identity.Signer;
import io.ggen.p2p.api.Host;
import io.ggen.p2p.api.HostSettings;
import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.NetworkException.Reason;
import io.ggen.p2p.api.Timers;
import io.ggen.p2p.api.Transport;
import io.ggen.roles.Lease;
import io.ggen.roles.Roles;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The transport in office, held by a lease, and the host opened with it: one at a time. For the lane of its {@link Timers},
 * where its answers come as well.
 */
final class Office {
    /** How long a host that must go may use for its goodbye; leases are drained for 2 s. */
    static final Duration GRACE = Duration.ofMillis(1500);

    private static final Duration CLOSED_AFTER = Duration.ofMillis(1800);
    private static final Duration OPEN_WITHIN = Duration.ofSeconds(20);

    private final Roles roles;
    private final Timers timers;
    private final Executor slow;
    private @Nullable Lease<Transport> lease;

    Office(Roles roles, Timers timers, Executor slow) {
        this.roles = roles;
        this.timers = timers;
        this.slow = slow;
    }

    /** Whether a transport is held. */
    boolean isHeld() {
        return lease != null;
    }

    /** Whether the transport that is held should be let go. */
    boolean isLeaving() {
        Lease<Transport> held = lease;
        return held != null && held.isLeaving();
    }

    /** Its name, or empty text. */
    String name() {
        Lease<Transport> held = lease;
        return held == null ? "" : held.name();
    }

    /** Takes the transport in office, as soon as there is one; answers with why there is none, or null. */
    void take(java.util.function.Consumer<@Nullable Problem> answer) {
        slow.execute(() -> {
            try {
                Lease<Transport> taken = roles.lease(Transport.class);
                timers.execute(() -> {
                    lease = taken;
                    answer.accept(null);
                });
            } catch (RuntimeException | LinkageError e) {
                Problem why = e instanceof ProblemException known
                        ? known.problem()
                        : Problem.of("the transport does not start (" + Reasons.of(e) + ")");
                timers.execute(() -> answer.accept(why));
            }
        });
    }

    /** Opens a host with the transport that is held; answers with it, or with why that failed. */
    void open(Signer key, HostSettings settings, BiConsumer<@Nullable Host, @Nullable Throwable> answer) {
        Lease<Transport> held = lease;
        CompletionStage<Host> opening;
        try {
            opening = held == null
                    ? CompletableFuture.failedFuture(new IllegalStateException("no transport is held"))
                    : Objects.requireNonNull(held.get().open(key, settings), "it answered nothing");
        } catch (RuntimeException | LinkageError e) {
            opening = CompletableFuture.failedFuture(e);
        }
        CompletableFuture<Host> first = new CompletableFuture<>();
        Timers.Timer limit = timers.schedule(
                OPEN_WITHIN,
                () -> first.completeExceptionally(new NetworkException(
                        Reason.TIMED_OUT, "It did not open within " + OPEN_WITHIN.toSeconds() + " s.")));
        opening.whenComplete((host, failure) -> timers.execute(() -> {
            if (failure != null) {
                first.completeExceptionally(NetworkException.of(failure));
            } else if (host == null) {
                first.completeExceptionally(new NetworkException(Reason.FAILED, "It gave no host."));
            } else if (!first.complete(host)) {
                end(host, Duration.ZERO);
            }
        }));
        first.whenComplete((host, failure) -> {
            limit.cancel();
            answer.accept(host, failure);
        });
    }

    /** Closes {@code host}, with grace, then lets the transport go; answers when that is done, or has taken too long. */
    void close(@Nullable Host host, Runnable answer) {
        CompletableFuture<Void> first = new CompletableFuture<>();
        Timers.Timer limit = timers.schedule(CLOSED_AFTER, () -> first.complete(null));
        first.whenComplete((done, failure) -> {
            limit.cancel();
            release();
            answer.run();
        });
        if (host == null) {
            first.complete(null);
        } else {
            end(host, GRACE).whenComplete((done, failure) -> timers.execute(() -> first.complete(null)));
        }
    }

    private static CompletionStage<Void> end(Host host, Duration grace) {
        try {
            return host.close(grace);
        } catch (RuntimeException | LinkageError e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Lets the transport go. */
    void release() {
        Lease<Transport> held = lease;
        lease = null;
        if (held != null) {
            held.close();
        }
    }
}
