package io.ggen.p2p.api;

import java.time.Duration;
import java.util.Optional;

/**
 * A connection as it was when asked for.
 *
 * @param peer who proved to be at the other end
 * @param remote the address of the other end, as the socket has it: for an inbound one not where the peer listens
 * @param inbound whether the peer dialled
 * @param security how it is secured: {@code noise}, {@code tls} or what else the transport has
 * @param age since it was secured
 * @param streams how many streams are open, both ways
 * @param roundTrip the latest measured round trip, if there was one
 */
public record Connection(
        PeerId peer,
        Multiaddr remote,
        boolean inbound,
        String security,
        Duration age,
        int streams,
        Optional<Duration> roundTrip) {}
