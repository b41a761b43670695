package io.ggen.installer;

import io.ggen.api.marketplace.Event;
import io.ggen.api.marketplace.MarketplaceListener;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Whoever wants to hear of events; brought to life when there is something to hear. Safe for use by many threads. */
final class Listeners implements MarketplaceListener {
    private final Map<Object, Supplier<? extends @Nullable MarketplaceListener>> all = new ConcurrentHashMap<>();

    /** Tells the one that {@code listener} gives, until {@code key} is removed. */
    void add(Object key, Supplier<? extends @Nullable MarketplaceListener> listener) {
        all.put(key, listener);
    }

    void remove(Object key) {
        all.remove(key);
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    @Override
    public void committed(Committed event) {
        happened(event);
    }

    @Override
    public void happened(Event event) {
        for (Supplier<? extends @Nullable MarketplaceListener> each : all.values()) {
            try {
                MarketplaceListener listener = each.get();
                if (listener != null) {
                    listener.happened(event);
                }
            } catch (RuntimeException | LinkageError e) {
                System.getLogger(Listeners.class.getName())
                        .log(System.Logger.Level.DEBUG, "A listener failed at " + event.getClass(), e);
            }
        }
    }
}
