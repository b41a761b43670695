package io.ggen.plugins;

import java.time.Duration;

/**
 * How long the code of strangers may hold up the host.
 *
 * @param start for one bundle to start, and for each service of it that fills a role to come to life
 * @param stop for one bundle to stop
 * @param goodbye for what was given up to heed an interrupt
 * @param refresh for the framework to wire anew what used a bundle that is gone
 * @param lacks how many missing things one sentence names
 */
record Limits(Duration start, Duration stop, Duration goodbye, Duration refresh, int lacks) {
    /** What counts unless a test says otherwise. */
    static final Limits USUAL =
            new Limits(Duration.ofSeconds(10), Duration.ofSeconds(5), Duration.ofSeconds(1), Duration.ofSeconds(10), 3);
}
