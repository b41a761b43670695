package io.ggen.sync;

import java.time.Duration;

/**
 * When to reconcile.
 *
 * @param onConnect at most so long after a peer has told that it speaks the protocol
 * @param askBack about so long after a session of the peer's showed that it has what is not here
 * @param period about every so often with some peer
 * @param retry about so long after a session failed
 * @param retries how often that is tried with one connected peer
 * @param rest no asking back within so long after a session of this host's own with the same peer
 */
record SyncTimes(Duration onConnect, Duration askBack, Duration period, Duration retry, int retries, Duration rest) {
    static final SyncTimes DEFAULT = new SyncTimes(
            Duration.ofSeconds(2),
            Duration.ofSeconds(1),
            Duration.ofMinutes(5),
            Duration.ofSeconds(10),
            3,
            Duration.ofMinutes(1));
}
