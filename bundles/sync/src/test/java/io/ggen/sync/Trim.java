package io.ggen.sync;

import java.time.Duration;

/** Limits with one of them changed. */
final class Trim {
    private Trim() {}

    static SyncLimits recordBytes(SyncLimits from, long bytes) {
        return with(from, from.rounds(), bytes, from.session(), from.served(), from.batch());
    }

    static SyncLimits served(SyncLimits from, int served) {
        return with(from, from.rounds(), from.recordBytes(), from.session(), served, from.batch());
    }

    static SyncLimits batch(SyncLimits from, int batch) {
        return with(from, from.rounds(), from.recordBytes(), from.session(), from.served(), batch);
    }

    private static SyncLimits with(
            SyncLimits from, int rounds, long recordBytes, Duration session, int served, int batch) {
        return new SyncLimits(
                from.frame(),
                rounds,
                recordBytes,
                session,
                from.lag(),
                from.sessions(),
                served,
                from.wanted(),
                from.requests(),
                from.exchanges(),
                batch,
                from.pages(),
                from.patience(),
                from.requestsPerSecond(),
                from.fruitless(),
                from.peers());
    }
}
