package io.ggen.node;

import io.ggen.p2p.api.Host;
import io.ggen.p2p.api.Registration;
import io.ggen.p2p.api.Timers;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Makes the host of a run known to protocols, and takes it back before it goes. For the lane; others are called off it. */
final class Offer {
    private static final System.Logger LOG = System.getLogger(Offer.class.getName());

    /** How long those who use the host have to say goodbye; then it goes anyway. */
    static final Duration LEAVE = Duration.ofSeconds(1);

    private final BiFunction<Host, Boolean, Registration> publish;
    private final Executor slow;
    private final Timers timers;
    private @Nullable Registration made;

    /** {@code slow} runs one task after another. */
    Offer(BiFunction<Host, Boolean, Registration> publish, Executor slow, Timers timers) {
        this.publish = publish;
        this.slow = slow;
        this.timers = timers;
    }

    /** Offers {@code host}; {@code then} runs in the lane when all have heard of it. */
    void make(Host host, boolean serves, Runnable then) {
        slow.execute(() -> {
            try {
                made = publish.apply(host, serves);
            } catch (RuntimeException | LinkageError e) {
                LOG.log(Level.WARNING, "A part of the network did not begin.", e);
            }
            timers.execute(then);
        });
    }

    /** Takes it back; {@code then} runs in the lane when all have let go of it, or have taken too long. */
    void takeBack(Runnable then) {
        boolean[] over = {false};
        Runnable once = () -> {
            if (!over[0]) {
                over[0] = true;
                then.run();
            }
        };
        Timers.Timer limit = timers.schedule(LEAVE, once);
        slow.execute(() -> {
            Registration known = made;
            made = null;
            try {
                if (known != null) {
                    known.close();
                }
            } catch (RuntimeException | LinkageError e) {
                LOG.log(Level.WARNING, "A part of the network did not end well.", e);
            }
            limit.cancel();
            timers.execute(once);
        });
    }
}
