package io.ggen.embedded;

import io.ggen.api.marketplace.Event;
import io.ggen.api.marketplace.MarketplaceListener;
import java.util.function.Consumer;

/** Passes every event on, and lets nobody feel what comes of it. */
record Telling(Consumer<? super Event> listener) implements MarketplaceListener {
    @Override
    public void committed(Committed event) {
        happened(event);
    }

    @Override
    public void happened(Event event) {
        try {
            listener.accept(event);
        } catch (RuntimeException | LinkageError e) {
            System.getLogger(Telling.class.getName()).log(System.Logger.Level.DEBUG, "The listener failed", e);
        }
    }
}
