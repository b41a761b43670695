package io.ggen.p2p.memory;

import io.ggen.p2p.api.PeerListener;
import io.ggen.p2p.api.Registration;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Who hears of peers, each event in an event of its own. */
final class Listeners {
    private static final System.Logger LOG = System.getLogger(Listeners.class.getName());

    private final VirtualTime time;
    private final BooleanSupplier alive;
    private final List<PeerListener> all = new ArrayList<>(2);

    Listeners(VirtualTime time, BooleanSupplier alive) {
        this.time = time;
        this.alive = alive;
    }

    Registration add(PeerListener listener, Consumer<PeerListener> first) {
        all.add(listener);
        time.execute(() -> call(listener, first));
        return () -> all.remove(listener);
    }

    void tell(Consumer<PeerListener> news) {
        for (PeerListener listener : all) {
            time.execute(() -> call(listener, news));
        }
    }

    private void call(PeerListener listener, Consumer<PeerListener> news) {
        if (alive.getAsBoolean() && all.contains(listener)) {
            try {
                news.accept(listener);
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "A listener failed.", e);
            }
        }
    }
}
