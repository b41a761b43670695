package io.ggen.record.store;

import io.ggen.api.PublisherId;
import io.ggen.records.store.Origin;
import java.util.function.LongSupplier;

/** How fast strangers may bring and sign new records. */
final class Pace {
    private final Buckets peers;
    private final Buckets publishers;
    private final LongSupplier nanos;

    /** {@code nanos} is a time that never goes back. */
    Pace(Limits limits, LongSupplier nanos) {
        this.peers = new Buckets(limits.peerBurst(), limits.peerPerSecond(), limits.buckets());
        this.publishers = new Buckets(limits.publisherBurst(), limits.publisherPerSecond(), limits.buckets());
        this.nanos = nanos;
    }

    /** Whether {@code origin} may bring another new record. */
    boolean allows(Origin origin) {
        return origin.isHere() || peers.take(origin.text(), nanos.getAsLong());
    }

    /** Whether {@code stranger} may have signed another new record. */
    boolean allows(PublisherId stranger) {
        return publishers.take(stranger.value(), nanos.getAsLong());
    }
}
