package io.ggen.records.store;

import io.ggen.records.RecordId;

/**
 * One record in a set to be reconciled (GGEN-WIRE section 6): ordered by time, then id.
 *
 * @param seconds when it was issued or published, in seconds since 1970 UTC
 * @param id the record
 */
public record SyncItem(long seconds, RecordId id) implements Comparable<SyncItem> {
    @Override
    public int compareTo(SyncItem other) {
        int order = Long.compareUnsigned(seconds, other.seconds);
        return order != 0 ? order : id.compareTo(other.id);
    }
}
