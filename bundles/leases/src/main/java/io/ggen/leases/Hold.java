package io.ggen.leases;

import io.ggen.roles.Lease;
import org.jspecify.annotations.Nullable;

/** One lease. Guarded by the bell's lock, but for what is final. */
final class Hold<S> implements Lease<S> {
    final Candidate candidate;
    final Thread owner = Thread.currentThread();
    private final Leasing leasing;
    private final String name;
    private volatile @Nullable S provider;

    /** The step around the step that this lease is for, in the same thread. */
    @Nullable
    Hold<?> outer;

    /** Whether the grace is over and the step was told to end. */
    boolean revoked;

    /** Whether the user had interrupted the step before that, so that it must not run again. */
    boolean cancelled;

    Hold(Leasing leasing, Candidate candidate, S provider) {
        this.leasing = leasing;
        this.candidate = candidate;
        this.name = candidate.facts.name();
        this.provider = provider;
    }

    @Override
    public S get() {
        S held = provider;
        if (held == null) {
            throw new IllegalStateException("the lease on " + name + " is closed");
        }
        return held;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean isLeaving() {
        return leasing.isLeaving(candidate);
    }

    @Override
    public void close() {
        if (provider != null) {
            provider = null;
            leasing.closed(this);
        }
    }
}
