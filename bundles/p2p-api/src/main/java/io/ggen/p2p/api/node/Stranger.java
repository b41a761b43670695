package io.ggen.p2p.api.node;

import io.ggen.p2p.api.Multiaddr;
import java.time.Instant;

/**
 * Somebody at an IP address with whom no connection came about: it is not known, or not proven, who that is.
 *
 * @param address where, the last time
 * @param inbound whether it dialled, the last time
 * @param why the last reason, one line for people; may hold what the stranger sent: show it through {@code Texts.shown}
 * @param last when it happened, the last time
 * @param times how often it happened with this IP address, for whatever reason
 */
public record Stranger(Multiaddr address, boolean inbound, String why, Instant last, int times) {}
