package io.ggen.api.marketplace;

import io.ggen.api.lockfile.Lock;
import java.nio.file.Path;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Hears what is done to targets by this process. A whiteboard service. Called in the thread that does it, and of progress in
 * any, often many times a second; must return at once. A commit is told behind it and outside of all locks. What a listener
 * throws is logged and changes nothing.
 */
@ConsumerType
public interface MarketplaceListener {
    /** A new generation is current. */
    void committed(Committed event);

    /** Something happened: whoever wants to hear all of it implements this. */
    default void happened(Event event) {
        if (event instanceof Committed committed) {
            committed(committed);
        }
    }

    /**
     * A new generation.
     *
     * @param target the folder
     * @param generation its number
     * @param before what the target held
     * @param now what it holds
     */
    record Committed(Path target, int generation, Lock before, Lock now) implements Event {}
}
