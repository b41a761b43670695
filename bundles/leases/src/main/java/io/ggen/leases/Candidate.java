package io.ggen.leases;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One provider that is there, with everybody who holds it. Guarded by the bell's lock, but for {@link #supply}. */
final class Candidate {
    final Supply supply;
    final List<Hold<?>> holds = new ArrayList<>();
    Facts facts;

    /** The object behind it, kept from the first lease until it leaves or is no longer in use. */
    @Nullable
    Object service;

    /** Set for good when it leaves. */
    boolean leaving;

    /** Whether it has begun to leave, or lost its selection, and when. */
    boolean left;

    long leftAt;

    /** Why it could not be started when that was last tried, or null. */
    @Nullable
    String failure;

    /** Until when it is not worth trying again while there is another one. */
    long failureHoldsUntil;

    Candidate(Facts facts, Supply supply) {
        this.facts = facts;
        this.supply = supply;
    }

    boolean failedJustNow(long now) {
        return failure != null && failureHoldsUntil - now > 0;
    }

    /** Whether anybody but the calling thread holds it. */
    boolean isHeldByOthers() {
        for (Hold<?> hold : holds) {
            if (hold.owner != Thread.currentThread()) {
                return true;
            }
        }
        return false;
    }
}
