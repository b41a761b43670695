package io.ggen.p2p.memory;

import io.ggen.p2p.api.Timers;

/** Something that happens at a moment of virtual time. */
abstract class Event implements Timers.Timer {
    boolean cancelled;

    /** Happens. */
    abstract void fire();

    @Override
    public void cancel() {
        cancelled = true;
    }
}
