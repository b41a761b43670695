package io.ggen.p2p.api.reputation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How it went with one peer so far.
 *
 * @param served how often it served
 * @param failed how often it failed
 * @param forged how often it forged
 * @param lastForged when it forged last, if it ever did
 * @param days the same by day (UTC), oldest first; the last 30 days on which there was something
 */
public record Outcomes(long served, long failed, long forged, Optional<Instant> lastForged, List<Day> days) {
    /** Nothing. */
    public static final Outcomes NONE = new Outcomes(0, 0, 0, Optional.empty(), List.of());

    /** Copies the list. */
    public Outcomes {
        days = List.copyOf(days);
    }

    /**
     * One day.
     *
     * @param epochDay days since 1 January 1970, UTC
     * @param served how often it served
     * @param failed how often it failed
     * @param forged how often it forged
     */
    public record Day(long epochDay, long served, long failed, long forged) {}
}
