package io.ggen.leases;

import org.jspecify.annotations.Nullable;

/** How the object behind one provider is had. Called without any lock held. */
interface Supply {
    /** The object, or null if the provider cannot be started. Each object got is let go once, with {@link #unget}. */
    @Nullable
    Object get();

    /** Lets go of what {@link #get} gave. */
    void unget();

    /** Whether whoever stands behind this has stopped or is about to, even if nobody has said so yet. Must not block. */
    boolean isGoing();
}
