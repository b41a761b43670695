package io.ggen.record.store;

import io.ggen.api.PublisherId;

/** What one publisher takes up. Guarded by whoever has the tables. */
final class Holding {
    final PublisherId publisher;
    final byte[] key;
    /** The number of the first record of it: who has been here longer. */
    final long first;

    boolean favoured;
    int records;
    long bytes;

    Holding(PublisherId publisher, byte[] key, long first) {
        this.publisher = publisher;
        this.key = key;
        this.first = first;
    }
}
