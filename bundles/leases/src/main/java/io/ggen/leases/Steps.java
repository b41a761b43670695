package io.ggen.leases;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The steps under way, innermost first in each thread, and the rule by which a step runs again. Tells our own interrupts
 * from the user's: ours goes only to a thread that nobody has interrupted yet, and is taken back when the step ends.
 * What stays open is a user who interrupts in the very moment in which the step answers our interrupt; an
 * {@link InterruptedException} with the thread's flag set again is then taken for the user's.
 */
final class Steps {
    private final Bell bell;
    private final BooleanSupplier hostStops;
    private final Map<Thread, Hold<?>> innermost = new HashMap<>();

    Steps(Bell bell, BooleanSupplier hostStops) {
        this.bell = bell;
        this.hostStops = hostStops;
    }

    /** The calling thread starts a step on {@code hold}. The lock must be held. */
    void begin(Hold<?> hold) {
        hold.outer = innermost.put(hold.owner, hold);
    }

    /** Tells the steps on {@code candidate} to end, all but those of the calling thread. The lock must be held. */
    void revoke(Candidate candidate) {
        for (Hold<?> hold : candidate.holds) {
            Hold<?> top = innermost.get(hold.owner);
            if (hold.owner == Thread.currentThread() || hold.revoked || !isUnder(hold, top)) {
                continue;
            }
            boolean ours = isAnyRevoked(top);
            hold.revoked = true;
            hold.cancelled = hostStops.getAsBoolean() || (!ours && hold.owner.isInterrupted());
            if (!ours) {
                hold.owner.interrupt();
            }
        }
    }

    /**
     * The step on {@code hold} is over: it died of {@code death}, or did what it should if that is null. Says whether it
     * must run again, and takes our interrupt back unless a step around this one has yet to hear it.
     */
    boolean end(Hold<?> hold, @Nullable Throwable death) {
        bell.lock.lock();
        try {
            Hold<?> outer = hold.outer;
            if (outer == null) {
                innermost.remove(hold.owner);
            } else {
                innermost.put(hold.owner, outer);
            }
            if (hold.cancelled || isAnyRevoked(outer)) {
                return false;
            }
            if (hold.revoked) {
                boolean flagged = Thread.interrupted();
                if (flagged && death instanceof InterruptedException) {
                    Thread.currentThread().interrupt();
                    return false;
                }
                return death != null && !(death instanceof VirtualMachineError);
            }
            return death != null
                    && !Thread.currentThread().isInterrupted()
                    && Deaths.isOfLeaving(death)
                    && !hostStops.getAsBoolean()
                    && (hold.candidate.leaving || hold.candidate.supply.isGoing());
        } finally {
            bell.lock.unlock();
        }
    }

    private static boolean isUnder(Hold<?> hold, @Nullable Hold<?> top) {
        for (Hold<?> step = top; step != null; step = step.outer) {
            if (step == hold) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAnyRevoked(@Nullable Hold<?> top) {
        for (Hold<?> step = top; step != null; step = step.outer) {
            if (step.revoked) {
                return true;
            }
        }
        return false;
    }
}
