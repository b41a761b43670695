package io.ggen.sync;

import java.time.Duration;

/**
 * What strangers can make this host do and keep.
 *
 * @param frame bytes of one message of a sync
 * @param rounds round trips of one session
 * @param recordBytes bytes of records that one session gets
 * @param session how long one session lasts
 * @param lag how far the end of the window is behind now, so that what is being announced is not asked for
 * @param sessions sessions this host has begun and that run at once
 * @param served sessions of others that are answered at once
 * @param wanted ids of one session that wait to be asked for
 * @param requests requests of one session, or of one caller, under way at once
 * @param exchanges requests of callers for records of a name, publisher or ids, under way at once
 * @param batch bytes of one answer with records
 * @param pages answers of one request, one after another
 * @param patience how long an answer with records may take
 * @param requestsPerSecond requests for records of one peer that are answered in a second; what is more has to wait
 * @param fruitless sessions with one peer, one after another, that bring nothing although something was listed or left
 * @param peers peers remembered
 */
record SyncLimits(
        int frame,
        int rounds,
        long recordBytes,
        Duration session,
        Duration lag,
        int sessions,
        int served,
        int wanted,
        int requests,
        int exchanges,
        int batch,
        int pages,
        Duration patience,
        int requestsPerSecond,
        int fruitless,
        int peers) {
    /** Those of GGEN-WIRE sections 5 and 6. */
    static final SyncLimits DEFAULT = new SyncLimits(
            64 << 10,
            32,
            4L << 20,
            Duration.ofSeconds(30),
            Duration.ofSeconds(20),
            3,
            16,
            4096,
            4,
            64,
            256 << 10,
            512,
            Duration.ofSeconds(10),
            100,
            3,
            4096);
}
