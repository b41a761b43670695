package io.ggen.leases;

import io.ggen.api.Problem;
import io.ggen.roles.RoleNames;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Says who is to be leased, and waits a moment for the successor of one who has just left. */
final class Search {
    private final Bell bell;
    private final Table table;
    private final Pauses pauses;
    private final BooleanSupplier hostStops;

    /** Set for good when nobody is to wait any longer. Guarded by the lock. */
    boolean closed;

    Search(Bell bell, Table table, Pauses pauses, BooleanSupplier hostStops) {
        this.bell = bell;
        this.table = table;
        this.pauses = pauses;
        this.hostStops = hostStops;
    }

    /** Everybody to use as {@code type}, once those who left a moment ago are back or will not come. */
    List<Candidate> all(Class<?> type) {
        bell.lock.lock();
        try {
            long began = bell.now();
            boolean waited = false;
            while (true) {
                long now = bell.now();
                List<Candidate> usable = table.usable(type.getName(), now);
                if (!usable.isEmpty() && !table.isMany(usable.get(0).facts.role())) {
                    usable = usable.subList(0, 1);
                }
                long wait = usable.isEmpty() || table.isMany(usable.get(0).facts.role())
                        ? successorWithin(type, null, now)
                        : 0;
                if (wait == 0) {
                    if (waited) {
                        pauses.heldUp(now - began);
                    }
                    return List.copyOf(usable);
                }
                waited = true;
                listen(type, wait);
            }
        } finally {
            bell.lock.unlock();
        }
    }

    /**
     * Who is in use as {@code type}, but for those passed over; null if there is nobody and none will come. The lock must
     * be held; it is let go while this waits.
     */
    @Nullable
    Candidate choose(Class<?> type, @Nullable Wish wish, List<Candidate> passedOver) {
        String name = wish == null ? null : wish.name();
        long began = bell.now();
        boolean waited = false;
        while (true) {
            long now = bell.now();
            List<Candidate> usable = table.usable(type.getName(), now);
            Candidate chosen = null;
            if (wish != null) {
                chosen = wish.choose(usable, passedOver);
            } else {
                for (int i = 0; i < usable.size() && chosen == null; i++) {
                    chosen = passedOver.contains(usable.get(i)) ? null : usable.get(i);
                }
            }
            if (chosen != null) {
                if (waited) {
                    pauses.heldUp(now - began);
                }
                return chosen;
            }
            long wait = successorWithin(type, name, now);
            if (wait == 0) {
                return null;
            }
            waited = true;
            listen(type, wait);
        }
    }

    private long successorWithin(Class<?> type, @Nullable String name, long now) {
        return closed || hostStops.getAsBoolean() ? 0 : table.successorWithin(type.getName(), name, now);
    }

    private void listen(Class<?> type, long nanos) {
        try {
            bell.listen(nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.cancelled("stopped while waiting for another " + RoleNames.of(type)
                            + " to take over; what needed it was not done.")
                    .asException(e);
        }
    }
}
