package io.ggen.records.store;

import org.osgi.annotation.versioning.ConsumerType;

/** Hears of every record that comes in. A whiteboard service. */
@ConsumerType
public interface RecordListener {
    /**
     * {@code taken}, which is news, came from {@code origin} and is safely stored. Called in the thread that brought it, behind
     * the store's locks; must return soon and may call the store.
     */
    void taken(Taken taken, Origin origin);
}
