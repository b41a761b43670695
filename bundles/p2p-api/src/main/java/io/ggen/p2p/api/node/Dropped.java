package io.ggen.p2p.api.node;

import io.ggen.p2p.api.PeerId;
import java.time.Instant;

/**
 * A peer that was lost, or not reached.
 *
 * @param peer who
 * @param why one line for people; may hold what the peer said: show it through {@code Texts.shown}
 * @param last when it happened, the last time
 * @param times how often it happened in a row for this reason
 */
public record Dropped(PeerId peer, String why, Instant last, int times) {}
