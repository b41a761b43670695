package io.ggen.p2p.api.fetch;

import io.ggen.p2p.api.PeerAddresses;
import java.time.Duration;
import java.util.List;

/**
 * How to fetch.
 *
 * @param minReputation peers with a lower score are passed over; if nobody else has it, they are used all the same and the
 *     progress hears a warning. 0 for everybody
 * @param peers some that are likely to have it, asked before content routing answers
 * @param patience how long nothing at all may come in before the fetch fails
 */
public record FetchOptions(double minReputation, List<PeerAddresses> peers, Duration patience) {
    /** Anybody, found by content routing; gives up after 30 s without a byte. */
    public static final FetchOptions DEFAULT = new FetchOptions(0, List.of(), Duration.ofSeconds(30));

    /** Copies the list. */
    public FetchOptions {
        peers = List.copyOf(peers);
    }
}
